import type { FieldError } from '#kernel/errors.ts'
import { Unreadable } from '../raw-table.ts'
import { withCommaBelow } from '../reading/comma-below.ts'
import { openText } from '../reading/open-text.ts'
import { columnOf, NUMBER, neededColumns } from './columns.ts'
import { type HeldForm, lineForm } from './fields.ts'

/** A line of a file that says what the form says, perhaps not all that it asks. */
export interface HeldLine {
  /** Of the file, from 1. */
  line: number
  /** Of something that stands in the inventory already. */
  number: number | null
  form: HeldForm
  /** Fields for which the file has a column: of the others it says nothing. */
  named: ReadonlySet<string>
}

export interface LineProblem {
  line: number
  column: string | null
  text: FieldError['text']
}

export const MOST_LINES = 1_000

/**
 * Reads an inventory from CSV of whatever encoding and delimiter. Columns may come in any order; those that nobody knows are passed over.
 *
 * @returns the lines that can be taken, and what is wrong with the others
 * @throws Unreadable when it is no text
 */
export async function readLines(place: string): Promise<{ lines: HeldLine[]; problems: LineProblem[] }> {
  const { table } = await openText(place, {})
  const lines: HeldLine[] = []
  const problems: LineProblem[] = []
  let head: string[] | null = null
  for await (const batch of table.rows())
    for (const { line, cells, broken } of batch) {
      if (cells.every((cell) => cell.trim() === '') && !broken) continue
      if (head === null) {
        head = cells.map((cell) =>
          cell
            .replace(/^\ufeff/, '')
            .trim()
            .toLowerCase(),
        )
        const lacking = neededColumns.filter((name) => !head?.includes(name))
        if (lacking.length > 0) return { lines, problems: [lacks(line, lacking)] }
      } else if (broken || cells.length > head.length) {
        problems.push({ line, column: null, text: { key: 'open-data.inventory.import.broken' } })
      } else if (lines.length >= MOST_LINES) {
        const text = { key: 'open-data.inventory.import.too-many', args: { most: MOST_LINES } } as const
        return { lines, problems: [{ line, column: null, text }] }
      } else readLine(line, new Map(head.map((name, at) => [name, (cells[at] ?? '').trim()])), lines, problems)
    }
  if (head === null) throw new Unreadable('open-data.ingest.failure.nothing')
  return { lines, problems }
}

function lacks(line: number, columns: string[]): LineProblem {
  return {
    line,
    column: null,
    text: { key: 'open-data.inventory.import.columns', args: { columns: columns.join(', ') } },
  }
}

function readLine(line: number, cells: Map<string, string>, lines: HeldLine[], problems: LineProblem[]): void {
  const number = cells.get(NUMBER) ?? ''
  if (number !== '' && !/^[1-9]\d{0,8}$/.test(number))
    problems.push({ line, column: NUMBER, text: { key: 'open-data.inventory.import.number' } })
  // Where the file has no column it says nothing of the field, not that it is empty.
  const raw = Object.fromEntries(
    Object.entries(columnOf).flatMap(([field, column]) => {
      const cell = cells.get(column)
      return cell === undefined ? [] : [[field, withCommaBelow(unguarded(cell))]]
    }),
  )
  const read = lineForm.read(raw)
  if ('value' in read)
    lines.push({
      line,
      number: number === '' ? null : Number(number),
      form: read.value,
      named: new Set(Object.keys(raw)),
    })
  else
    for (const { field, text } of read.errors)
      problems.push({ line, column: columnOf[field as keyof typeof columnOf] ?? null, text })
}

/** What we give away has an apostrophe before what a spreadsheet would calculate. */
function unguarded(cell: string): string {
  return /^'\s*[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell
}
