import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Schedule } from './schedule.ts'

/** Where the file of a distribution is fetched from. */
export interface FileSource {
  distributionId: string
  url: string
  schedule: Schedule
  publishes: boolean
  nextAt: Date | null
  failures: number
  stoppedAt: Date | null
  etag: string | null
  lastModified: string | null
  sha256: string | null
  running: boolean
  setAt: Date
  setBy: string | null
}

export const sourceColumns = sql`s.distribution_id AS "distributionId", s.url, s.schedule, s.publishes, s.next_at AS "nextAt", s.failures,
  s.stopped_at AS "stoppedAt", s.etag, s.last_modified AS "lastModified", s.sha256, s.run_id IS NOT NULL AS running, s.set_at AS "setAt",
  s.set_by AS "setBy"`

export async function findSource(db: Db | Tx, distributionId: string): Promise<FileSource | undefined> {
  const { rows } = await sql<FileSource>`
    SELECT ${sourceColumns} FROM open_data.file_source s WHERE s.distribution_id = ${distributionId}`.execute(db)
  return rows[0]
}

/** It is asked at once, and for the whole file. */
export async function keepSource(
  tx: Tx,
  source: Pick<FileSource, 'distributionId' | 'url' | 'schedule' | 'publishes'> & {
    organisationId: string
    setBy: string
    now: Date
  },
): Promise<void> {
  const { distributionId, organisationId, url, schedule, publishes, setBy, now } = source
  await sql`
    INSERT INTO open_data.file_source AS s (distribution_id, organisation_id, url, schedule, publishes, next_at, set_at, set_by)
    VALUES (${distributionId}, ${organisationId}, ${url}, ${schedule}, ${publishes}, ${now}, ${now}, ${setBy})
    ON CONFLICT (distribution_id) DO UPDATE SET url = excluded.url, schedule = excluded.schedule, publishes = excluded.publishes,
      next_at = excluded.next_at, failures = 0, stopped_at = NULL, run_id = NULL, heard_at = NULL, set_at = excluded.set_at, set_by = excluded.set_by,
      etag = NULL, last_modified = NULL, sha256 = NULL`.execute(tx)
}

/** @returns false when there was none */
export async function removeSource(tx: Tx, distributionId: string): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM open_data.file_source WHERE distribution_id = ${distributionId} RETURNING distribution_id`.execute(tx)
  return rows.length > 0
}

/** One that stopped begins anew; the whole file is asked for, because what came before may have been deleted here. @returns false when there is none */
export async function askNow(tx: Tx, distributionId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.file_source SET next_at = ${now}, failures = 0, stopped_at = NULL, etag = NULL, last_modified = NULL, sha256 = NULL
    WHERE distribution_id = ${distributionId}
    RETURNING distribution_id`.execute(tx)
  return rows.length > 0
}

export interface Run {
  runId: string
  now: Date
}

/** One that is taken to be asked, with where its dataset is found. */
export interface TakenSource extends FileSource {
  dataset: string
}

/**
 * Takes the next one that is due. What waits to be published, what was withdrawn and what was taken out is left alone.
 *
 * @param silentSince a run that was not heard of since is taken for dead
 */
export async function takeDue(tx: Tx, { runId, now }: Run, silentSince: Date): Promise<TakenSource | undefined> {
  const { rows } = await sql<TakenSource>`
    UPDATE open_data.file_source AS s SET run_id = ${runId}, heard_at = ${now}
    FROM (
      SELECT o.distribution_id AS id, d.name FROM open_data.file_source o
      JOIN open_data.distribution x ON x.id = o.distribution_id AND x.removed_at IS NULL
      JOIN open_data.dataset d ON d.id = x.dataset_id AND d.state NOT IN ('review', 'withdrawn')
      WHERE o.next_at <= ${now} AND (o.run_id IS NULL OR o.heard_at < ${silentSince})
      ORDER BY o.next_at, o.distribution_id LIMIT 1 FOR UPDATE OF o SKIP LOCKED
    ) due
    WHERE s.distribution_id = due.id RETURNING ${sourceColumns}, due.name AS dataset`.execute(tx)
  return rows[0]
}

/** @returns false when another run has taken over, or the address is another one by now */
export async function sayAlive(db: Db, distributionId: string, { runId, now }: Run): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.file_source SET heard_at = ${now} WHERE distribution_id = ${distributionId} AND run_id = ${runId}
    RETURNING distribution_id`.execute(db)
  return rows.length > 0
}

/** Locks it for its run. @returns false when another run has taken over, or the address is another one by now */
export async function stillOurs(tx: Tx, distributionId: string, runId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.file_source WHERE distribution_id = ${distributionId} AND run_id = ${runId} FOR UPDATE`.execute(
    tx,
  )
  return rows.length > 0
}

/** For another run. */
export async function giveSourceBack(tx: Tx, distributionId: string, runId: string, nextAt: Date): Promise<void> {
  await sql`
    UPDATE open_data.file_source SET run_id = NULL, heard_at = NULL, next_at = ${nextAt}
    WHERE distribution_id = ${distributionId} AND run_id = ${runId}`.execute(tx)
}

/** It answered. */
export async function keepAnswer(
  tx: Tx,
  distributionId: string,
  answer: Pick<FileSource, 'etag' | 'lastModified' | 'sha256' | 'nextAt'>,
): Promise<void> {
  const { etag, lastModified, sha256, nextAt } = answer
  await sql`
    UPDATE open_data.file_source SET run_id = NULL, heard_at = NULL, failures = 0, next_at = ${nextAt}, etag = ${etag},
      last_modified = ${lastModified}, sha256 = ${sha256} WHERE distribution_id = ${distributionId}`.execute(tx)
}

/** It did not. @param nextAt null: it is not asked any more */
export async function keepFailure(
  tx: Tx,
  distributionId: string,
  failed: { failures: number; nextAt: Date | null; now: Date },
): Promise<void> {
  const { failures, nextAt, now } = failed
  await sql`
    UPDATE open_data.file_source SET run_id = NULL, heard_at = NULL, failures = ${failures}, next_at = ${nextAt},
      stopped_at = ${nextAt === null ? now : null} WHERE distribution_id = ${distributionId}`.execute(tx)
}
