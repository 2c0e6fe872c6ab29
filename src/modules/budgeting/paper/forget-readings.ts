import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** Deletes what was read sheet by sheet in votes that closed before a moment and are counted: what is published stays. Safe to repeat. */
export async function forgetReadings(db: Db, closedBefore: Date): Promise<void> {
  await sql`
    DELETE FROM budgeting.paper_reading r USING budgeting.paper_batch b, budgeting.paper p, processes.phase f
    WHERE b.id = r.batch_id AND p.process_id = b.process_id AND p.finished_at IS NOT NULL AND f.process_id = b.process_id
      AND f.method = 'budgeting.vote' AND f.closed_at < ${closedBefore}`.execute(db)
}
