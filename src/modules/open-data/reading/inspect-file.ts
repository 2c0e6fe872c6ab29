import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Finding } from '../guard/kinds.ts'
import { FileScan } from '../guard/scan/file-scan.ts'
import type { RawRow } from '../raw-table.ts'
import type { Column, FileReading, Overrides, Reject, TableReading } from '../table-schema.ts'
import { RowReader } from './csv/row-reader.ts'
import { textPieces } from './encoding/text-pieces.ts'
import { SHOWN_CHARACTERS } from './limits.ts'
import { openFile } from './open-file.ts'
import { shapeTable } from './shape-table.ts'
import { parseCell } from './types/parse-cell.ts'

const SHOWN_REJECTS = 100

/**
 * How a file is read, without keeping anything of it: what `npm run inspect` says. Cells that do not fit their column are among the rejects, as
 * they are when the file is uploaded.
 *
 * @throws Unreadable
 */
export async function inspectFile(
  path: string,
  overrides: Overrides = {},
): Promise<FileReading & { findings: Finding[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'punte-inspect-'))
  try {
    const { tables, searched, ...file } = await openFile(path, basename(path), overrides)
    const readings: TableReading[] = []
    const scan = new FileScan(searched.path, basename(path), searched.said)
    for (const [at, table] of tables.entries()) {
      const spool = join(folder, `${at}.csv`)
      const { sure: _, ...reading } = await shapeTable(scan.watch(table), {
        overrides,
        spool,
        rejects: join(folder, `${at}.ndjson`),
      })
      await scan.tableRead(reading.columns.map(({ title }) => title))
      const cells = await rejectedCells(spool, reading.columns)
      await rm(spool)
      readings.push({
        ...reading,
        rejected: reading.rejected + cells.count,
        rejects: [...reading.rejects, ...cells.first].sort((a, b) => a.line - b.line).slice(0, SHOWN_REJECTS),
      })
    }
    const { findings } = await scan.end(file.format)
    return { ...file, tables: readings, findings }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function rejectedCells(spool: string, columns: Column[]): Promise<{ count: number; first: Reject[] }> {
  const found = { count: 0, first: [] as Reject[] }
  for await (const rows of spooledRows(spool))
    for (const { cells } of rows)
      for (const [at, column] of columns.entries()) {
        if (column.type === 'string') continue
        const value = cells[at + 1] ?? ''
        const parsed = parseCell(value, column)
        if (!('reason' in parsed)) continue
        found.count++
        if (found.first.length === SHOWN_REJECTS) continue
        const shown = value.slice(0, SHOWN_CHARACTERS)
        found.first.push({ line: Number(cells[0]), column: column.title, value: shown, reason: parsed.reason })
      }
  return found
}

/** The rows of a spool: the number of the line, then a cell a column. */
export async function* spooledRows(spool: string): AsyncGenerator<RawRow[]> {
  const reader = new RowReader({ delimiter: ',', quotes: true, escape: '"' })
  const file = await open(spool)
  try {
    for await (const piece of textPieces(file, { name: 'UTF-8', mark: 0, faulty: false })) yield reader.push(piece)
    yield reader.end()
  } finally {
    await file.close()
  }
}
