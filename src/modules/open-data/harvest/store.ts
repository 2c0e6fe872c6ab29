import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Counts, FailedFor, JobState, Progress, Source } from './source.ts'

const sourceColumns = sql`s.id, s.kind, s.address, s.organisation_id AS "organisationId", s.schedule, s.licence, s.lang, s.since, s.progress,
  s.next_at AS "nextAt", s.failures, s.stopped_for AS "stoppedFor", s.added_at AS "addedAt", s.ended_at AS "endedAt"`

/** @returns false where a source of this address is read already */
export async function addSource(
  tx: Tx,
  source: Pick<Source, 'id' | 'kind' | 'address' | 'organisationId' | 'schedule' | 'licence' | 'lang'> & {
    addedBy: string
    now: Date
  },
): Promise<boolean> {
  const { id, kind, address, organisationId, schedule, licence, lang, addedBy, now } = source
  const { rows } = await sql`
    INSERT INTO open_data.harvest_source (id, kind, address, organisation_id, schedule, licence, lang, added_at, added_by)
    VALUES (${id}, ${kind}, ${address}, ${organisationId}, ${schedule}, ${licence}, ${lang}, ${now}, ${addedBy})
    ON CONFLICT (address) WHERE ended_at IS NULL DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

export async function findSource(db: Db | Tx, id: string): Promise<Source | undefined> {
  const { rows } = await sql<Source>`
    SELECT ${sourceColumns} FROM open_data.harvest_source s WHERE s.id = ${id}`.execute(db)
  return rows[0]
}

/** The same, locked until the act is over. */
export async function lockSource(tx: Tx, id: string): Promise<Source | undefined> {
  const { rows } = await sql<Source>`
    SELECT ${sourceColumns} FROM open_data.harvest_source s WHERE s.id = ${id} FOR NO KEY UPDATE`.execute(tx)
  return rows[0]
}

export interface SourceRow extends Source {
  institution: Localised
  datasets: number
  lastState: JobState | null
  lastAt: Date | null
}

const withFigures = sql`${sourceColumns}, o.name AS institution,
  (SELECT count(*) FROM open_data.harvested_dataset h WHERE h.source_id = s.id AND h.gone_at IS NULL) AS datasets,
  j.state AS "lastState", coalesce(j.ended_at, j.started_at, j.asked_at) AS "lastAt"
  FROM open_data.harvest_source s JOIN organisations.organisation o ON o.id = s.organisation_id
  LEFT JOIN LATERAL (SELECT * FROM open_data.harvest_job WHERE source_id = s.id ORDER BY seq DESC LIMIT 1) j ON true`

/** Those that are read, the newest first. @param organisationIds null: of all institutions */
export async function sourceRows(
  db: Db,
  options: { organisationIds: string[] | null; after: { at: Date; id: string } | null; limit: number },
): Promise<SourceRow[]> {
  const { organisationIds, after, limit } = options
  const own: RawBuilder<unknown> =
    organisationIds === null ? sql`` : sql`AND s.organisation_id = ANY (${organisationIds}::uuid[])`
  const from: RawBuilder<unknown> = after ? sql`AND (s.added_at, s.id) < (${after.at}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<SourceRow>`
    SELECT ${withFigures} WHERE s.ended_at IS NULL ${own} ${from} ORDER BY s.added_at DESC, s.id DESC LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

export async function sourceRow(db: Db, id: string): Promise<SourceRow | undefined> {
  const { rows } = await sql<SourceRow>`SELECT ${withFigures} WHERE s.id = ${id}`.execute(db)
  return rows[0]
}

/** How many are read no more until somebody looks. @param organisationIds null: of all institutions */
export async function countStopped(db: Db, organisationIds: string[] | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.harvest_source
    WHERE ended_at IS NULL AND stopped_for IS NOT NULL AND (${organisationIds}::uuid[] IS NULL OR organisation_id = ANY (${organisationIds}::uuid[]))`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

export async function keepSettings(
  tx: Tx,
  id: string,
  { schedule, licence, lang, nextAt }: Pick<Source, 'schedule' | 'licence' | 'lang' | 'nextAt'>,
): Promise<void> {
  await sql`
    UPDATE open_data.harvest_source SET schedule = ${schedule}, licence = ${licence}, lang = ${lang}, next_at = ${nextAt}
    WHERE id = ${id}`.execute(tx)
}

/** It is read no more; its datasets stay, and from now on they are changed here like any other. */
export async function setEnded(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.harvest_source SET ended_at = ${now}, next_at = NULL, progress = NULL WHERE id = ${id}`.execute(tx)
  await sql`
    UPDATE open_data.dataset d SET harvested = d.harvested || '{"ended": true}'
    FROM open_data.harvested_dataset h WHERE h.source_id = ${id} AND d.id = h.dataset_id`.execute(tx)
}

/** The reading came to its end. */
export async function keepRead(tx: Tx, id: string, { since, nextAt }: { since: string | null; nextAt: Date | null }) {
  await sql`
    UPDATE open_data.harvest_source SET since = ${since}, progress = NULL, failures = 0, stopped_for = NULL, next_at = ${nextAt}
    WHERE id = ${id}`.execute(tx)
}

export async function keepFailure(
  tx: Tx,
  id: string,
  { stoppedFor, nextAt }: { stoppedFor: Source['stoppedFor']; nextAt: Date | null },
): Promise<void> {
  await sql`
    UPDATE open_data.harvest_source SET failures = failures + 1, stopped_for = ${stoppedFor}, next_at = ${nextAt}
    WHERE id = ${id}`.execute(tx)
}

export async function keepProgress(tx: Db | Tx, id: string, progress: Progress | null): Promise<void> {
  await sql`
    UPDATE open_data.harvest_source SET progress = ${progress === null ? null : JSON.stringify(progress)}::jsonb
    WHERE id = ${id}`.execute(tx)
}

/** Asked for in a turn that ended before its page did. */
export async function keepSpent(tx: Tx, id: string, spent: NonNullable<Progress['spent']>): Promise<void> {
  await sql`
    UPDATE open_data.harvest_source SET progress = progress || jsonb_build_object('spent', ${JSON.stringify(spent)}::jsonb) WHERE id = ${id}`.execute(
    tx,
  )
}

/** Sources whose time has come and that nothing reads or will read. */
export async function dueSources(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT s.id FROM open_data.harvest_source s
    WHERE s.next_at <= ${now} AND s.ended_at IS NULL AND s.stopped_for IS NULL AND s.schedule <> 'paused' AND NOT EXISTS (
      SELECT 1 FROM open_data.harvest_job j WHERE j.source_id = s.id AND j.state IN ('queued', 'running'))
    ORDER BY s.next_at`.execute(db)
  return rows.map(({ id }) => id)
}

export interface Job {
  id: string
  sourceId: string
  seq: number
  state: JobState
  whole: boolean
  acceptLosses: boolean
  askedAt: Date
  cancelAskedAt: Date | null
  startedAt: Date | null
  endedAt: Date | null
  failedFor: FailedFor | null
  counts: Counts
  /** It has had a turn before: something stands in its log. */
  begun: boolean
  /** Nobody asked for it, or nobody who is known any more. */
  bySchedule: boolean
  /** What the sentence of its failure names. */
  fault: Record<string, string | number> | null
}

const jobColumns = sql`id, source_id AS "sourceId", seq, state, whole, accept_losses AS "acceptLosses", asked_at AS "askedAt",
  cancel_asked_at AS "cancelAskedAt", started_at AS "startedAt", ended_at AS "endedAt", failed_for AS "failedFor", counts,
  EXISTS (SELECT 1 FROM open_data.harvest_log l WHERE l.job_id = harvest_job.id) AS begun,
  asked_by IS NULL AS "bySchedule",
  (SELECT said FROM open_data.harvest_log l WHERE l.job_id = harvest_job.id AND l.code = 'failed' ORDER BY l.seq DESC LIMIT 1) AS fault`

/** @returns its number; null where the source has one that waits or runs. The source must be locked, because jobs are numbered */
export async function addJob(
  tx: Tx,
  job: { id: string; sourceId: string; whole: boolean; acceptLosses: boolean; askedBy: string | null; now: Date },
): Promise<number | null> {
  const { id, sourceId, whole, acceptLosses, askedBy, now } = job
  const { rows } = await sql<{ seq: number }>`
    INSERT INTO open_data.harvest_job (id, source_id, seq, state, whole, accept_losses, asked_by, asked_at)
    SELECT ${id}, ${sourceId}, coalesce(max(seq), 0) + 1, 'queued', ${whole}, ${acceptLosses}, ${askedBy}, ${now}
    FROM open_data.harvest_job WHERE source_id = ${sourceId}
    ON CONFLICT (source_id) WHERE state IN ('queued', 'running') DO NOTHING RETURNING seq`.execute(tx)
  return rows[0]?.seq ?? null
}

export async function jobsOf(
  db: Db | Tx,
  sourceId: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<Job[]> {
  const { rows } = await sql<Job>`
    SELECT ${jobColumns} FROM open_data.harvest_job
    WHERE source_id = ${sourceId} AND (${before}::integer IS NULL OR seq < ${before}) ORDER BY seq DESC LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

export async function findJob(db: Db | Tx, sourceId: string, seq: number): Promise<Job | undefined> {
  const { rows } = await sql<Job>`
    SELECT ${jobColumns} FROM open_data.harvest_job WHERE source_id = ${sourceId} AND seq = ${seq}`.execute(db)
  return rows[0]
}

/** Takes a job that waits. @returns undefined where it runs, has ended, or is no more */
export async function takeJob(db: Db, id: string, lease: string, now: Date): Promise<Job | undefined> {
  const { rows } = await sql<Job>`
    UPDATE open_data.harvest_job SET state = 'running', lease = ${lease}, heartbeat_at = ${now}, started_at = coalesce(started_at, ${now})
    WHERE id = ${id} AND state = 'queued' RETURNING ${jobColumns}`.execute(db)
  return rows[0]
}

/** @returns null when somebody else has it or it was ended */
export async function beat(db: Db | Tx, id: string, lease: string, now: Date): Promise<{ cancelled: boolean } | null> {
  const { rows } = await sql<{ cancelled: boolean }>`
    UPDATE open_data.harvest_job SET heartbeat_at = ${now} WHERE id = ${id} AND lease = ${lease}
    RETURNING cancel_asked_at IS NOT NULL AS cancelled`.execute(db)
  return rows[0] ?? null
}

/** Whether it is still this process that works on it; if so, nobody ends it until the act is over. */
export async function holdJob(tx: Tx, id: string, lease: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.harvest_job WHERE id = ${id} AND lease = ${lease} FOR NO KEY UPDATE`.execute(tx)
  return rows.length > 0
}

export async function addToCounts(tx: Tx, id: string, counts: Counts): Promise<void> {
  for (const [outcome, n] of Object.entries(counts))
    await sql`
      UPDATE open_data.harvest_job
      SET counts = jsonb_set(counts, ${[outcome]}::text[], to_jsonb(coalesce((counts->>${outcome}::text)::integer, 0) + ${n}::integer))
      WHERE id = ${id}`.execute(tx)
}

/** It waits again, to go on where it was. */
export async function setQueued(tx: Tx, id: string): Promise<void> {
  await sql`UPDATE open_data.harvest_job SET state = 'queued', lease = NULL WHERE id = ${id}`.execute(tx)
}

export async function setJobEnded(
  tx: Tx,
  id: string,
  end: { state: 'done' | 'failed' | 'cancelled'; failedFor?: FailedFor },
  now: Date,
): Promise<void> {
  await sql`
    UPDATE open_data.harvest_job SET state = ${end.state}, failed_for = ${end.failedFor ?? null}, lease = NULL, ended_at = ${now}
    WHERE id = ${id}`.execute(tx)
}

export async function askToCancel(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.harvest_job SET cancel_asked_at = coalesce(cancel_asked_at, ${now}) WHERE id = ${id}`.execute(tx)
}

/** Jobs whose process has not been heard of since. */
export async function deadJobs(db: Db, heardBefore: Date): Promise<{ id: string; sourceId: string }[]> {
  const { rows } = await sql<{ id: string; sourceId: string }>`
    SELECT id, source_id AS "sourceId" FROM open_data.harvest_job
    WHERE state = 'running' AND heartbeat_at < ${heardBefore} ORDER BY heartbeat_at`.execute(db)
  return rows
}

/** @returns whether it was: its process may have been heard of a moment ago */
export async function endDeadJob(tx: Tx, id: string, heardBefore: Date, now: Date): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.harvest_job SET state = 'failed', failed_for = 'interrupted', lease = NULL, ended_at = ${now}
    WHERE id = ${id} AND state = 'running' AND heartbeat_at < ${heardBefore} RETURNING id`.execute(tx)
  return rows.length > 0
}

/** Jobs that ended long ago, with their logs; of each source the newest stays. */
export async function forgetOldJobs(db: Db, before: Date): Promise<void> {
  await sql`
    DELETE FROM open_data.harvest_job j WHERE j.ended_at < ${before} AND EXISTS (
      SELECT 1 FROM open_data.harvest_job n WHERE n.source_id = j.source_id AND n.seq > j.seq)`.execute(db)
}
