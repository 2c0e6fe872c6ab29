import { type RawTable, Unreadable } from '../raw-table.ts'
import type { FileReading, Overrides } from '../table-schema.ts'
import { usualLimits } from '../workbook/limits.ts'
import { openWorkbook } from '../workbook/open-workbook.ts'
import { type FileKind, fileKind } from './file-kind.ts'
import { gunzipFile } from './gzip/gunzip-file.ts'
import { openText } from './open-text.ts'
import { openParquet } from './parquet/open-parquet.ts'

export interface OpenedFile {
  /** Of an archive: of the tables within it, as far as one name says it. */
  format: FileReading['format']
  encoding: string | null
  delimiter: string | null
  tables: RawTable[]
  /** Where what stands in it lies to be searched: the file itself, or what was packed in it, and what its wrapping says of it. */
  searched: { path: string; said: string[] }
}

/** What gzip is used for; whatever else was packed in it packs its parts itself. */
const IN_GZIP: FileKind[] = ['TEXT', 'JSON', 'NDJSON', 'GEOJSON']

/**
 * What a file is and its raw tables. What stands in it decides, and nothing else.
 *
 * @param _fileName is wrong as often as not, and not asked
 * @throws Unreadable for a file that is no table, with the reason for its reader
 */
export async function openFile(path: string, _fileName: string, overrides: Overrides): Promise<OpenedFile> {
  const kind = await fileKind(path)
  if (kind !== 'GZIP') return { ...(await openKind(path, kind, overrides)), searched: { path, said: [] } }
  const unpacked = await gunzipFile(path, usualLimits)
  const inner = await fileKind(unpacked.path)
  if (!IN_GZIP.includes(inner)) throw new Unreadable('open-data.reading.packed')
  return { ...(await openKind(unpacked.path, inner, overrides)), searched: unpacked }
}

async function openKind(path: string, kind: FileKind, overrides: Overrides): Promise<Omit<OpenedFile, 'searched'>> {
  if (kind === 'TEXT') {
    const { encoding, delimiter, table } = await openText(path, overrides)
    return { format: 'CSV', encoding, delimiter, tables: [table] }
  }
  if (kind === 'PARQUET') return { format: kind, encoding: null, delimiter: null, tables: [await openParquet(path)] }
  if (kind === 'GZIP') throw new Unreadable('open-data.reading.packed')
  const tables = await openWorkbook(path, kind, async (unpacked, name, innerKind) => {
    if (innerKind === 'PARQUET') return [{ ...(await openParquet(unpacked)), sheet: name }]
    const { table, encoding, delimiter } = await openText(unpacked, overrides)
    return [{ ...table, sheet: name, inArchive: { encoding, delimiter } }]
  })
  return { format: kind === 'ZIP' ? 'CSV' : kind, encoding: null, delimiter: null, tables }
}
