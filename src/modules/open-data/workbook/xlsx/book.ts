import { posix } from 'node:path'
import { Unreadable } from '../../raw-table.ts'
import type { Archive, Part } from '../archive.ts'
import type { WorkbookLimits } from '../limits.ts'
import { tooManyTables } from '../tables.ts'
import { readSmallXml } from '../xml.ts'

/** What a workbook says of itself (ECMA-376 part 1, 18.2): where its sheets lie and from which year its days are counted. */
export interface Book {
  sheets: { name: string; part: Part; isHidden: boolean }[]
  texts: Part | undefined
  styles: Part | undefined
  isSince1904: boolean
}

/** @throws Unreadable when the archive is no workbook */
export async function readBook(archive: Archive, limits: WorkbookLimits): Promise<Book> {
  const part = await findBook(archive, limits)
  const listed: { name: string; id: string; state: string }[] = []
  let isBook = false
  let isSince1904 = false
  await readSmallXml(archive, part, limits, {
    open(name, attributes) {
      if (name === 'workbook') isBook = true
      if (name === 'workbookPr') isSince1904 = isTrue(attributes.date1904)
      if (name === 'sheet') {
        const { name: title = '', state = 'visible' } = attributes
        listed.push({ name: title, id: relationIn(attributes), state })
      }
    },
  })
  if (!isBook) throw new Unreadable('open-data.workbook.not-a-workbook')
  if (listed.length > limits.tables) throw tooManyTables(limits)
  const relations = await relationsOf(archive, part.name, limits)
  const sheets = listed.flatMap(({ name, id, state }) => {
    const relation = relations.find((one) => one.id === id)
    if (!relation) throw brokenPart(part.name)
    // Charts, dialogues and old macros lie beside the sheets.
    if (!relation.type.endsWith('/worksheet')) return []
    if (relation.isExternal) throw new Unreadable('open-data.workbook.elsewhere', { sheet: name })
    return [{ name, part: partAt(archive, relation.target), isHidden: state !== 'visible' }]
  })
  // One part behind many sheets would be read as many times.
  if (new Set(sheets.map((sheet) => sheet.part)).size < sheets.length) throw brokenPart(part.name)
  const other = (type: string) => {
    const relation = relations.find((one) => one.type.endsWith(type) && !one.isExternal)
    return relation && partAt(archive, relation.target)
  }
  return { sheets, texts: other('/sharedStrings'), styles: other('/styles'), isSince1904 }
}

async function findBook(archive: Archive, limits: WorkbookLimits): Promise<Part> {
  const relations = await relationsOf(archive, '', limits)
  const target = relations.find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (target.endsWith('.bin')) throw new Unreadable('open-data.workbook.binary')
  const part = archive.find(target)
  if (!part) throw new Unreadable('open-data.workbook.not-a-workbook')
  return part
}

function partAt(archive: Archive, target: string): Part {
  const part = archive.find(target)
  if (!part) throw brokenPart(target)
  return part
}

function brokenPart(part: string): Unreadable {
  return new Unreadable('open-data.workbook.broken', { part })
}

interface Relation {
  id: string
  /** An address whose end says what it is; its beginning differs between the two editions of the standard. */
  type: string
  target: string
  isExternal: boolean
}

/** What belongs to a part, or to the whole archive where the name is empty (ECMA-376 part 2, 6.5). */
async function relationsOf(archive: Archive, name: string, limits: WorkbookLimits): Promise<Relation[]> {
  const folder = posix.dirname(name)
  const part = archive.find(posix.join(folder, '_rels', `${posix.basename(name)}.rels`))
  const relations: Relation[] = []
  if (!part) return relations
  await readSmallXml(archive, part, limits, {
    open(element, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (element !== 'Relationship') return
      const isExternal = mode === 'External'
      relations.push({ id, type, target: isExternal ? target : nameOfTarget(folder, target), isExternal })
    },
  })
  return relations
}

function nameOfTarget(folder: string, target: string): string {
  const name = target.replaceAll('\\', '/')
  return name.startsWith('/') ? name.slice(1) : posix.join(folder, name)
}

/** `r:id`, whatever the prefix. */
function relationIn(attributes: Record<string, string>): string {
  return attributes['r:id'] ?? Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
