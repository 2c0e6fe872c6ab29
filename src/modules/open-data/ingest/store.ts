import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { forgetSearch } from '../guard/store.ts'
import type { Column, Overrides } from '../table-schema.ts'
import type { Failure, KeptReading, Version } from './version.ts'

const versionColumns = sql`v.id, v.distribution_id AS "distributionId", v.seq, v.file_name AS "fileName", v.sha256, v.size, v.state, v.overrides,
  v.reading, v.failure, v.progress, v.created_at AS "createdAt", v.read_at AS "readAt", v.published_at AS "publishedAt"`

async function versionsWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Version[]> {
  const { rows } = await sql<Version>`SELECT ${versionColumns} FROM open_data.version v WHERE ${condition}`.execute(db)
  return rows
}

export async function findVersionBySeq(db: Db | Tx, distributionId: string, seq: number): Promise<Version | undefined> {
  const [version] = await versionsWhere(db, sql`v.distribution_id = ${distributionId} AND v.seq = ${seq}`)
  return version
}

/** The newest first, at most so many. */
export function versionsOf(db: Db | Tx, distributionId: string, most: number): Promise<Version[]> {
  return versionsWhere(db, sql`v.distribution_id = ${distributionId} ORDER BY v.seq DESC LIMIT ${most}`)
}

/** The next of its distribution; the caller holds the dataset's lock. */
export async function addVersion(
  tx: Tx,
  version: Pick<Version, 'id' | 'distributionId' | 'fileName' | 'sha256' | 'size' | 'overrides'> & {
    createdBy: string | null
    now: Date
  },
): Promise<Version> {
  const { id, distributionId, fileName, sha256, size, overrides, createdBy, now } = version
  const { rows } = await sql<Version>`
    INSERT INTO open_data.version AS v (id, distribution_id, seq, file_name, sha256, size, state, overrides, created_at, created_by)
    SELECT ${id}, ${distributionId}, coalesce(max(seq), 0) + 1, ${fileName}, ${sha256}, ${size}, 'waiting', ${JSON.stringify(overrides)}::jsonb,
      ${now}, ${createdBy}::uuid
    FROM open_data.version WHERE distribution_id = ${distributionId}
    RETURNING ${versionColumns}`.execute(tx)
  return rows[0] as Version
}

/** Back to the beginning, to be read in another way. @returns false when it is being read, or was seen by everybody */
export async function readAgain(tx: Tx, id: string, overrides: Overrides): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.version SET state = 'waiting', overrides = ${JSON.stringify(overrides)}::jsonb, reading = NULL, failure = NULL, progress = 0,
      read_at = NULL, run_id = NULL, heard_at = NULL, runs = 0
    WHERE id = ${id} AND state IN ('read', 'failed') RETURNING id`.execute(tx)
  if (rows.length === 0) return false
  await forgetSearch(tx, id)
  await sql`DELETE FROM open_data.reject_report WHERE version_id = ${id}`.execute(tx)
  await sql`DELETE FROM open_data.table_version WHERE version_id = ${id}`.execute(tx)
  return true
}

/**
 * Takes the next version that waits, or whose reader fell silent.
 *
 * @param silentSince a run that was not heard of since is taken for dead
 * @returns with how many runs it has cost, this one included
 */
export async function takeNext(
  tx: Tx,
  run: { runId: string; now: Date; silentSince: Date },
): Promise<(Version & { runs: number }) | undefined> {
  const { rows } = await sql<Version & { runs: number }>`
    UPDATE open_data.version AS v SET state = 'reading', run_id = ${run.runId}, heard_at = ${run.now}, progress = 0, runs = runs + 1
    WHERE v.id = (
      SELECT id FROM open_data.version WHERE state = 'waiting' OR (state = 'reading' AND heard_at < ${run.silentSince})
      ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING ${versionColumns}, v.runs`.execute(tx)
  return rows[0]
}

/** @returns false when another run has taken over */
export async function keepProgress(
  db: Db | Tx,
  id: string,
  run: { runId: string; now: Date },
  lines: number,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.version SET progress = ${lines}, heard_at = ${run.now}
    WHERE id = ${id} AND state = 'reading' AND run_id = ${run.runId} RETURNING id`.execute(db)
  return rows.length > 0
}

/** What a run found, or why it found nothing. @returns false when another run has taken over */
export async function endRun(
  tx: Tx,
  id: string,
  run: { runId: string; now: Date },
  end: { reading: KeptReading } | { failure: Failure },
): Promise<boolean> {
  const [state, reading, failure] =
    'reading' in end ? ['read', JSON.stringify(end.reading), null] : ['failed', null, JSON.stringify(end.failure)]
  const { rows } = await sql`
    UPDATE open_data.version SET state = ${state}, reading = ${reading}::jsonb, failure = ${failure}::jsonb, read_at = ${run.now}, run_id = NULL,
      heard_at = NULL
    WHERE id = ${id} AND state = 'reading' AND run_id = ${run.runId} RETURNING id`.execute(tx)
  return rows.length > 0
}

/** For another run. @param counts whether this one was one */
export async function giveBack(tx: Tx, id: string, runId: string, { counts }: { counts: boolean }): Promise<void> {
  await sql`
    UPDATE open_data.version SET state = 'waiting', run_id = NULL, heard_at = NULL, runs = runs - ${counts ? 0 : 1}
    WHERE id = ${id} AND state = 'reading' AND run_id = ${runId}`.execute(tx)
}

/** Whether something waits that nobody reads: its worker was killed, or did not hear of it. */
export async function anyForsaken(db: Db, silentSince: Date): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.version WHERE state IN ('waiting', 'reading') AND coalesce(heard_at, created_at) < ${silentSince} LIMIT 1`.execute(
    db,
  )
  return rows.length > 0
}

/** It is what everybody gets from now on, in place of an address that led elsewhere. */
export async function makeCurrent(tx: Tx, version: Version, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.version SET state = 'superseded' WHERE distribution_id = ${version.distributionId} AND state = 'published' AND id <> ${version.id}`.execute(
    tx,
  )
  await sql`
    UPDATE open_data.version SET state = 'published', published_at = coalesce(published_at, ${now}) WHERE id = ${version.id}`.execute(
    tx,
  )
  await sql`
    UPDATE open_data.distribution SET current_version_id = ${version.id}, url = NULL, format = coalesce(${version.reading?.format ?? null}, format), modified_at = ${now}
    WHERE id = ${version.distributionId}`.execute(tx)
  await sql`
    UPDATE open_data.dataset d SET modified_at = ${now} FROM open_data.distribution x
    WHERE x.id = ${version.distributionId} AND d.id = x.dataset_id`.execute(tx)
}

/** A table of one version. */
export interface VersionTable {
  id: string
  sheet: string
  rows: number
  rejected: number
  columns: Column[]
  /** Of the Parquet file. */
  sha256: string
  size: number
  /** Of the report; null when nothing was rejected. */
  report: string | null
}

export async function tablesOfVersion(db: Db | Tx, versionId: string): Promise<VersionTable[]> {
  const { rows } = await sql<VersionTable>`
    SELECT v.table_id AS id, v.sheet, v.rows, v.rejected, v.columns, v.sha256, v.size, r.sha256 AS report
    FROM open_data.table_version v
    LEFT JOIN open_data.reject_report r ON r.version_id = v.version_id AND r.table_id = v.table_id
    WHERE v.version_id = ${versionId} ORDER BY v.position, v.table_id`.execute(db)
  return rows
}

/** How large versions are that were read: rows of all their tables, and what was rejected. */
export async function sumsOfVersions(
  db: Db | Tx,
  ids: string[],
): Promise<{ id: string; tables: number; rows: number; rejected: number }[]> {
  const { rows } = await sql<{ id: string; tables: number; rows: number; rejected: number }>`
    SELECT version_id AS id, count(*)::integer AS tables, sum(rows)::bigint AS rows, sum(rejected)::bigint AS rejected
    FROM open_data.table_version WHERE version_id = ANY(${ids}::uuid[]) GROUP BY version_id`.execute(db)
  return rows
}

/** What everybody gets of the distributions of a dataset, with the rows of all tables. */
export async function currentVersionsOf(
  db: Db | Tx,
  datasetId: string,
): Promise<(Pick<Version, 'id' | 'distributionId' | 'seq' | 'sha256'> & { rows: number })[]> {
  const { rows } = await sql<Pick<Version, 'id' | 'distributionId' | 'seq' | 'sha256'> & { rows: number }>`
    SELECT v.id, v.distribution_id AS "distributionId", v.seq, v.sha256, coalesce(sum(t.rows), 0)::bigint AS rows
    FROM open_data.distribution x JOIN open_data.version v ON v.id = x.current_version_id LEFT JOIN open_data.table_version t ON t.version_id = v.id
    WHERE x.dataset_id = ${datasetId} AND x.removed_at IS NULL GROUP BY v.id, x.position ORDER BY x.position`.execute(
    db,
  )
  return rows
}

/** A table that some version of a distribution has had. */
export interface KnownTable {
  id: string
  /** As it is called now; of those that were, as it was called last, or first. */
  sheet: string
  /** Of the version that everybody has; before there is one, of the newest that was read. */
  isNow: boolean
}

/**
 * Those of now first, in their order. The distribution is locked until the act is over: of two versions that are read at the same time the second
 * one knows the tables of the first.
 */
export async function knownTablesOf(tx: Tx, distributionId: string): Promise<KnownTable[]> {
  await sql`SELECT 1 FROM open_data.distribution WHERE id = ${distributionId} FOR NO KEY UPDATE`.execute(tx)
  const { rows } = await sql<KnownTable>`
    WITH now AS (
      SELECT v.id FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id
      WHERE x.id = ${distributionId} AND EXISTS (SELECT 1 FROM open_data.table_version WHERE version_id = v.id)
      ORDER BY v.id IS NOT DISTINCT FROM x.current_version_id DESC, v.seq DESC LIMIT 1
    )
    SELECT t.id, coalesce(last.sheet, t.sheet) AS sheet, coalesce(last."isNow", false) AS "isNow"
    FROM open_data.data_table t LEFT JOIN LATERAL (
      SELECT tv.sheet, tv.position, v.id IN (SELECT id FROM now) AS "isNow"
      FROM open_data.table_version tv JOIN open_data.version v ON v.id = tv.version_id
      WHERE tv.table_id = t.id ORDER BY "isNow" DESC, v.seq DESC LIMIT 1
    ) last ON true
    WHERE t.distribution_id = ${distributionId}
    ORDER BY "isNow" DESC, coalesce(last.position, t.position), t.id`.execute(tx)
  return rows
}

/** Its sheet and position are those of the version that was the first to have it. */
export async function keepDataTable(
  tx: Tx,
  table: { id: string; distributionId: string; sheet: string; position: number },
): Promise<void> {
  await sql`
    INSERT INTO open_data.data_table (id, distribution_id, sheet, position)
    VALUES (${table.id}, ${table.distributionId}, ${table.sheet}, ${table.position})
    ON CONFLICT (id) DO NOTHING`.execute(tx)
}

export async function addVersionTable(tx: Tx, versionId: string, table: VersionTable, position: number): Promise<void> {
  const { id, sheet, rows, rejected, columns, sha256, size, report } = table
  await sql`
    INSERT INTO open_data.table_version (version_id, table_id, sheet, position, rows, rejected, columns, sha256, size)
    VALUES (${versionId}, ${id}, ${sheet}, ${position}, ${rows}, ${rejected}, ${JSON.stringify(columns)}::jsonb, ${sha256}, ${size})`.execute(
    tx,
  )
  if (report)
    await sql`
      INSERT INTO open_data.reject_report (version_id, table_id, sha256) VALUES (${versionId}, ${id}, ${report})`.execute(
      tx,
    )
}
