import { type PlainDay, yearsOn } from '#commons/lifecycle/plain-day.ts'
import { idnoProblem } from '#commons/people/idno.ts'
import type { Places } from '#commons/places/places.ts'
import { isDay } from '#kernel/forms/fields.ts'

/** What a list of people has in its columns, in any order. */
export const columns = ['idnp', 'birth_date', 'place'] as const
export type RegisterColumn = (typeof columns)[number]

export const lineProblems = [
  'columns',
  'cells',
  'quote',
  'idnp-digits',
  'idnp-check',
  'birth-date',
  'birth-future',
  'place',
  'twice',
  'empty',
] as const

/** What is wrong in a list and where; never what stands there. */
export interface LineProblem {
  /** From 1, the head included. */
  line: number
  column: RegisterColumn | null
  problem: (typeof lineProblems)[number]
}

/** A person of a list while it is read. The number is hashed at once by the caller and goes no further. */
export interface RegisterPerson {
  personalNumber: string
  oldEnough: boolean
  placeKey: string
}

/** More problems than these are of no use to who mends the file. */
const MOST_PROBLEMS = 200

/**
 * Reads a list of people: CSV with a head (`idnp`, `birth_date` as 2008-03-14, `place` by its key), commas or semicolons, values in
 * quotes or not. Strict: one wrong line and nothing is taken.
 *
 * @param on the day on which somebody has to be `minAge` years old
 */
export function readRegister(
  text: string,
  places: Pick<Places, 'find'>,
  minAge: number,
  on: PlainDay,
): { people: RegisterPerson[]; problems: LineProblem[] } {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  while (lines.at(-1)?.trim() === '') lines.pop()
  const problems: LineProblem[] = []
  const say = (line: number, column: RegisterColumn | null, problem: LineProblem['problem']) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ line, column, problem })
  }
  const separator = lines[0]?.includes(';') ? ';' : ','
  const head = cellsOf(lines[0] ?? '', separator)?.map((one) => one.toLowerCase())
  const at = columns.map((name) => head?.indexOf(name) ?? -1)
  if (!head || head.length !== columns.length || at.includes(-1)) {
    say(1, null, 'columns')
    return { people: [], problems }
  }
  if (lines.length === 1) say(2, null, 'empty')
  const people: RegisterPerson[] = []
  const seen = new Set<string>()
  for (const [index, row] of lines.entries()) {
    if (index === 0) continue
    const line = index + 1
    const cells = cellsOf(row, separator)
    if (!cells) {
      say(line, null, 'quote')
      continue
    }
    if (cells.length !== columns.length) {
      say(line, null, 'cells')
      continue
    }
    const [idnp = '', born = '', place = ''] = at.map((column) => cells[column])
    const before = problems.length
    const digits = idnp.replaceAll(/\s/g, '')
    const wrong = idnoProblem(digits)
    if (wrong) say(line, 'idnp', wrong === 'check-digit' ? 'idnp-check' : 'idnp-digits')
    else if (seen.has(digits)) say(line, 'idnp', 'twice')
    seen.add(digits)
    if (!isDay(born)) say(line, 'birth_date', 'birth-date')
    else if (born > on) say(line, 'birth_date', 'birth-future')
    if (!places.find(place)) say(line, 'place', 'place')
    if (problems.length === before)
      people.push({ personalNumber: digits, oldEnough: yearsOn(born, on) >= minAge, placeKey: place })
  }
  return { people: problems.length > 0 ? [] : people, problems }
}

/** Cells of one line; null where a quote does not end. A value never holds a line end: none of the columns could. */
function cellsOf(line: string, separator: string): string[] | null {
  const cells: string[] = []
  let rest = line
  for (;;) {
    if (rest.startsWith('"')) {
      const end = /^"((?:[^"]|"")*)"/.exec(rest)
      if (!end) return null
      cells.push((end[1] as string).replaceAll('""', '"').trim())
      rest = rest.slice(end[0].length)
      if (rest !== '' && !rest.startsWith(separator)) return null
    } else {
      const to = rest.indexOf(separator)
      cells.push((to < 0 ? rest : rest.slice(0, to)).trim())
      rest = to < 0 ? '' : rest.slice(to)
    }
    if (rest === '') return cells
    rest = rest.slice(1)
  }
}
