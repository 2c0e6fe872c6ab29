import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { type FileSource, sourceColumns } from './store.ts'
import type { WaitsFor } from './waits-for.ts'

interface Placed {
  distributionId: string
  title: Localised
  dataset: string
  datasetTitle: Localised
}

/** Addresses of some institutions. @param after id of the distribution before */
export async function sourcesOf(
  db: Db,
  organisationIds: string[],
  { after, limit }: { after: string | null; limit: number },
): Promise<(FileSource & Placed)[]> {
  const { rows } = await sql<FileSource & Placed>`
    SELECT ${sourceColumns}, x.title, d.name AS dataset, d.title AS "datasetTitle"
    FROM open_data.file_source s JOIN open_data.distribution x ON x.id = s.distribution_id AND x.removed_at IS NULL
    JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE s.organisation_id = ANY (${organisationIds}::uuid[]) AND (${after}::uuid IS NULL OR s.distribution_id > ${after}::uuid)
    ORDER BY s.distribution_id LIMIT ${limit}`.execute(db)
  return rows
}

/** A version that waits for an officer, or an address that failed too often (`seq` is null then). */
export interface WaitingRow extends Placed {
  seq: number | null
  waits: WaitsFor | null
  since: Date
}

/** Only the newest version of a file waits: an older one would take its place. */
const waitingRows = (organisationIds: string[]) => sql`
  SELECT x.id AS "distributionId", x.title, d.name AS dataset, d.title AS "datasetTitle", v.seq, u.waits, u.came_at AS since
  FROM open_data.unsent_version u JOIN open_data.version v ON v.id = u.version_id AND v.state IN ('read', 'failed')
  JOIN open_data.distribution x ON x.id = v.distribution_id AND x.removed_at IS NULL JOIN open_data.dataset d ON d.id = x.dataset_id
  WHERE u.waits IS NOT NULL AND d.organisation_id = ANY (${organisationIds}::uuid[])
    AND NOT EXISTS (SELECT 1 FROM open_data.version n WHERE n.distribution_id = v.distribution_id AND n.seq > v.seq)
  UNION ALL
  SELECT x.id, x.title, d.name, d.title, NULL, NULL, s.stopped_at
  FROM open_data.file_source s JOIN open_data.distribution x ON x.id = s.distribution_id AND x.removed_at IS NULL
  JOIN open_data.dataset d ON d.id = x.dataset_id
  WHERE s.stopped_at IS NOT NULL AND s.organisation_id = ANY (${organisationIds}::uuid[])`

/** The first come first. */
export async function waitingOf(db: Db, organisationIds: string[], limit: number): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    ${waitingRows(organisationIds)} ORDER BY since, "distributionId" LIMIT ${limit}`.execute(db)
  return rows
}

export async function countWaiting(db: Db, organisationIds: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM (${waitingRows(organisationIds)}) waiting`.execute(db)
  return rows[0]?.count ?? 0
}
