import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type RawTable, Unreadable } from '#modules/open-data/raw-table.ts'
import { usualLimits } from '#modules/open-data/workbook/limits.ts'
import { openWorkbook, type WorkbookKind } from '#modules/open-data/workbook/open-workbook.ts'

const folders: string[] = []
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
})

/** Where the bytes lie as a file, until the tests are over. */
export async function fileOf(bytes: Buffer | string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'punte-workbook-'))
  folders.push(folder)
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  return path
}

/** The tables of a file, or of bytes. A text in an archive is a table with one cell. */
export async function openTables(file: string | Buffer, kind: WorkbookKind, limits = usualLimits): Promise<RawTable[]> {
  const path = typeof file === 'string' ? file : await fileOf(file)
  return openWorkbook(path, kind, async (_path, name) => [{ sheet: name, rows: oneRow }], limits)
}

async function* oneRow() {
  yield [{ line: 1, cells: ['text'] }]
}

/** The same with all rows, each as its line and its cells. */
export async function contentsOf(file: string | Buffer, kind: WorkbookKind, limits = usualLimits) {
  const tables = await openTables(file, kind, limits)
  return Promise.all(
    tables.map(async (table) => {
      const rows: (string | number)[][] = []
      for await (const batch of table.rows()) for (const { line, cells } of batch) rows.push([line, ...cells])
      return { ...table, rows }
    }),
  )
}

/** Why a file is refused, when it is opened or while its rows are read. */
export async function refusal(file: string | Buffer, kind: WorkbookKind, limits = usualLimits): Promise<Unreadable> {
  try {
    await contentsOf(file, kind, limits)
  } catch (error) {
    if (error instanceof Unreadable) return error
    throw error
  }
  assert.fail('the file was read')
}
