import { type Archive, openArchive } from './archive.ts'
import { usualLimits, type WorkbookLimits } from './limits.ts'

export type ArchiveKind = 'XLSX' | 'ODS' | 'ZIP'

/**
 * What a file that begins with PK is, by what lies in it and not by its name.
 * @throws Unreadable when it is damaged, locked or not meant to be read
 */
export async function kindOfArchive(path: string, limits: WorkbookLimits = usualLimits): Promise<ArchiveKind> {
  return kindOf(await openArchive(path, limits))
}

export function kindOf(archive: Archive): ArchiveKind {
  if (archive.find('[Content_Types].xml') || archive.find('xl/workbook.xml')) return 'XLSX'
  return archive.find('content.xml') && archive.find('META-INF/manifest.xml') ? 'ODS' : 'ZIP'
}
