import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type RawTable, Unreadable } from '../raw-table.ts'
import { isGzip, refusedAs } from '../reading/refused-kinds.ts'
import type { Archive, Part } from './archive.ts'
import type { WorkbookLimits } from './limits.ts'
import { newUnpackedFolder, removeUnpackedFolder } from './unpacked-folder.ts'

/** Reads an unpacked file: `kind` null is a text with rows. */
export type OpenInside = (path: string, name: string, kind: InsideKind | null) => Promise<RawTable[]>

export type InsideKind = 'ARCHIVE' | 'JSON' | 'NDJSON' | 'GEOJSON' | 'PARQUET'

const TEXTS = ['.csv', '.tsv', '.tab']
const OTHERS = ['.xlsx', '.xlsm', '.ods', '.json', '.geojson', '.ndjson', '.jsonl', '.parquet']

/**
 * The tables of all files in an archive that hold tables; what else lies in it (a licence, a picture) is passed over. The files are unpacked into a folder
 * of their own under names of ours.
 * @throws Unreadable
 */
export async function openZip(archive: Archive, openInside: OpenInside, limits: WorkbookLimits): Promise<RawTable[]> {
  const parts = partsWithTables(archive.parts)
  if (parts.length === 0) throw new Unreadable('open-data.workbook.nothing-inside')
  if (parts.length > limits.tables) throw new Unreadable('open-data.workbook.too-many-tables', { most: limits.tables })
  const folder = await newUnpackedFolder()
  try {
    const tables: RawTable[] = []
    for (const [index, part] of parts.entries()) {
      const path = join(folder, `${index}${extname(part.name).toLowerCase()}`)
      await pipeline(archive.read(part), createWriteStream(path))
      const inside = await openInside(path, part.name, await kindInside(path, part.name))
      tables.push(...inside.map((table) => ({ ...table, sheet: nameOf(part, table) })))
    }
    return tables
  } catch (error) {
    await removeUnpackedFolder(folder)
    throw error
  }
}

/** What of an archive is read as tables. Plain texts may be read-me files, and are taken for tables only where there is nothing else. */
export function partsWithTables(parts: Part[]): Part[] {
  const visible = parts.filter(({ name }) => !name.startsWith('__MACOSX/') && !basename(name).startsWith('.'))
  const inner = visible.find(({ name }) => extname(name).toLowerCase() === '.zip')
  if (inner) throw new Unreadable('open-data.workbook.archive-inside', { part: inner.name })
  const withEnd = (ends: string[]) => visible.filter(({ name }) => ends.includes(extname(name).toLowerCase()))
  const tables = withEnd([...TEXTS, ...OTHERS])
  return tables.length > 0 ? tables : withEnd(['.txt'])
}

async function kindInside(path: string, name: string): Promise<InsideKind | null> {
  const beginning = await beginningOf(path)
  if (beginning.startsWith('PK') || beginning.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'ARCHIVE'
  if (beginning.startsWith('PAR1')) return 'PARQUET'
  // Its name says that it holds a table, and what stands in it that it does not.
  if (isGzip(beginning)) throw new Unreadable('open-data.workbook.packed-inside', { part: name })
  const refused = refusedAs(beginning)
  if (refused) throw new Unreadable(refused)
  const end = extname(name).toLowerCase()
  if (end === '.parquet') throw new Unreadable('open-data.reading.parquet')
  if (end === '.ndjson' || end === '.jsonl') return 'NDJSON'
  if (end === '.geojson' || (end === '.json' && /"type"\s*:\s*"FeatureCollection"/.test(beginning))) return 'GEOJSON'
  return end === '.json' ? 'JSON' : null
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

function nameOf({ name }: Part, { sheet }: RawTable): string {
  return sheet === '' || sheet === name ? name : `${name} / ${sheet}`
}
