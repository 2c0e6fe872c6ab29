import type { FieldError } from '#kernel/errors.ts'
import { CURRENCY_UNIT, type Envelope, type Project } from '../budget.ts'
import { titleInAll } from '../names.ts'
import type { Choice, Picks } from './choice.ts'

/** One project as a ballot's form says it: ticked; with so many points; at this place. */
export interface Mark {
  project: number
  as: 'tick' | 'points' | 'place'
  /** Points or place; 1 where it is ticked. */
  value: number
}

type Limits = Pick<Envelope, 'position' | 'amount' | 'ballotKind' | 'minPicks' | 'maxPicks' | 'points' | 'maxPoints'>
type OnBallot = Pick<Project, 'number' | 'envelope' | 'title' | 'lang' | 'names' | 'cost' | 'voidAt'>

const MARKED = { approval: 'tick', knapsack: 'tick', points: 'points', ranking: 'place' } as const

/**
 * Reads what was chosen into picks. Every way to cast an online ballot goes through here.
 *
 * @param chosen marks of a form; a bare number is a ticked project
 * @param currency of the budget, for what is told of money
 * @returns the picks, or what is wrong with them, each error at the field of its envelope (`envelope-<position>`); what is of no envelope, at the first
 */
export function readPicks(
  chosen: readonly (number | Mark)[],
  envelopes: readonly Limits[],
  projects: readonly OnBallot[],
  currency: string,
): { picks: Picks } | { errors: FieldError[] } {
  const byNumber = new Map(projects.map((project) => [project.number, project]))
  const marks = chosen.map((one): Mark => (typeof one === 'number' ? { project: one, as: 'tick', value: 1 } : one))
  const picks: Picks = {}
  const errors: FieldError[] = []
  // What is about the ballot as a whole stands at its first list.
  const whole = `envelope-${envelopes[0]?.position ?? 1}`
  for (const number of new Set(marks.map(({ project }) => project)))
    if (!byNumber.has(number)) errors.push({ field: whole, text: { key: 'budgeting.vote.unknown-project' } })
  for (const envelope of envelopes) {
    const own = marks.filter(({ project }) => byNumber.get(project)?.envelope === envelope.position)
    const field = `envelope-${envelope.position}`
    const read = choiceOf(own, envelope)
    if ('text' in read) {
      errors.push({ field, text: read.text })
      continue
    }
    const wrong = wrongIn(read.numbers, envelope, byNumber, currency)
    errors.push(...wrong.map((text) => ({ field, text })))
    if (read.numbers.length > 0) picks[envelope.position] = read.choice
  }
  if (errors.length === 0 && Object.keys(picks).length === 0)
    errors.push({ field: whole, text: { key: 'budgeting.vote.nothing-chosen' } })
  return errors.length > 0 ? { errors } : { picks }
}

type ReadChoice = { choice: Choice; numbers: number[] } | Pick<FieldError, 'text'>

function choiceOf(marks: Mark[], envelope: Limits): ReadChoice {
  const { ballotKind } = envelope
  const wrongKind = { text: { key: 'budgeting.vote.wrong-mark' } } as const
  if (marks.some(({ as }) => as !== MARKED[ballotKind])) return wrongKind
  if (ballotKind === 'approval' || ballotKind === 'knapsack') {
    const numbers = [...new Set(marks.map(({ project }) => project))].sort((a, b) => a - b)
    return { choice: numbers, numbers }
  }
  if (new Set(marks.map(({ project }) => project)).size < marks.length) return wrongKind
  return ballotKind === 'points' ? spread(marks, envelope) : ranked(marks)
}

function spread(marks: Mark[], { points, maxPoints }: Limits): ReadChoice {
  const given = marks.filter(({ value }) => value > 0).sort((a, b) => a.project - b.project)
  const sum = given.reduce((all, { value }) => all + value, 0)
  if (sum > (points ?? 0))
    return { text: { key: 'budgeting.vote.too-many-points', args: { max: points ?? 0, given: sum } } }
  const most = Math.max(0, ...given.map(({ value }) => value))
  if (most > (maxPoints ?? 0))
    return { text: { key: 'budgeting.vote.too-many-for-one', args: { max: maxPoints ?? 0 } } }
  return {
    choice: given.map(({ project, value }): [number, number] => [project, value]),
    numbers: given.map(({ project }) => project),
  }
}

/** Only the order says something: a place that was left free is closed up. */
function ranked(marks: Mark[]): ReadChoice {
  const places = marks.toSorted((a, b) => a.value - b.value)
  const twice = places.find(({ value }, at) => places[at + 1]?.value === value)
  if (twice) return { text: { key: 'budgeting.vote.same-place', args: { place: twice.value } } }
  const numbers = places.map(({ project }) => project)
  return { choice: numbers, numbers }
}

function wrongIn(
  numbers: number[],
  { amount, ballotKind, minPicks, maxPicks }: Limits,
  byNumber: ReadonlyMap<number, OnBallot>,
  currency: string,
): FieldError['text'][] {
  const wrong: FieldError['text'][] = []
  const chosen = numbers.length
  if (chosen > maxPicks) wrong.push({ key: 'budgeting.vote.too-many', args: { max: maxPicks, chosen } })
  // Nobody must choose in every envelope; who chooses in one keeps to its least number.
  if (chosen > 0 && chosen < minPicks) wrong.push({ key: 'budgeting.vote.too-few', args: { min: minPicks, chosen } })
  const cost = numbers.reduce((sum, number) => sum + (byNumber.get(number)?.cost ?? 0), 0)
  if (ballotKind === 'knapsack' && cost > amount)
    wrong.push({
      key: 'budgeting.vote.over-money',
      args: { cost: cost / CURRENCY_UNIT, over: (cost - amount) / CURRENCY_UNIT, currency },
    })
  const voided = numbers.map((number) => byNumber.get(number)).find((project) => project?.voidAt)
  if (voided) wrong.push({ key: 'budgeting.vote.void', args: { title: titleInAll(voided) } })
  return wrong
}
