import { placeKey } from '#commons/places/field.ts'
import { checkbox, choice, type Field, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { ballotKinds, ballotsBy, leftovers, type TieMethodName, tieMethods } from '../budget.ts'
import { categories } from '../idea.ts'
import { amount } from '../money-field.ts'
import { comparisons, offeredRules, stops, takes } from '../offered-rules.ts'

export const byNumber = form({ number: numberInPath() })
export const byEnvelope = form({ number: numberInPath(), envelope: integer({ min: 1, max: 100 }) })

/** Left out, it is what is usual: programs need not name what they do not use. */
function usually<T>(field: Field<T>, usual: T): Field<T> {
  const left = optional(field)
  return {
    ...left,
    read(raw) {
      const read = left.read(raw)
      return 'error' in read ? read : { value: read.value ?? usual }
    },
  }
}

const written = text({ max: 2_000, lines: true })
const SET = /^\d{1,9}(?:[\s,]+\d{1,9})+$/

/** Numbers of ideas, a line a set: of each at most one is funded. */
const sets: Field<number[][]> = {
  keep: 'words',
  schema: written.schema,
  read(raw) {
    const read = written.read(raw)
    if ('error' in read) return read
    const lines = read.value.split('\n').map((line) => line.replaceAll(/[\s,;]+/g, ' ').trim())
    const named = lines.filter((line) => line !== '')
    if (named.some((line) => !SET.test(line))) return { error: { key: 'budgeting.money.exclusive.not-sets' } }
    const value = named.map((line) => line.split(' ').map(Number))
    const all = value.flat()
    const twice = all.find((idea, at) => all.indexOf(idea) !== at)
    return twice === undefined
      ? { value }
      : { error: { key: 'budgeting.money.exclusive.twice', args: { idea: twice } } }
  },
}

export const publishing = ['list', 'totals'] as const

export const tieNames = Object.keys(tieMethods) as TieMethodName[]

export const budgetForm = form({
  supportsNeeded: integer({ min: 0, max: 100_000 }),
  contestDays: integer({ min: 0, max: 60 }),
  tie: usually(choice(tieNames), 'cost-votes'),
  exclusive: usually(sets, []),
  publishing: usually(choice(publishing), 'list'),
  ballots: choice(ballotsBy),
  asksAge: checkbox(),
})

const name = () => text({ max: 120, min: 3 })

/** A longer list beside each project would not be read. */
export const MOST_PLACES = 20

export const envelopeForm = form(
  {
    nameRo: name(),
    nameRu: optional(name()),
    nameEn: optional(name()),
    place: placeKey(),
    amount: amount({ min: 1 }),
    minCost: optional(amount()),
    maxCost: optional(amount({ min: 1 })),
    category: optional(choice(categories)),
    ballotKind: usually(choice(ballotKinds), 'approval'),
    points: optional(integer({ min: 1, max: 100 })),
    maxPoints: optional(integer({ min: 1, max: MOST_PLACES })),
    minPicks: integer({ min: 0, max: 100 }),
    maxPicks: integer({ min: 1, max: 100 }),
    rule: choice(offeredRules),
    stop: usually(choice(stops), 'overrun'),
    comparison: usually(choice(comparisons), 'none'),
    minimum: optional(integer({ min: 0, max: 1_000_000 })),
    leftovers: choice(leftovers),
  },
  ({ amount: whole, minCost, maxCost, minPicks, maxPicks, ballotKind, points, maxPoints, rule }) => [
    ...(maxCost !== null && maxCost > whole
      ? [{ field: 'maxCost', text: { key: 'budgeting.money.over-amount' } } as const]
      : []),
    ...(minCost !== null && minCost > (maxCost ?? whole)
      ? [{ field: 'minCost', text: { key: 'budgeting.money.over-maximum' } } as const]
      : []),
    ...(minPicks > maxPicks ? [{ field: 'minPicks', text: { key: 'budgeting.money.over-picks' } } as const] : []),
    ...(ballotKind === 'ranking' && maxPicks > MOST_PLACES
      ? [{ field: 'maxPicks', text: { key: 'budgeting.money.over-places', args: { max: MOST_PLACES } } } as const]
      : []),
    ...(ballotKind === 'points' && points === null
      ? [{ field: 'points', text: { key: 'kernel.form.missing' } } as const]
      : []),
    ...(ballotKind === 'points' && points !== null && (maxPoints ?? 1) > points
      ? [{ field: 'maxPoints', text: { key: 'budgeting.money.over-points' } } as const]
      : []),
    ...(takes(rule, ballotKind)
      ? []
      : [{ field: 'rule', text: { key: 'budgeting.money.rule-not-for-kind' } } as const]),
  ],
)
