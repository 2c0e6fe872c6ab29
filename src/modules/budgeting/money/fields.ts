import { placeKey } from '#commons/places/field.ts'
import { choice, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { ballotsBy, rules } from '../budget.ts'
import { amount } from '../money-field.ts'

export const byNumber = form({ number: numberInPath() })
export const byEnvelope = form({ number: numberInPath(), envelope: integer({ min: 1, max: 100 }) })

export const budgetForm = form({
  supportsNeeded: integer({ min: 0, max: 100_000 }),
  contestDays: integer({ min: 0, max: 60 }),
  ballots: choice(ballotsBy),
})

const name = () => text({ max: 120, min: 3 })

export const leftovers = ['return', 'carry-over'] as const

export const envelopeForm = form(
  {
    nameRo: name(),
    nameRu: optional(name()),
    nameEn: optional(name()),
    place: placeKey(),
    amount: amount({ min: 1 }),
    minCost: optional(amount()),
    maxCost: optional(amount({ min: 1 })),
    minPicks: integer({ min: 0, max: 100 }),
    maxPicks: integer({ min: 1, max: 100 }),
    rule: choice(rules),
    leftovers: choice(leftovers),
  },
  ({ amount: whole, minCost, maxCost, minPicks, maxPicks }) => [
    ...(maxCost !== null && maxCost > whole
      ? [{ field: 'maxCost', text: { key: 'budgeting.money.over-amount' } } as const]
      : []),
    ...(minCost !== null && minCost > (maxCost ?? whole)
      ? [{ field: 'minCost', text: { key: 'budgeting.money.over-maximum' } } as const]
      : []),
    ...(minPicks > maxPicks ? [{ field: 'minPicks', text: { key: 'budgeting.money.over-picks' } } as const] : []),
  ],
)
