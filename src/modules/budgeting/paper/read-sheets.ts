import type { Text } from '#kernel/i18n/translator.ts'
import type { Envelope, Project } from '../budget.ts'
import { type Mark, readPicks } from '../vote/picks.ts'
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
 * Reads what an officer typed, one line a sheet in the order of `sheets`: the numbers that are crossed (`3 7 12`; where
 * places are given, the best first; where points are spread, `3=5 7=2`), `0` for a blank sheet, `x`
 * unclear, `m` marked, `f` no ballot of this vote. The sheet's own name with a colon may stand in front.
 *
 * @param sheets names by which one finds them: 14, or of several stacks `2/14`, where the number alone is enough in front
 * @returns readings by sheet, or what is wrong with the first line that is
 */
export function readSheets<Sheet extends number | string>(
  typed: string,
  sheets: Sheet[],
  envelopes: Envelope[],
  projects: Project[],
): { readings: Map<Sheet, Reading> } | { error: Text } {
  const lines = typed.split('\n').map((line) => line.trim())
  while (lines.at(-1) === '') lines.pop()
  if (lines.length !== sheets.length)
    return { error: { key: 'budgeting.paper.lines', args: { count: lines.length, sheets: sheets.length } } }
  const readings = new Map<Sheet, Reading>()
  for (const [at, line] of lines.entries()) {
    const sheet = sheets[at] as Sheet
    const [, front, said = ''] = /^(?:(\d{1,3}(?:\/\d{1,3})?)\s*:)?\s*(.*)$/.exec(line) ?? []
    const name = String(sheet)
    // 07 is 7.
    const typedName = front?.replace(/\b0+(?=\d)/g, '')
    if (front && typedName !== name && typedName !== name.split('/')[1])
      return { error: { key: 'budgeting.paper.other-sheet', args: { sheet: name, typed: front } } }
    const reading = readSheet(said.toLowerCase(), envelopes, projects)
    if (!reading) return { error: { key: 'budgeting.paper.line', args: { sheet: name, line: said } } }
    readings.set(sheet, reading)
  }
  return { readings }
}

function readSheet(said: string, envelopes: Envelope[], projects: Project[]): Reading | null {
  if (said === '0') return { blank: true }
  const sign = SIGNS[said]
  if (sign) return { invalid: sign }
  const tokens = said.split(/[\s,;]+/).map((token) => TOKEN.exec(token))
  if (!tokens.every((token) => token !== null)) return null
  return judge(
    tokens.map(([, number, points]) => ({
      number: Number(number),
      points: points === undefined ? null : Number(points),
    })),
    envelopes,
    projects,
  )
}

/** `3`, or `3=5` where points are spread. */
const TOKEN = /^(\d{1,4})(?:=(\d{1,4}))?$/

interface Typed {
  number: number
  points: number | null
}

/** What is chosen against the rules of one envelope counts nothing there, and leaves the others as they are. */
function judge(typed: Typed[], envelopes: Envelope[], projects: Project[]): Reading | null {
  // Printed before it was taken off, a project can still be crossed; the count leaves it out.
  const printed = projects.map((project) => ({ ...project, voidAt: null }))
  let left = marksFrom(typed, envelopes, printed)
  if (!left) return null
  while (left.length > 0) {
    // Only where the mistakes are counts here, and not their words.
    const read = readPicks(left, envelopes, printed, '')
    if ('picks' in read) return { picks: read.picks }
    const against = new Set(read.errors.map(({ field }) => field))
    const kept: Mark[] = left.filter(
      ({ project }) => !against.has(`envelope-${printed.find(({ number }) => number === project)?.envelope}`),
    )
    if (kept.length === left.length) break
    left = kept
  }
  return { invalid: 'against-rules' }
}

/** Each number with how it was marked; null where a number is of no project, or has points in a list that takes none. */
function marksFrom(typed: Typed[], envelopes: Envelope[], projects: Project[]): Mark[] | null {
  const placed = new Map<number, number>()
  const marks: Mark[] = []
  for (const { number, points } of typed) {
    const position = projects.find((project) => project.number === number)?.envelope
    const kind = envelopes.find((envelope) => envelope.position === position)?.ballotKind
    if (position === undefined || kind === undefined || (points === null) === (kind === 'points')) return null
    const place = (placed.get(position) ?? 0) + 1
    placed.set(position, place)
    if (kind === 'points') marks.push({ project: number, as: 'points', value: points ?? 0 })
    else if (kind === 'ranking') marks.push({ project: number, as: 'place', value: place })
    else marks.push({ project: number, as: 'tick', value: 1 })
  }
  return marks
}
