import type { Text } from '#kernel/i18n/translator.ts'
import type { Envelope, Project } from '../budget.ts'
import { readPicks } from '../vote/picks.ts'
import type { InvalidReason, Reading } from './paper.ts'

/** What one types for a sheet without a choice that counts; on a Russian keyboard the same letters. */
const SIGNS: Record<string, InvalidReason> = {
  x: 'unclear',
  х: 'unclear',
  m: 'marked',
  м: 'marked',
  f: 'foreign',
  ф: 'foreign',
}

/**
 * Reads what an officer typed, one line a sheet in the order of `sheets`: the numbers that are crossed (`3 7 12`), `0` for a blank sheet, `x`
 * unclear, `m` marked, `f` no ballot of this vote. The sheet's own number with a colon may stand in front.
 *
 * @returns readings by sheet, or what is wrong with the first line that is
 */
export function readSheets(
  typed: string,
  sheets: number[],
  envelopes: Envelope[],
  projects: Project[],
): { readings: Map<number, Reading> } | { error: Text } {
  const lines = typed.split('\n').map((line) => line.trim())
  while (lines.at(-1) === '') lines.pop()
  if (lines.length !== sheets.length)
    return { error: { key: 'budgeting.paper.lines', args: { count: lines.length, sheets: sheets.length } } }
  const readings = new Map<number, Reading>()
  for (const [at, line] of lines.entries()) {
    const sheet = sheets[at] as number
    const [, front, said = ''] = /^(?:(\d{1,3})\s*:)?\s*(.*)$/.exec(line) ?? []
    if (front && Number(front) !== sheet)
      return { error: { key: 'budgeting.paper.other-sheet', args: { sheet, typed: Number(front) } } }
    const reading = readSheet(said.toLowerCase(), envelopes, projects)
    if (!reading) return { error: { key: 'budgeting.paper.line', args: { sheet, line: said } } }
    readings.set(sheet, reading)
  }
  return { readings }
}

function readSheet(said: string, envelopes: Envelope[], projects: Project[]): Reading | null {
  if (said === '0') return { blank: true }
  const sign = SIGNS[said]
  if (sign) return { invalid: sign }
  if (!/^\d{1,4}(?:[\s,;]+\d{1,4})*$/.test(said)) return null
  return judge(said.split(/[\s,;]+/).map(Number), envelopes, projects)
}

/** What is chosen against the rules of one envelope counts nothing there, and leaves the others as they are. */
function judge(chosen: number[], envelopes: Envelope[], projects: Project[]): Reading | null {
  // Printed before it was taken off, a project can still be crossed; the count leaves it out.
  const printed = projects.map((project) => ({ ...project, voidAt: null }))
  if (!chosen.every((number) => printed.some((project) => project.number === number))) return null
  let left = chosen
  while (left.length > 0) {
    const read = readPicks(left, envelopes, printed)
    if ('picks' in read) return { picks: read.picks }
    const against = new Set(read.errors.map(({ field }) => field))
    const kept = left.filter(
      (number) => !against.has(`envelope-${printed.find((project) => project.number === number)?.envelope}`),
    )
    if (kept.length === left.length) break
    left = kept
  }
  return { invalid: 'against-rules' }
}
