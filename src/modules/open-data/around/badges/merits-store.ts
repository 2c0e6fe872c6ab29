import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { madeTypes } from '../reuse.ts'
import type { BadgeName } from './badges.ts'

export interface DatasetMerits {
  id: string
  highValue: boolean
  frequency: string
  /** Null before they were counted. */
  points: number | null
  /** Listed works made of it. */
  reuses: number
  /** Days on which new versions of its files were published, each once, oldest first. */
  updates: string[]
}

/** What the rules of badges look at, of the public ones among these datasets. */
export async function meritsOf(db: Db, ids: string[], since: Date, timeZone: string): Promise<DatasetMerits[]> {
  const { rows } = await sql<DatasetMerits>`
    SELECT d.id, d.high_value IS NOT NULL AS "highValue", d.frequency, s.points,
      (SELECT count(*) FROM open_data.reuse_dataset u JOIN open_data.reuse r ON r.id = u.reuse_id
        WHERE u.dataset_id = d.id AND r.state = 'listed' AND r.type = ANY(${[...madeTypes]}::text[])) AS reuses,
      ARRAY(SELECT DISTINCT (v.published_at AT TIME ZONE ${timeZone})::date::text AS day
        FROM open_data.distribution x JOIN open_data.version v ON v.distribution_id = x.id
        WHERE x.dataset_id = d.id AND v.state IN ('published', 'superseded') AND v.published_at > ${since} ORDER BY day) AS updates
    FROM open_data.dataset d LEFT JOIN open_data.dataset_score s ON s.dataset_id = d.id
    WHERE d.id = ANY(${ids}::uuid[]) AND d.state = 'published'`.execute(db)
  return rows
}

/** By which discussions know a dataset. */
export async function numberOf(db: Db, datasetId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    SELECT number FROM open_data.dataset WHERE id = ${datasetId}`.execute(db)
  return (rows[0] as { number: number }).number
}

/** Public datasets by id, after one. */
export async function publicIds(db: Db, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM open_data.dataset WHERE state = 'published' AND (${after}::uuid IS NULL OR id > ${after}::uuid)
    ORDER BY id LIMIT ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export interface KeptBadge {
  id: string
  badge: BadgeName
}

export async function keptBadges(db: Db | Tx, ids: string[]): Promise<KeptBadge[]> {
  const { rows } = await sql<KeptBadge>`
    SELECT dataset_id AS id, badge FROM open_data.dataset_badge WHERE dataset_id = ANY(${ids}::uuid[])`.execute(db)
  return rows
}

export async function addBadges(tx: Tx, some: KeptBadge[]): Promise<void> {
  await sql`
    INSERT INTO open_data.dataset_badge (dataset_id, badge)
    SELECT d.id, given.badge FROM unnest(${some.map(({ id }) => id)}::uuid[], ${some.map(({ badge }) => badge)}::text[]) AS given (id, badge)
    JOIN open_data.dataset d ON d.id = given.id
    ON CONFLICT ON CONSTRAINT dataset_badge_once DO NOTHING`.execute(tx)
}

export async function removeBadges(tx: Tx, some: KeptBadge[]): Promise<void> {
  await sql`
    DELETE FROM open_data.dataset_badge b
    USING unnest(${some.map(({ id }) => id)}::uuid[], ${some.map(({ badge }) => badge)}::text[]) AS gone (id, badge)
    WHERE b.dataset_id = gone.id AND b.badge = gone.badge`.execute(tx)
}
