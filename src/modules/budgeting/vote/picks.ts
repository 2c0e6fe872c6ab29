import type { FieldError } from '#kernel/errors.ts'
import type { Envelope, Project } from '../budget.ts'

/** Numbers of the chosen projects by position of their envelope, ascending; envelopes without a choice are left out. */
export type Picks = Record<string, number[]>

/**
 * Reads chosen project numbers into picks.
 *
 * @returns the picks, or what is wrong with them, each error at the field of its envelope (`envelope-<position>`); what is of no envelope, at the first
 */
export function readPicks(
  chosen: number[],
  envelopes: Envelope[],
  projects: Project[],
): { picks: Picks } | { errors: FieldError[] } {
  const byNumber = new Map(projects.map((project) => [project.number, project]))
  const picks: Picks = {}
  const errors: FieldError[] = []
  const seen = new Set(chosen)
  // What is about the ballot as a whole stands at its first list.
  const whole = `envelope-${envelopes[0]?.position ?? 1}`
  for (const number of seen)
    if (!byNumber.has(number)) errors.push({ field: whole, text: { key: 'budgeting.vote.unknown-project' } })
  for (const { position, minPicks, maxPicks } of envelopes) {
    const numbers = [...seen].filter((number) => byNumber.get(number)?.envelope === position).sort((a, b) => a - b)
    const field = `envelope-${position}`
    if (numbers.length > maxPicks)
      errors.push({ field, text: { key: 'budgeting.vote.too-many', args: { max: maxPicks, chosen: numbers.length } } })
    // Nobody must choose in every envelope; who chooses in one keeps to its least number.
    if (numbers.length > 0 && numbers.length < minPicks)
      errors.push({ field, text: { key: 'budgeting.vote.too-few', args: { min: minPicks, chosen: numbers.length } } })
    const voided = numbers.find((number) => byNumber.get(number)?.voidAt)
    if (voided !== undefined)
      errors.push({ field, text: { key: 'budgeting.vote.void', args: { title: byNumber.get(voided)?.title ?? '' } } })
    if (numbers.length > 0) picks[position] = numbers
  }
  if (errors.length === 0 && Object.keys(picks).length === 0)
    errors.push({ field: whole, text: { key: 'budgeting.vote.nothing-chosen' } })
  return errors.length > 0 ? { errors } : { picks }
}
