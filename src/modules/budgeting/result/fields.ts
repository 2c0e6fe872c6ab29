import { day, form, integer, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'

/** As they fell: digits 1 to 6, blanks between them left out. */
export const diceForm = form({
  dice: text({ max: 60, min: 20, pattern: /^[1-6]{20,60}$/, wrong: 'budgeting.result.dice.wrong' }),
})
export const decisionForm = form({ decision: text({ max: 60, min: 1 }), decidedOn: day() })
export const annulForm = form({ reason: text({ max: 1_000, min: 20, lines: true }) })
export const byEnvelope = form({ number: numberInPath(), envelope: integer({ min: 1, max: 100 }) })
