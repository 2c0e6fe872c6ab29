import path from 'node:path'
import { writeTable } from '../../engine/write-table.ts'
import { FileScan } from '../../guard/scan/file-scan.ts'
import { Unreadable } from '../../raw-table.ts'
import { openFile } from '../../reading/open-file.ts'
import { shapeTable } from '../../reading/shape-table.ts'
import { type Asked, type Found, firstRejects } from './protocol.ts'

/** An archive or a workbook may hold many; nobody describes more. */
const MOST_TABLES = 100

/**
 * Reads a file into tables: what it is, what its columns hold, then Parquet and a report for each. Sheets on which nothing stands are
 * passed over.
 *
 * @throws Unreadable
 */
export async function readFile(
  asked: Pick<Asked, 'file' | 'fileName' | 'overrides' | 'folder'> & {
    engineMb: number
    /** Whether this process is there for the file alone. */
    threads?: boolean
    /** Lines read so far, of all tables. */
    tell(lines: number): void
  },
): Promise<Found> {
  const { tables: raw, searched, ...file } = await openFile(asked.file, asked.fileName, asked.overrides)
  if (raw.length > MOST_TABLES)
    throw new Unreadable('open-data.ingest.failure.too-many-tables', { tables: raw.length, most: MOST_TABLES })
  const found: Found = { reading: { ...file, tables: [] }, tables: [], search: { edition: 0, findings: [] } }
  const scan = new FileScan(searched.path, asked.fileName, searched.said, asked.threads)
  let before = 0
  for (const [at, table] of raw.entries()) {
    const place = (kind: string) => path.join(asked.folder, `${at}.${kind}`)
    const rejects = place('ndjson')
    let lines = 0
    const shaped = await shapeTable(scan.watch(table), {
      overrides: asked.overrides,
      spool: place('csv'),
      rejects,
      progress(line) {
        lines = line
        asked.tell(before + line)
      },
    })
    before += lines
    const search = scan.tableRead(shaped.columns.map(({ title }) => title))
    if (shaped.columns.length === 0 || shaped.rows === 0) {
      await search
      continue
    }
    const { preamble, headerRows, totals, columns, sure } = shaped
    const sheet = unlike(shaped.sheet, found.tables)
    const parquet = place('parquet')
    // A large table is still being searched, in a thread beside this one.
    const [written] = await Promise.all([
      writeTable({ spool: place('csv'), columns, sure, parquet, rejects, rows: shaped.rows, memoryMb: asked.engineMb }),
      search,
    ])
    found.reading.tables.push({
      sheet,
      preamble,
      headerRows,
      totals,
      rejects: firstRejects(shaped.rejects, written.samples),
      ...(shaped.openQuotes && { openQuotes: shaped.openQuotes }),
      ...(table.hidden && { hidden: true }),
      ...(table.inArchive && { inArchive: table.inArchive }),
    })
    const rejected = shaped.rejected + written.rejectedCells
    found.tables.push({ sheet, rows: written.rows, rejected, columns: written.columns, parquet, rejects })
  }
  if (found.tables.length === 0) throw new Unreadable('open-data.ingest.failure.nothing')
  found.search = await scan.end(file.format)
  return found
}

/** Two files of an archive may have one name. */
function unlike(sheet: string, others: { sheet: string }[]): string {
  let name = sheet
  for (let n = 2; others.some((one) => one.sheet === name); n++) name = `${sheet} (${n})`
  return name
}
