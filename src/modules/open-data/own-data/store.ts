import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { DatasetState } from '../dataset.ts'
import type { VersionState } from '../ingest/version.ts'

export interface OwnRow {
  name: string
  datasetId: string | null
  distributionId: string | null
  madeOn: PlainDay | null
  askedAt: Date | null
}

/** What the platform keeps of one of its datasets, locked until the act is over: two runs at once make it one after the other. */
export async function lockOwn(tx: Tx, name: string): Promise<OwnRow> {
  await sql`INSERT INTO open_data.own_dataset (name) VALUES (${name}) ON CONFLICT DO NOTHING`.execute(tx)
  const { rows } = await sql<OwnRow>`
    SELECT name, dataset_id AS "datasetId", distribution_id AS "distributionId", made_on::text AS "madeOn", asked_at AS "askedAt"
    FROM open_data.own_dataset WHERE name = ${name} FOR UPDATE`.execute(tx)
  return rows[0] as OwnRow
}

/** Under which name a room declares a dataset; null for one that the platform does not publish of itself. */
export async function ownNameOf(db: Db, datasetId: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM open_data.own_dataset WHERE dataset_id = ${datasetId}`.execute(db)
  return rows[0]?.name ?? null
}

/**
 * Those of the names that were not made for this day yet, or that somebody wants anew, or that had nothing to publish.
 *
 * @param emptyBefore what had nothing then is looked at again
 */
export async function dueOwn(db: Db, names: string[], today: PlainDay, emptyBefore: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT n.name FROM unnest(${names}::text[]) WITH ORDINALITY AS n (name, position) LEFT JOIN open_data.own_dataset o ON o.name = n.name
    WHERE o.made_on IS NULL OR o.made_on < ${today}::date OR o.asked_at > o.made_at
      OR (o.dataset_id IS NULL AND o.made_at < ${emptyBefore}) ORDER BY n.position`.execute(db)
  return rows.map(({ name }) => name)
}

/** It was made for this day, whether or not anything in it was new. @param refusal why not, the key of a message */
export async function keepMade(
  tx: Db | Tx,
  name: string,
  { today, now, refusal = null }: { today: PlainDay; now: Date; refusal?: string | null },
): Promise<void> {
  await sql`
    INSERT INTO open_data.own_dataset (name, made_on, made_at, refusal) VALUES (${name}, ${today}::date, ${now}, ${refusal})
    ON CONFLICT (name) DO UPDATE SET made_on = excluded.made_on, made_at = excluded.made_at, refusal = excluded.refusal`.execute(
    tx,
  )
}

export async function keepPlace(
  tx: Tx,
  name: string,
  place: { datasetId: string; distributionId: string },
): Promise<void> {
  await sql`
    UPDATE open_data.own_dataset SET dataset_id = ${place.datasetId}, distribution_id = ${place.distributionId} WHERE name = ${name}`.execute(
    tx,
  )
}

export async function keepNewest(tx: Tx, name: string, versionId: string): Promise<void> {
  await sql`UPDATE open_data.own_dataset SET version_id = ${versionId} WHERE name = ${name}`.execute(tx)
}

export async function keepRefusal(db: Db | Tx, name: string, refusal: string): Promise<void> {
  await sql`UPDATE open_data.own_dataset SET refusal = ${refusal} WHERE name = ${name}`.execute(db)
}

/** Everything is made anew soon. */
export async function askForAll(tx: Tx, names: string[], now: Date): Promise<void> {
  await sql`
    INSERT INTO open_data.own_dataset (name, asked_at) SELECT unnest(${names}::text[]), ${now}
    ON CONFLICT (name) DO UPDATE SET asked_at = excluded.asked_at`.execute(tx)
}

export interface ToPublish {
  name: string
  /** Of the dataset. */
  dataset: string
  versionId: string
  distributionId: string
  seq: number
}

/** What was made, is read by now, and was not refused. */
export async function readToPublish(db: Db): Promise<ToPublish[]> {
  const { rows } = await sql<ToPublish>`
    SELECT o.name, d.name AS dataset, v.id AS "versionId", v.distribution_id AS "distributionId", v.seq
    FROM open_data.own_dataset o JOIN open_data.version v ON v.id = o.version_id JOIN open_data.dataset d ON d.id = o.dataset_id
    WHERE v.state = 'read' AND o.refusal IS NULL AND d.state IN ('draft', 'published') ORDER BY v.created_at, v.id`.execute(
    db,
  )
  return rows
}

export interface OwnState {
  name: string
  dataset: { name: string; title: Localised; state: DatasetState } | null
  /** Of the newest version. */
  version: { seq: number; state: VersionState; rows: number | null } | null
  madeAt: Date | null
  askedAt: Date | null
  refusal: string | null
}

/** How the datasets of the platform stand. */
export async function ownStates(db: Db): Promise<OwnState[]> {
  const { rows } = await sql<OwnState>`
    SELECT o.name, o.made_at AS "madeAt", o.asked_at AS "askedAt", o.refusal,
      CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('name', d.name, 'title', d.title, 'state', d.state) END AS dataset,
      CASE WHEN v.id IS NOT NULL THEN jsonb_build_object('seq', v.seq, 'state', v.state,
        'rows', (SELECT sum(rows)::bigint FROM open_data.table_version WHERE version_id = v.id)) END AS version
    FROM open_data.own_dataset o LEFT JOIN open_data.dataset d ON d.id = o.dataset_id LEFT JOIN open_data.version v ON v.id = o.version_id`.execute(
    db,
  )
  return rows
}
