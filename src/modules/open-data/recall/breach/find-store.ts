import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

/** A version that an administrator may have to take down. */
export interface FoundVersion {
  dataset: string
  datasetTitle: Localised
  institution: Localised
  distribution: string
  title: Localised
  seq: number
  publishedAt: Date | null
  isCurrent: boolean
}

/** By the name of a dataset, the id of a table or file, or the hash of a file; also of files that were removed from their datasets. What was recalled is left out. */
export async function versionsFound(
  db: Db,
  { name, id, hash }: { name: string | null; id: string | null; hash: string | null },
): Promise<FoundVersion[]> {
  const { rows } = await sql<FoundVersion>`
    SELECT d.name AS dataset, d.title AS "datasetTitle", o.name AS institution, x.id AS distribution, x.title, v.seq, v.published_at AS "publishedAt",
      coalesce(v.id = x.current_version_id, false) AS "isCurrent"
    FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    JOIN organisations.organisation o ON o.id = d.organisation_id
    WHERE v.state <> 'recalled' AND (
      v.sha256 = ${hash} OR x.id IN (SELECT distribution_id FROM open_data.data_table WHERE id = ${id}::uuid) OR x.id = ${id}::uuid
      OR (${id}::uuid IS NULL AND ${hash}::text IS NULL AND d.name = ${name}))
    ORDER BY d.name, x.position, v.seq DESC LIMIT 100`.execute(db)
  return rows
}
