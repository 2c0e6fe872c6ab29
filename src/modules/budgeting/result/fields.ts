import { day, type Field, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'

const throws = text({ max: 60, min: 20, pattern: /^[1-6]{20,60}$/, wrong: 'budgeting.result.dice.wrong' })
/** As they fell: digits 1 to 6; people write them in groups. */
const dice: Field<string> = {
  ...throws,
  read: (raw) => throws.read(typeof raw === 'string' ? raw.replaceAll(/\s/g, '') : raw),
}
export const diceForm = form({ dice })
export const decisionForm = form({ decision: text({ max: 60, min: 1 }), decidedOn: day() })
/** `envelope`: the position of one, or 0 for the whole result. */
export const annulForm = form({
  envelope: optional(integer({ min: 0, max: 100 })),
  reason: text({ max: 1_000, min: 20, lines: true }),
})
export const byEnvelope = form({ number: numberInPath(), envelope: integer({ min: 1, max: 100 }) })
