import type { RawTable } from '../../raw-table.ts'
import type { Archive } from '../archive.ts'
import type { WorkbookLimits } from '../limits.ts'
import { hasRows } from '../tables.ts'
import { readBook } from './book.ts'
import { mergedCells } from './merged-cells.ts'
import { sheetRows } from './sheet-rows.ts'
import { readStyles } from './styles.ts'
import { readTexts, Texts } from './texts.ts'

/** The sheets of an Excel workbook (.xlsx, .xlsm) in which anything stands. @throws Unreadable */
export async function openXlsx(archive: Archive, limits: WorkbookLimits): Promise<RawTable[]> {
  const book = await readBook(archive, limits)
  const shared = {
    texts: book.texts ? await readTexts(archive, book.texts, limits) : new Texts(limits),
    styles: book.styles ? await readStyles(archive, book.styles, limits) : [],
    isSince1904: book.isSince1904,
  }
  const tables: RawTable[] = []
  for (const { name, part, isHidden } of book.sheets) {
    const rows = () => sheetRows(archive, part, shared, limits)
    const merged = await mergedCells(archive, part, limits)
    if (await hasRows(rows())) tables.push({ sheet: name, rows, merged, ...(isHidden && { hidden: true as const }) })
  }
  return tables
}
