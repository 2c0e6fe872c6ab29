import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { Unreadable } from '../../raw-table.ts'
import { type Archive, openArchive, type Part } from '../../workbook/archive.ts'
import { kindOf } from '../../workbook/kind-of-archive.ts'
import { usualLimits } from '../../workbook/limits.ts'
import { partsWithTables } from '../../workbook/open-zip.ts'
import { readBook } from '../../workbook/xlsx/book.ts'
import { readStyles } from '../../workbook/xlsx/styles.ts'
import { readXml, type XmlEvents } from '../../workbook/xml.ts'
import type { Finding, Place } from '../kinds.ts'
import { OdsScan } from './ods-scan.ts'
import { isBook, isPlain, isThumbnail, isXml, placeOfPart } from './part-place.ts'
import { SheetScan, Shown, UnshownScan } from './sheet-scan.ts'
import { Tally } from './tally.ts'
import { beyond, TextScan } from './text-scan.ts'
import { XmlScan } from './xml-scan.ts'

/**
 * What an archive holds beside the rows of its tables: every part of it, and their names.
 *
 * @param inRows what was found in the rows of all its tables
 */
export async function scanArchive(path: string, inRows: Finding[]): Promise<Finding[]> {
  const archive = await openArchive(path, usualLimits)
  const kind = kindOf(archive)
  const names = new Tally()
  for (const { name } of archive.parts) names.take(name, null)
  const found = names.findings({ kind: 'part', sheet: '', detail: '' })
  if (kind === 'XLSX') return [...found, ...(await scanXlsx(archive))]
  if (kind === 'ODS') return [...found, ...(await scanParts(archive, (part) => odsEvents(part)))]
  return [...found, ...(await scanZip(archive, inRows))]
}

async function scanXlsx(archive: Archive): Promise<Finding[]> {
  const book = await readBook(archive, usualLimits)
  const sheets = new Set(book.sheets.map(({ part }) => part))
  const styles = book.styles ? await readStyles(archive, book.styles, usualLimits) : []
  const shown = new Shown()
  const found = await scanParts(archive, (part) => {
    if (part === book.texts) return null
    return (tally) => (sheets.has(part) ? new SheetScan(tally, shown, styles) : new XmlScan(tally))
  })
  if (!book.texts) return found
  const unshown = new Tally()
  await readXml(archive, book.texts, usualLimits, new UnshownScan(unshown, shown))
  return [...found, ...unshown.findings({ kind: 'unshown', sheet: '', detail: '' })]
}

const odsEvents =
  ({ name }: Part) =>
  (tally: Tally) =>
    name === 'content.xml' ? new OdsScan(tally) : new XmlScan(tally)

/** @param eventsFor null for what is looked through elsewhere */
async function scanParts(
  archive: Archive,
  eventsFor: (part: Part) => ((tally: Tally) => XmlEvents) | null,
): Promise<Finding[]> {
  const found: Finding[] = []
  for (const part of archive.parts) {
    const events = isXml(part.name) ? eventsFor(part) : undefined
    if (events === null) continue
    const place = placeOfPart(part.name)
    if (events) found.push(...(await scanXml(archive, part, events, place)))
    else if (isPlain(part.name)) found.push(...(await scanBytes(archive, part, place)))
    else if (!(await isTinyPicture(archive, part))) found.push(unsearched(part))
  }
  return found
}

async function scanXml(
  archive: Archive,
  part: Part,
  events: (tally: Tally) => XmlEvents,
  place: Place,
): Promise<Finding[]> {
  const tally = new Tally()
  try {
    await readXml(archive, part, usualLimits, events(tally))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    // Drawings of old notes are written as browsers would take it, and not as XML.
    return scanBytes(archive, part, place)
  }
  return tally.findings(place)
}

/** @param asTable its rows were searched as they passed, so that they may be packed */
async function scanBytes(archive: Archive, part: Part, place: Place, asTable = false): Promise<Finding[]> {
  const scan = new TextScan()
  const decoder = new StringDecoder('utf8')
  let begun = false
  for await (const piece of archive.read(part)) {
    // A Parquet file, whatever it is called: its rows are packed.
    if (!asTable && !begun && piece.toString('latin1', 0, 4) === 'PAR1') return [unsearched(part)]
    begun = true
    scan.push(decoder.write(piece))
  }
  return scan.end(place)
}

/** Pictures, programs, documents: nobody looks into them, so they are not given away. */
function unsearched({ name }: Part): Finding {
  return { kind: 'part', sheet: '', detail: name, found: 'unsearched', count: 1, lines: [], samples: [] }
}

const PNG = '89504e470d0a1a0a'
const TINY = 256

/** The picture of the first sheet that programs keep for lists of files: too small to be read. */
async function isTinyPicture(archive: Archive, part: Part): Promise<boolean> {
  if (!isThumbnail(part.name)) return false
  for await (const piece of archive.read(part)) {
    if (piece.length < 24 || piece.toString('hex', 0, 8) !== PNG) return false
    return piece.readUInt32BE(16) <= TINY && piece.readUInt32BE(20) <= TINY
  }
  return false
}

async function scanZip(archive: Archive, inRows: Finding[]): Promise<Finding[]> {
  const found: Finding[] = []
  const asTables = partsWithTables(archive.parts)
  for (const part of archive.parts) {
    const asTable = asTables.includes(part)
    if (isBook(part.name)) found.push(...(await scanBook(archive, part, inRows)))
    else if (asTable || isPlain(part.name) || isXml(part.name))
      found.push(...(await scanBytes(archive, part, placeOfPart(part.name), asTable)))
    else found.push(unsearched(part))
  }
  const texts = found.filter(({ kind }) => kind !== 'part')
  return [...found.filter(({ kind }) => kind === 'part'), ...beyondAll(texts, inRows)]
}

/** All texts of an archive together, against all rows. */
function beyondAll(texts: Finding[], inRows: Finding[]): Finding[] {
  const kinds = new Set(texts.map(({ found }) => found))
  const sums = [...kinds].map((kind) => {
    const these = texts.filter(({ found }) => found === kind)
    return { ...(these[0] as Finding), count: these.reduce((sum, { count }) => sum + count, 0) }
  })
  return beyond(sums, inRows)
}

async function scanBook(archive: Archive, part: Part, inRows: Finding[]): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'punte-guard-'))
  try {
    const path = join(folder, 'book')
    await pipeline(archive.read(part), createWriteStream(path))
    const inside = await scanArchive(path, inRows)
    return inside.map((finding) => ({ ...finding, detail: [part.name, finding.detail].filter(Boolean).join(' / ') }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
