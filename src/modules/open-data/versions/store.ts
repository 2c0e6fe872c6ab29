import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { RecallReason } from '../recall/recall.ts'
import type { Column } from '../table-schema.ts'

const wasPublic = sql`('published', 'superseded')`
/** Of version v and recall r: everybody had it once, whether or not it may still be had. A draft that was deleted nobody had. */
const onceGiven = sql`(v.state IN ${wasPublic} OR (v.state = 'recalled' AND v.published_at IS NOT NULL AND r.reason <> 'draft'))`

/** A distribution whose versions everybody may see. */
export interface PublicDistribution {
  id: string
  title: Localised
  dataset: string
  datasetTitle: Localised
}

export async function findPublicDistribution(
  db: Db,
  dataset: string,
  distribution: string,
): Promise<PublicDistribution | undefined> {
  const { rows } = await sql<PublicDistribution>`
    SELECT x.id, x.title, d.name AS dataset, d.title AS "datasetTitle"
    FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE x.id = ${distribution} AND x.removed_at IS NULL AND d.name = ${dataset} AND d.state = 'published' AND d.access_rights = 'PUBLIC'`.execute(
    db,
  )
  return rows[0]
}

export interface PublicVersion {
  id: string
  seq: number
  fileName: string
  /** Of the file as it came. */
  sha256: string
  size: number
  publishedAt: Date
  isCurrent: boolean
  /** It was taken down: nothing of what was in it is left. */
  recalledAt: Date | null
  reason: RecallReason | null
  reasonText: string | null
}

/** What everybody has or has had of a distribution, the newest first, with what was taken down. @param below this number; null: from the newest on */
export async function publicVersions(
  db: Db,
  distributionId: string,
  { below, most }: { below: number | null; most: number },
): Promise<PublicVersion[]> {
  const { rows } = await sql<PublicVersion>`
    SELECT v.id, v.seq, v.file_name AS "fileName", v.sha256, v.size, v.published_at AS "publishedAt", v.id IS NOT DISTINCT FROM x.current_version_id AS "isCurrent",
      r.recalled_at AS "recalledAt", r.reason, r.text AS "reasonText"
    FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id LEFT JOIN open_data.recall r ON r.version_id = v.id
    WHERE v.distribution_id = ${distributionId} AND ${onceGiven} AND (${below}::integer IS NULL OR v.seq < ${below}::integer)
    ORDER BY v.seq DESC LIMIT ${most}`.execute(db)
  return rows
}

/** A table of a version, and what it was in the public version before, with what was counted of the differences. */
export interface VersionOfTable {
  versionId: string
  id: string
  sheet: string
  rows: number
  columns: Column[]
  sha256: string
  /** The public version before this one that had the table; null: none had. */
  before: { id: string; seq: number; rows: number; columns: Column[]; sha256: string } | null
  /** Null: not counted (yet). */
  changes: { added: number; removed: number; changed: number } | null
}

export async function tablesOfVersions(db: Db, versionIds: string[]): Promise<VersionOfTable[]> {
  const { rows } = await sql<VersionOfTable>`
    SELECT t.version_id AS "versionId", t.table_id AS id, t.sheet, t.rows, t.columns, t.sha256,
      CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('id', b.id, 'seq', b.seq, 'rows', b.rows, 'columns', b.columns, 'sha256', b.sha256) END AS before,
      CASE WHEN c.added IS NOT NULL THEN jsonb_build_object('added', c.added, 'removed', c.removed, 'changed', c.changed) END AS changes
    FROM open_data.table_version t JOIN open_data.version v ON v.id = t.version_id
    LEFT JOIN LATERAL (
      SELECT o.id, o.seq, ot.rows, ot.columns, ot.sha256
      FROM open_data.version o JOIN open_data.table_version ot ON ot.version_id = o.id AND ot.table_id = t.table_id
      WHERE o.distribution_id = v.distribution_id AND o.seq < v.seq AND o.state IN ${wasPublic} ORDER BY o.seq DESC LIMIT 1
    ) b ON true
    LEFT JOIN open_data.version_change c ON c.version_id = t.version_id AND c.before_id = b.id AND c.table_id = t.table_id
    WHERE t.version_id = ANY(${versionIds}::uuid[]) ORDER BY v.seq DESC, t.position, t.table_id`.execute(db)
  return rows
}

/** The public version before another one that had the table. */
export async function seqBefore(db: Db, tableId: string, seq: number): Promise<number | null> {
  const { rows } = await sql<{ seq: number }>`
    SELECT v.seq FROM open_data.table_version t JOIN open_data.version v ON v.id = t.version_id
    WHERE t.table_id = ${tableId} AND v.seq < ${seq} AND v.state IN ${wasPublic} ORDER BY v.seq DESC LIMIT 1`.execute(
    db,
  )
  return rows[0]?.seq ?? null
}

/** Versions that had the table, the newest first, at most so many (null: all). */
export async function seqsOfTable(db: Db, tableId: string, most: number): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    SELECT v.seq FROM open_data.table_version t JOIN open_data.version v ON v.id = t.version_id
    WHERE t.table_id = ${tableId} AND v.state IN ${wasPublic} ORDER BY v.seq DESC LIMIT ${most}`.execute(db)
  return rows.map(({ seq }) => seq)
}

/** Public versions with a table whose changes nobody has counted, the newest first. */
export async function uncountedVersions(db: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT v.id FROM open_data.version v
    WHERE v.state IN ${wasPublic} AND EXISTS (
      SELECT 1 FROM open_data.table_version t
      JOIN LATERAL (
        SELECT o.id FROM open_data.version o JOIN open_data.table_version ot ON ot.version_id = o.id AND ot.table_id = t.table_id
        WHERE o.distribution_id = v.distribution_id AND o.seq < v.seq AND o.state IN ${wasPublic} ORDER BY o.seq DESC LIMIT 1
      ) b ON true
      WHERE t.version_id = v.id
        AND NOT EXISTS (SELECT 1 FROM open_data.version_change c WHERE c.version_id = v.id AND c.before_id = b.id AND c.table_id = t.table_id))
    ORDER BY v.published_at DESC, v.id LIMIT ${most}::bigint`.execute(db)
  return rows.map(({ id }) => id)
}

/** @param counts null: it took too long */
export async function keepChange(
  tx: Tx,
  change: {
    versionId: string
    beforeId: string
    tableId: string
    key: string[]
    counts: { added: number; removed: number; changed: number } | null
  },
): Promise<void> {
  const { versionId, beforeId, tableId, key, counts } = change
  await sql`
    INSERT INTO open_data.version_change (version_id, before_id, table_id, key, added, removed, changed)
    SELECT ${versionId}, ${beforeId}, ${tableId}, ${key}::text[], ${counts?.added ?? null}, ${counts?.removed ?? null}, ${counts?.changed ?? null}
    WHERE EXISTS (SELECT 1 FROM open_data.table_version WHERE version_id = ${versionId} AND table_id = ${tableId})
      AND EXISTS (SELECT 1 FROM open_data.table_version WHERE version_id = ${beforeId} AND table_id = ${tableId})
    ON CONFLICT ON CONSTRAINT version_change_once DO UPDATE SET key = EXCLUDED.key, added = EXCLUDED.added, removed = EXCLUDED.removed,
      changed = EXCLUDED.changed`.execute(tx)
}

/** By which columns an officer says that rows of tables are known, by the table's id. */
export async function declaredKeys(db: Db | Tx, tableIds: string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; columns: string[] }>`
    SELECT table_id AS id, columns FROM open_data.table_key WHERE table_id = ANY(${tableIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, columns }) => [id, columns]))
}

/** @param columns none: the house looks for them itself again */
export async function declareKey(tx: Tx, tableId: string, columns: string[]): Promise<void> {
  // What was counted by other columns is counted anew.
  await sql`DELETE FROM open_data.version_change WHERE table_id = ${tableId}`.execute(tx)
  await sql`DELETE FROM open_data.table_key WHERE table_id = ${tableId}`.execute(tx)
  if (columns.length > 0)
    await sql`INSERT INTO open_data.table_key (table_id, columns) VALUES (${tableId}, ${columns}::text[])`.execute(tx)
}

/** A version that became public, for the history of its dataset. */
export interface PublishedVersion {
  distribution: string
  title: Localised
  seq: number
  at: Date
  rows: number
  recalledAt: Date | null
  reason: RecallReason | null
  reasonText: string | null
}

/** Those of a public dataset, also those that were taken down since; what happened last first, at most so many. */
export async function publishedVersionsOf(db: Db, datasetId: string, most: number | null): Promise<PublishedVersion[]> {
  const { rows } = await sql<PublishedVersion>`
    SELECT x.id AS distribution, x.title, v.seq, v.published_at AS at, coalesce(sum(t.rows), 0)::bigint AS rows,
      r.recalled_at AS "recalledAt", r.reason, r.text AS "reasonText"
    FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id JOIN open_data.version v ON v.distribution_id = x.id
    LEFT JOIN open_data.recall r ON r.version_id = v.id LEFT JOIN open_data.table_version t ON t.version_id = v.id
    WHERE d.id = ${datasetId} AND d.state = 'published' AND d.access_rights = 'PUBLIC' AND x.removed_at IS NULL AND ${onceGiven}
    GROUP BY x.id, v.id, r.version_id ORDER BY coalesce(r.recalled_at, v.published_at) DESC, v.seq DESC, v.id LIMIT ${most}`.execute(
    db,
  )
  return rows
}
