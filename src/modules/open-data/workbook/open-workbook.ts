import { type RawTable, Unreadable } from '../raw-table.ts'
import { type Archive, openArchive } from './archive.ts'
import { openGeojson } from './json/open-geojson.ts'
import { openJson } from './json/open-json.ts'
import { openNdjson } from './json/open-ndjson.ts'
import { kindOf } from './kind-of-archive.ts'
import { usualLimits, type WorkbookLimits } from './limits.ts'
import { openOds } from './ods/open-ods.ts'
import { type OpenInside, openZip } from './open-zip.ts'
import { named } from './tables.ts'
import { openXlsx } from './xlsx/open-xlsx.ts'

export type WorkbookKind = 'XLSX' | 'ODS' | 'JSON' | 'NDJSON' | 'GEOJSON' | 'ZIP'

/**
 * The tables of a file that says itself where its cells end: every sheet, every array of records, every file of an archive.
 * @param openOther reads what lies in an archive and is none of these: a text with rows, a Parquet file; `path` is where it was unpacked, `name`
 * what it is called there
 * @throws Unreadable when it is damaged, locked, larger than the limits or made to do harm; reading the rows may throw it as well
 */
export async function openWorkbook(
  path: string,
  kind: WorkbookKind,
  openOther: (path: string, name: string, kind: 'TEXT' | 'PARQUET') => Promise<RawTable[]>,
  limits: WorkbookLimits = usualLimits,
): Promise<RawTable[]> {
  const openInside: OpenInside = async (inner, name, innerKind) => {
    if (innerKind === null) return openOther(inner, name, 'TEXT')
    if (innerKind === 'PARQUET') return openOther(inner, name, innerKind)
    if (innerKind !== 'ARCHIVE') return openRecords(inner, innerKind, limits)
    const archive = await openArchive(inner, limits)
    if (kindOf(archive) === 'ZIP') throw new Unreadable('open-data.workbook.archive-inside', { part: name })
    return namedInside(await openBook(archive, limits), limits)
  }
  if (kind === 'JSON' || kind === 'NDJSON' || kind === 'GEOJSON') {
    return named(await openRecords(path, kind, limits), limits)
  }
  const archive = await openArchive(path, limits)
  const tables = kind === 'ZIP' ? await openZip(archive, openInside, limits) : await openBook(archive, limits)
  return named(tables, limits)
}

function openRecords(path: string, kind: 'JSON' | 'NDJSON' | 'GEOJSON', limits: WorkbookLimits): Promise<RawTable[]> {
  if (kind === 'NDJSON') return openNdjson(path, limits)
  return kind === 'GEOJSON' ? openGeojson(path, limits) : openJson(path, limits)
}

function openBook(archive: Archive, limits: WorkbookLimits): Promise<RawTable[]> {
  return kindOf(archive) === 'ODS' ? openOds(archive, limits) : openXlsx(archive, limits)
}

/** An empty workbook among other files is no reason to refuse them. */
function namedInside(tables: RawTable[], limits: WorkbookLimits): RawTable[] {
  return tables.length === 0 ? [] : named(tables, limits)
}
