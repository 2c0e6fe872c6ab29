import type { RawRow } from '../../raw-table.ts'
import { classify } from '../types/classify.ts'
import { NUMBER } from '../types/forms.ts'
import { missingKind } from '../types/missing.ts'
import { withUnit } from '../types/units.ts'

/** In the three languages; alone, or with what it is a total of: a firm called Total has other words in its row. */
const TOTAL =
  /^(sub[ -]?total|total|totaluri|suma|în total|in total|grand total|итого|всего|сумма|итог)(?![\p{L}\p{N}])/iu
const NOTE =
  /^(\*|\d\)|not[aăe](?![\p{L}\p{N}])|sursa(?![\p{L}\p{N}])|source|note|примечани|источник|întocmit|executor|исполнитель)/iu

/**
 * How many of the last rows are totals, with notes below them: rows of one cell. In a table of two columns these must say that they are
 * notes, because one value may be missing of a row.
 *
 * @param rows the last rows of the body, none of them empty
 */
export function findTotals(rows: RawRow[], width: number): number {
  let totals = 0
  let notes = 0
  for (const row of rows.toReversed()) {
    if (isTotal(row)) {
      totals += notes + 1
      notes = 0
    } else if (isNote(row) && (width >= 3 || saysSo(row))) notes++
    else break
  }
  if (totals > 0) return totals
  // Without a total above them, lines are notes only when the first of them says what it is.
  const first = notes > 0 && width >= 3 ? rows.at(-notes) : undefined
  return first && saysSo(first) ? notes : 0
}

function isTotal({ cells, broken }: RawRow): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !missingKind(cell))
  const words = filled.filter((cell) => (classify(cell) & NUMBER) === 0 && !withUnit(cell))
  const label = words[0]?.replace(/[:\s]+$/, '')
  return !broken && words.length === 1 && filled.length > 1 && label !== undefined && TOTAL.test(label)
}

function isNote({ cells, broken }: RawRow): boolean {
  return !broken && cells.filter((cell) => cell.trim() !== '').length === 1
}

function saysSo({ cells }: RawRow): boolean {
  return NOTE.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? '')
}
