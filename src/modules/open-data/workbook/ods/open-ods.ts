import { type RawRow, type RawTable, Unreadable } from '../../raw-table.ts'
import type { Archive, Part } from '../archive.ts'
import type { WorkbookLimits } from '../limits.ts'
import { RowQueue } from '../row-queue.ts'
import { tooManyTables } from '../tables.ts'
import { readSmallXml, readXml, XmlReader } from '../xml.ts'
import { type OdsEvents, OdsReader } from './ods-reader.ts'

interface Sheet {
  /** Among all sheets, also those in which nothing stands. */
  index: number
  name: string
  isHidden: boolean
  hasRows: boolean
  merged: NonNullable<RawTable['merged']>
}

/** The sheets of an OpenDocument spreadsheet (.ods) in which anything stands. All lie in one part, which is read once to know them. */
export async function openOds(archive: Archive, limits: WorkbookLimits): Promise<RawTable[]> {
  await checkOpen(archive, limits)
  const part = archive.find('content.xml')
  if (!part) throw new Unreadable('open-data.workbook.not-a-workbook')
  const sheets = await listSheets(archive, part, limits)
  return sheets
    .filter((sheet) => sheet.hasRows)
    .map(({ index, name, merged, isHidden }) => ({
      sheet: name,
      rows: () => sheetRows(archive, part, index, limits),
      merged,
      ...(isHidden && { hidden: true as const }),
    }))
}

/** With a password the parts are still there, but not their meaning. */
async function checkOpen(archive: Archive, limits: WorkbookLimits): Promise<void> {
  const manifest = archive.find('META-INF/manifest.xml')
  if (!manifest) return
  await readSmallXml(archive, manifest, limits, {
    open(name) {
      if (name === 'encryption-data') throw new Unreadable('open-data.workbook.locked')
    },
  })
}

async function listSheets(archive: Archive, part: Part, limits: WorkbookLimits): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  const reader = new OdsReader(part.name, {
    sheet(name, isHidden) {
      if (sheets.length === limits.tables) throw tooManyTables(limits)
      sheets.push({ index: sheets.length, name, isHidden, hasRows: false, merged: [] })
    },
    merged(corners) {
      const sheet = sheets.at(-1)
      if (sheet && sheet.merged.length < limits.merged) sheet.merged.push(corners)
    },
    row(_line, cells) {
      const sheet = sheets.at(-1)
      if (sheet) sheet.hasRows ||= cells.some((cell) => cell !== '')
    },
  })
  await readXml(archive, part, limits, reader)
  if (!reader.isSpreadsheet) throw new Unreadable('open-data.workbook.not-a-workbook')
  return sheets
}

async function* sheetRows(
  archive: Archive,
  part: Part,
  index: number,
  limits: WorkbookLimits,
): AsyncGenerator<RawRow[]> {
  const rows = new RowQueue(limits)
  let current = -1
  const events: OdsEvents = {
    sheet: () => current++,
    row(line, cells, times) {
      if (current === index) rows.add(line, cells, times)
    },
  }
  const xml = new XmlReader(part.name, limits, new OdsReader(part.name, events))
  for await (const piece of archive.read(part)) {
    xml.write(piece)
    yield* rows.take()
    if (current > index) break
  }
  yield* rows.take(true)
}
