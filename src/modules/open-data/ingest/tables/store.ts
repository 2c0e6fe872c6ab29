import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { PublicTable } from '../../store.ts'

/** What stands around a public table. */
export interface AroundTable {
  title: Localised
  datasetTitle: Localised
  institution: Localised
  slug: string
  /** Of the version that everybody gets now; null where it has not this table. */
  currentSeq: number | null
  fileName: string
  /** Of the file as it came. */
  fileSha256: string
  fileSize: number
  /** The guard has looked through all of it, and it is given away as it came. */
  givesOriginal: boolean
  publishedAt: Date
}

export async function aroundTable(db: Db, { id, versionId }: PublicTable): Promise<AroundTable> {
  const { rows } = await sql<AroundTable>`
    SELECT x.title, d.title AS "datasetTitle", o.name AS institution, o.slug, v.file_name AS "fileName", v.sha256 AS "fileSha256",
      v.size AS "fileSize", v.published_at AS "publishedAt",
      v.gives_original AS "givesOriginal",
      (SELECT c.seq FROM open_data.version c JOIN open_data.table_version t ON t.version_id = c.id AND t.table_id = ${id}
       WHERE c.id = x.current_version_id) AS "currentSeq"
    FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    JOIN organisations.organisation o ON o.id = d.organisation_id
    WHERE v.id = ${versionId}`.execute(db)
  return rows[0] as AroundTable
}
