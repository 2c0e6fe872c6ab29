import { type RawRow, type RawTable, Unreadable } from '../raw-table.ts'
import type { WorkbookLimits } from './limits.ts'

/** Whether anything stands in a table; reads no further than to its first row. */
export async function hasRows(rows: AsyncIterable<RawRow[]>): Promise<boolean> {
  for await (const batch of rows) if (batch.length > 0) return true
  return false
}

/**
 * One table of a file has no name: it stays the same table when the sheet is called after another month. Of several no two have the same name.
 * @throws Unreadable where there is none, or too many
 */
export function named(tables: RawTable[], limits: WorkbookLimits): RawTable[] {
  const [first, ...others] = tables
  if (!first) throw new Unreadable('open-data.workbook.empty')
  if (others.length === 0) return [{ ...first, sheet: '' }]
  if (tables.length > limits.tables) throw tooManyTables(limits)
  const taken = new Set<string>()
  return tables.map((table) => {
    let sheet = table.sheet
    for (let i = 2; taken.has(sheet) || sheet === ''; i++) sheet = `${table.sheet} (${i})`
    taken.add(sheet)
    return { ...table, sheet }
  })
}

export function tooManyTables(limits: WorkbookLimits): Unreadable {
  return new Unreadable('open-data.workbook.too-many-tables', { most: limits.tables })
}
