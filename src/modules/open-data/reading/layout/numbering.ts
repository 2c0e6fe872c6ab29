import type { CellKind, HeadRow } from './head-row.ts'

/** Official forms number their columns under the header: 1, 2, 3 … or A, B, 1, 2 …; above columns of words it is no row of them. */
export function isNumbering(row: HeadRow | undefined, body: CellKind[]): boolean {
  const cells = row?.cells.filter((cell) => cell !== '') ?? []
  const numbers = cells.map((cell) => /^\(?(\d{1,3})\)?\.?$/.exec(cell)?.[1])
  const first = numbers.findIndex((number) => number !== undefined)
  if (cells.length < 3 || first < 0 || first > 3) return false
  if (!cells.slice(0, first).every((cell) => /^[A-ZА-Я]$/.test(cell))) return false
  const sequence = numbers
    .slice(first)
    .every((number, at) => Number(number) === at + 1 || Number(number) === first + at + 1)
  return sequence && body.some((kind, column) => kind === 'text' && /\d/.test(row?.cells[column] ?? ''))
}
