import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { newId } from '#kernel/ids.ts'
import type { RehearsalRequest, RehearsalStep } from './request.ts'

const columns = sql`id, number, process_id AS "processId", title, slug, spec, asked_at AS "askedAt", ended_at AS "endedAt", made, failure`

/** @returns null where one of this process is being made already */
export async function addRequest(
  tx: Tx,
  asked: Pick<RehearsalRequest, 'processId' | 'title' | 'slug' | 'spec' | 'askedAt'>,
): Promise<{ id: string; number: number } | null> {
  const { rows } = await sql<{ id: string; number: number }>`
    INSERT INTO processes.rehearsal_request (id, process_id, title, slug, spec, asked_at)
    VALUES (${newId(asked.askedAt)}, ${asked.processId}, ${JSON.stringify(asked.title)}::jsonb, ${asked.slug},
      ${JSON.stringify(asked.spec)}::jsonb, ${asked.askedAt})
    ON CONFLICT (process_id) WHERE ended_at IS NULL DO NOTHING RETURNING id, number`.execute(tx)
  return rows[0] ?? null
}

/** The one of a process that is being made. */
export async function requestUnderWay(db: Db | Tx, processId: string): Promise<RehearsalRequest | null> {
  const { rows } = await sql<RehearsalRequest>`
    SELECT ${columns} FROM processes.rehearsal_request WHERE process_id = ${processId} AND ended_at IS NULL`.execute(db)
  return rows[0] ?? null
}

export async function requestNumbered(
  db: Db | Tx,
  processId: string,
  number: number,
): Promise<RehearsalRequest | null> {
  const { rows } = await sql<RehearsalRequest>`
    SELECT ${columns} FROM processes.rehearsal_request WHERE process_id = ${processId} AND number = ${number}`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function requestOf(db: Db | Tx, id: string): Promise<RehearsalRequest | null> {
  const { rows } =
    await sql<RehearsalRequest>`SELECT ${columns} FROM processes.rehearsal_request WHERE id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function addStep(db: Db, requestId: string, step: RehearsalStep, now: Date): Promise<void> {
  await sql`
    INSERT INTO processes.rehearsal_step (request_id, step, began_at) SELECT id, ${step}, ${now} FROM processes.rehearsal_request
    WHERE id = ${requestId} ON CONFLICT (request_id, step) DO NOTHING`.execute(db)
}

/** When each step began. */
export async function stepsOf(db: Db, requestId: string): Promise<{ step: RehearsalStep; beganAt: Date }[]> {
  const { rows } = await sql<{ step: RehearsalStep; beganAt: Date }>`
    SELECT step, began_at AS "beganAt" FROM processes.rehearsal_step WHERE request_id = ${requestId}`.execute(db)
  return rows
}

/** @returns false where it had ended already */
export async function endRequest(
  db: Db | Tx,
  id: string,
  end: { made: number } | { failure: Text },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE processes.rehearsal_request SET ended_at = ${now}, made = ${'made' in end ? end.made : null},
      failure = ${'failure' in end ? JSON.stringify(end.failure) : null}::jsonb
    WHERE id = ${id} AND ended_at IS NULL`.execute(db)
  return numAffectedRows === 1n
}

/** Ends those that are being made with the votes of what stands at a path here. */
export async function endRequestsWith(tx: Tx, path: string, failure: Text, now: Date): Promise<void> {
  await sql`
    UPDATE processes.rehearsal_request SET ended_at = ${now}, failure = ${JSON.stringify(failure)}::jsonb
    WHERE ended_at IS NULL AND spec -> 'votesOf' ->> 'path' = ${path}`.execute(tx)
}

/** Those of which nothing was heard since. */
export async function silentRequests(db: Db, since: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM processes.rehearsal_request r WHERE ended_at IS NULL AND asked_at < ${since}
      AND NOT EXISTS (SELECT FROM processes.rehearsal_step s WHERE s.request_id = r.id AND s.began_at >= ${since})`.execute(
    db,
  )
  return rows
}

export async function forgetRequests(db: Db, endedBefore: Date): Promise<void> {
  await sql`DELETE FROM processes.rehearsal_request WHERE ended_at < ${endedBefore}`.execute(db)
}

/** The request of a rehearsal that goes. */
export async function dropRequestOf(tx: Tx, made: number): Promise<void> {
  await sql`DELETE FROM processes.rehearsal_request WHERE made = ${made}`.execute(tx)
}
