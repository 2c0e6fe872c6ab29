import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

export const logCodes = [
  'began',
  'resumed',
  'page',
  'new',
  'changed',
  'withdrawn',
  'back',
  'refused',
  'cut',
  'left-withdrawn',
  'left-other',
  'in-part',
  'interrupted',
  'cancelled',
  'failed',
  'stopped',
  'ended',
] as const
export type LogCode = (typeof logCodes)[number]

export interface LogLine {
  code: LogCode
  /** What the sentence names. */
  said: Record<string, string | number>
}

/** What is left of a reading that goes wrong in every dataset is counted, not told. */
const MOST_LINES = 2_000

/** In their order; the job must be locked, because lines are numbered. */
export async function addLines(tx: Tx, jobId: string, lines: LogLine[], now: Date): Promise<void> {
  if (lines.length === 0) return
  await sql`
    INSERT INTO open_data.harvest_log (job_id, seq, at, code, said)
    SELECT ${jobId}, last.seq + line.n, ${now}, line.value->>'code', line.value->'said'
    FROM jsonb_array_elements(${JSON.stringify(lines)}::jsonb) WITH ORDINALITY AS line (value, n),
      (SELECT coalesce(max(seq), 0) AS seq FROM open_data.harvest_log WHERE job_id = ${jobId}) last
    WHERE last.seq + line.n <= ${MOST_LINES} OR line.value->>'code' IN ('failed', 'stopped', 'ended', 'cancelled', 'interrupted')`.execute(
    tx,
  )
}

export async function linesOf(
  db: Db,
  jobId: string,
  { after, limit }: { after: number; limit: number },
): Promise<(LogLine & { seq: number; at: Date })[]> {
  const { rows } = await sql<LogLine & { seq: number; at: Date }>`
    SELECT seq, at, code, said FROM open_data.harvest_log WHERE job_id = ${jobId} AND seq > ${after} ORDER BY seq LIMIT ${limit}`.execute(
    db,
  )
  return rows
}
