import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Harvested } from '../dataset.ts'

export interface Known {
  datasetId: string
  dataset: string
  sourceId: string
  sourceEnded: boolean
  saidHash: string
  seenRun: string
  goneAt: Date | null
}

/** A dataset that came here before, from whatever source. */
export async function findHarvested(tx: Tx, identity: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    SELECT h.dataset_id AS "datasetId", d.name AS dataset, h.source_id AS "sourceId", s.ended_at IS NOT NULL AS "sourceEnded",
      h.said_hash AS "saidHash", h.seen_run AS "seenRun", h.gone_at AS "goneAt"
    FROM open_data.harvested_dataset h JOIN open_data.dataset d ON d.id = h.dataset_id JOIN open_data.harvest_source s ON s.id = h.source_id
    WHERE h.identity = ${identity} FOR UPDATE OF h`.execute(tx)
  return rows[0]
}

/** Whether some source brought a dataset of this id here. */
export async function isHarvested(db: Db | Tx, identity: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM open_data.harvested_dataset WHERE identity = ${identity}`.execute(db)
  return rows.length > 0
}

export async function keepHarvested(
  tx: Tx,
  one: { identity: string; datasetId: string; sourceId: string; externalId: string; saidHash: string; run: string },
): Promise<void> {
  const { identity, datasetId, sourceId, externalId, saidHash, run } = one
  await sql`
    INSERT INTO open_data.harvested_dataset (identity, dataset_id, source_id, external_id, said_hash, seen_run)
    VALUES (${identity}, ${datasetId}, ${sourceId}, ${externalId}, ${saidHash}, ${run})
    ON CONFLICT (identity) DO UPDATE SET source_id = excluded.source_id, external_id = excluded.external_id,
      said_hash = excluded.said_hash, seen_run = excluded.seen_run, gone_at = NULL`.execute(tx)
}

export async function markSeen(tx: Tx, identity: string, run: string): Promise<void> {
  await sql`UPDATE open_data.harvested_dataset SET seen_run = ${run} WHERE identity = ${identity}`.execute(tx)
}

/** The source told of it, though in a way that could not be kept: that is no reason to take it away. */
export async function markTold(tx: Tx, sourceId: string, externalId: string, run: string): Promise<void> {
  await sql`
    UPDATE open_data.harvested_dataset SET seen_run = ${run} WHERE source_id = ${sourceId} AND external_id = ${externalId}`.execute(
    tx,
  )
}

/** The source said that it has none such. */
export async function markMissing(tx: Tx, identity: string, run: string): Promise<void> {
  await sql`UPDATE open_data.harvested_dataset SET missing_run = ${run} WHERE identity = ${identity}`.execute(tx)
}

export async function markGone(tx: Tx, identity: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.harvested_dataset SET gone_at = ${now} WHERE identity = ${identity}`.execute(tx)
}

/** An officer withdrew it: should the source bring it back, it stays so. */
export async function forgetGone(tx: Tx, datasetId: string): Promise<void> {
  await sql`UPDATE open_data.harvested_dataset SET gone_at = NULL WHERE dataset_id = ${datasetId}`.execute(tx)
}

export async function keepOrigin(tx: Tx, datasetId: string, harvested: Harvested): Promise<void> {
  await sql`UPDATE open_data.dataset SET harvested = ${JSON.stringify(harvested)}::jsonb WHERE id = ${datasetId}`.execute(
    tx,
  )
}

export interface Standing {
  identity: string
  externalId: string
  seenRun: string
  missingRun: string | null
  dataset: string
}

/** What came from a source and is there still, as far as we know. */
export async function standingOf(db: Db, sourceId: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    SELECT h.identity, h.external_id AS "externalId", h.seen_run AS "seenRun", h.missing_run AS "missingRun", d.name AS dataset
    FROM open_data.harvested_dataset h JOIN open_data.dataset d ON d.id = h.dataset_id
    WHERE h.source_id = ${sourceId} AND h.gone_at IS NULL ORDER BY h.external_id`.execute(db)
  return rows
}

/** Files of a dataset by what they are called at its source; `isOurs` where a file was sent here in place of the link. */
export async function keysOfFiles(tx: Tx, datasetId: string): Promise<Map<string, { id: string; isOurs: boolean }>> {
  const { rows } = await sql<{ id: string; key: string; isOurs: boolean }>`
    SELECT x.id, x.extras->>'harvest_id' AS key, x.url IS NULL AND EXISTS (
      SELECT 1 FROM open_data.version v WHERE v.distribution_id = x.id AND v.state <> 'recalled') AS "isOurs"
    FROM open_data.distribution x WHERE x.dataset_id = ${datasetId} AND x.removed_at IS NULL AND x.extras ? 'harvest_id'`.execute(
    tx,
  )
  return new Map(rows.map(({ key, ...file }) => [key, file]))
}

export async function keepFileKey(tx: Tx, id: string, key: string): Promise<void> {
  await sql`
    UPDATE open_data.distribution SET extras = extras || jsonb_build_object('harvest_id', ${key}::text) WHERE id = ${id}`.execute(
    tx,
  )
}
