import type { RawTable } from '../raw-table.ts'
import type { FileReading, Overrides } from '../table-schema.ts'
import { openWorkbook } from '../workbook/open-workbook.ts'
import { fileKind } from './file-kind.ts'
import { openText } from './open-text.ts'
import { openParquet } from './parquet/open-parquet.ts'

export interface OpenedFile {
  /** Of an archive: of the tables within it, as far as one name says it. */
  format: FileReading['format']
  encoding: string | null
  delimiter: string | null
  tables: RawTable[]
}

/**
 * What a file is and its raw tables. What stands in it decides, and nothing else.
 *
 * @param _fileName is wrong as often as not, and not asked
 * @throws Unreadable for a file that is no table, with the reason for its reader
 */
export async function openFile(path: string, _fileName: string, overrides: Overrides): Promise<OpenedFile> {
  const kind = await fileKind(path)
  if (kind === 'TEXT') {
    const { encoding, delimiter, table } = await openText(path, overrides)
    return { format: 'CSV', encoding, delimiter, tables: [table] }
  }
  if (kind === 'PARQUET') return { format: kind, encoding: null, delimiter: null, tables: [await openParquet(path)] }
  const tables = await openWorkbook(path, kind, async (unpacked, name) => {
    const { table } = await openText(unpacked, overrides)
    return [{ ...table, sheet: name }]
  })
  return { format: kind === 'ZIP' ? 'CSV' : kind, encoding: null, delimiter: null, tables }
}
