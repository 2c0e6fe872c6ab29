import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { FailureCode } from './failure.ts'

export const outcomes = ['new', 'same', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** One time that an address was asked. */
export interface Fetch {
  id: string
  beganAt: Date
  endedAt: Date
  outcome: Outcome
  reason: FailureCode | null
  status: number | null
  bytes: number | null
  versionId: string | null
}

const MOST_KEPT = 500

/** Adds a line to the log of an address; its oldest ones go. */
export async function keepFetch(tx: Tx, distributionId: string, fetch: Fetch): Promise<void> {
  const { id, beganAt, endedAt, outcome, reason, status, bytes, versionId } = fetch
  await sql`
    INSERT INTO open_data.file_fetch (id, distribution_id, began_at, ended_at, outcome, reason, status, bytes, version_id)
    VALUES (${id}, ${distributionId}, ${beganAt}, ${endedAt}, ${outcome}, ${reason}, ${status}, ${bytes}, ${versionId})`.execute(
    tx,
  )
  await sql`
    DELETE FROM open_data.file_fetch WHERE distribution_id = ${distributionId} AND id <= (
      SELECT id FROM open_data.file_fetch WHERE distribution_id = ${distributionId} ORDER BY id DESC OFFSET ${MOST_KEPT} LIMIT 1
    )`.execute(tx)
}

/** The newest first. @param before id of the one before which they came */
export async function fetchesOf(
  db: Db,
  distributionId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<(Omit<Fetch, 'versionId'> & { seq: number | null })[]> {
  const { rows } = await sql<Omit<Fetch, 'versionId'> & { seq: number | null }>`
    SELECT f.id, f.began_at AS "beganAt", f.ended_at AS "endedAt", f.outcome, f.reason, f.status, f.bytes, v.seq
    FROM open_data.file_fetch f LEFT JOIN open_data.version v ON v.id = f.version_id
    WHERE f.distribution_id = ${distributionId} AND (${before}::uuid IS NULL OR f.id < ${before}::uuid)
    ORDER BY f.id DESC LIMIT ${limit}`.execute(db)
  return rows
}
