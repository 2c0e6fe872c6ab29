import { type RawBuilder, sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Job } from './jobs.ts'

const HOURS = 3600
const DAYS = 24 * HOURS
/** Small enough to stay far under the statement timeout and to let others through. */
const BATCH = 5_000
const DEMO_KEEPS_MAILS = 200

/** What the kernel keeps only for a while. */
export const housekeeping: Job<never>[] = [
  {
    name: 'kernel.forget-limit-windows',
    schedule: '*/10 * * * *',
    repeat: 'deletes only windows that are over',
    run: ({ db, clock }) => forget(db, sql`kernel.limit_window`, sql`ends_at < ${clock.now()}`),
  },
  {
    name: 'kernel.forget-idempotency-keys',
    schedule: '17 * * * *',
    repeat: 'deletes only keys older than 48 hours, when nobody repeats the request any more',
    run: ({ db, clock }) =>
      forget(db, sql`kernel.idempotency_key`, sql`created_at < ${after(clock.now(), -48 * HOURS)}`),
  },
  {
    name: 'kernel.forget-mails',
    schedule: '23 2 * * *',
    repeat: 'deletes only mails that left, or were given up, more than 30 days ago; the demo keeps its last 200',
    run: ({ db, clock, demo }) =>
      forget(
        db,
        sql`kernel.mail`,
        demo
          ? sql`sent_at IS NOT NULL AND id NOT IN (SELECT id FROM kernel.mail ORDER BY created_at DESC, id DESC LIMIT ${DEMO_KEEPS_MAILS})`
          : sql`coalesce(sent_at, failed_at) < ${after(clock.now(), -30 * DAYS)}`,
      ),
  },
]

/** Deletes what matches, some thousand rows at a time. */
export async function forget(db: Db, table: RawBuilder<unknown>, matching: RawBuilder<unknown>): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${matching} LIMIT ${BATCH}))`.execute(
      db,
    )
    if (numAffectedRows < BATCH) return
  }
}
