import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { WaitsFor } from '../from-address/waits-for.ts'

export type Kind = 'organization' | 'group' | 'package' | 'resource'

/** What became of one thing of another portal. */
export interface Imported {
  kind: Kind
  foreignId: string
  foreignName: string
  organisationId?: string
  theme?: string | null
  datasetId?: string
  distributionId?: string
  outcome: 'came' | 'refused' | 'file' | 'link' | 'nothing'
  notes?: string[]
}

/**
 * Begins an import, or goes on with it. @param silentSince a run that was not heard of since is taken for dead
 * @returns false when another process is at it
 */
export async function beginImport(
  db: Db,
  { site, runId, now, silentSince }: { site: string; runId: string; now: Date; silentSince: Date },
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO open_data.ckan_import AS i (site, begun_at, run_id, heard_at) VALUES (${site}, ${now}, ${runId}, ${now})
    ON CONFLICT (site) DO UPDATE SET run_id = excluded.run_id, heard_at = excluded.heard_at, ended_at = NULL
      WHERE i.run_id IS NULL OR i.heard_at < ${silentSince}
    RETURNING site`.execute(db)
  return rows.length > 0
}

/** @returns false when another process has taken over */
export async function sayImporting(
  db: Db,
  { site, runId, now }: { site: string; runId: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.ckan_import SET heard_at = ${now} WHERE site = ${site} AND run_id = ${runId} RETURNING site`.execute(
    db,
  )
  return rows.length > 0
}

/** @param endedAt null: not all was gone through */
export async function endImport(db: Db, site: string, runId: string, endedAt: Date | null): Promise<void> {
  await sql`
    UPDATE open_data.ckan_import SET run_id = NULL, heard_at = NULL, ended_at = ${endedAt} WHERE site = ${site} AND run_id = ${runId}`.execute(
    db,
  )
}

export async function keepImported(tx: Tx, site: string, one: Imported, now: Date): Promise<void> {
  const { kind, foreignId, foreignName, outcome, notes = [] } = one
  const { organisationId = null, theme = null, datasetId = null, distributionId = null } = one
  await sql`
    INSERT INTO open_data.imported (site, kind, foreign_id, foreign_name, organisation_id, theme, dataset_id, distribution_id, outcome, notes, at)
    VALUES (${site}, ${kind}, ${foreignId}, ${foreignName}, ${organisationId}, ${theme}, ${datasetId}, ${distributionId}, ${outcome}, ${notes}::text[],
      ${now})
    ON CONFLICT ON CONSTRAINT imported_once DO UPDATE SET foreign_name = excluded.foreign_name, organisation_id = excluded.organisation_id,
      theme = excluded.theme, dataset_id = excluded.dataset_id, distribution_id = excluded.distribution_id, outcome = excluded.outcome,
      notes = excluded.notes, at = excluded.at`.execute(tx)
}

/** Packages of a page that were gone through before, by their ids there. */
export async function packagesDone(db: Db, site: string, ids: string[]): Promise<Map<string, 'came' | 'refused'>> {
  const { rows } = await sql<{ id: string; outcome: 'came' | 'refused' }>`
    SELECT foreign_id AS id, outcome FROM open_data.imported
    WHERE site = ${site} AND kind = 'package' AND foreign_id = ANY (${ids}::text[])`.execute(db)
  return new Map(rows.map(({ id, outcome }) => [id, outcome]))
}

/** Whether nothing here has this id yet. */
export async function isFreeId(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.dataset WHERE id = ${id} UNION ALL SELECT 1 FROM open_data.distribution WHERE id = ${id}
    UNION ALL SELECT 1 FROM open_data.data_table WHERE id = ${id}`.execute(tx)
  return rows.length === 0
}

/** How many files of an import nobody has read yet. */
export async function countUnread(db: Db, site: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.imported i JOIN open_data.version v ON v.distribution_id = i.distribution_id
    JOIN open_data.unsent_version u ON u.version_id = v.id JOIN open_data.dataset d ON d.id = i.dataset_id
    WHERE i.site = ${site} AND i.kind = 'resource' AND u.waits IS NULL AND d.state <> 'review'`.execute(db)
  return rows[0]?.count ?? 0
}

export interface WaitingFile {
  dataset: string
  distribution: string
  fileName: string
  waits: WaitsFor
}

/** Files of an import that an officer has to look at, and how many are public. */
export async function filesOfImport(db: Db, site: string): Promise<{ waiting: WaitingFile[]; published: number }> {
  const { rows } = await sql<WaitingFile>`
    SELECT d.name AS dataset, v.distribution_id AS distribution, v.file_name AS "fileName", u.waits
    FROM open_data.imported i JOIN open_data.version v ON v.distribution_id = i.distribution_id JOIN open_data.unsent_version u ON u.version_id = v.id
    JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE i.site = ${site} AND i.kind = 'resource' AND u.waits IS NOT NULL ORDER BY d.name, x.position`.execute(db)
  const counted = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.imported i JOIN open_data.distribution x ON x.id = i.distribution_id
    WHERE i.site = ${site} AND i.kind = 'resource' AND i.outcome = 'file' AND x.current_version_id IS NOT NULL`.execute(
    db,
  )
  return { waiting: rows, published: counted.rows[0]?.count ?? 0 }
}
