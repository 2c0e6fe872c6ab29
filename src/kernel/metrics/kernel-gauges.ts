import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Gauge } from './metrics.ts'

/** What waits and what failed in the kernel's own tables. */
export const kernelGauges: Gauge[] = [
  {
    name: 'punte_outbox_oldest_seconds',
    help: 'Age of the oldest mail that is due and has not left.',
    read: async ({ db, clock }) => (await readOutbox(db, clock.now())).oldestSeconds,
  },
  {
    name: 'punte_mails_unsent',
    help: 'Mails that wait to leave.',
    read: async ({ db, clock }) => (await readOutbox(db, clock.now())).unsent,
  },
  {
    name: 'punte_mails_failed',
    help: 'Mails given up after twelve attempts, or refused for what is in them; of the last 30 days.',
    read: async ({ db, clock }) => (await readOutbox(db, clock.now())).failed,
  },
  {
    name: 'punte_mails_refused',
    help: 'Mails to addresses that the mail server says do not exist; of the last 30 days.',
    read: async ({ db, clock }) => (await readOutbox(db, clock.now())).refused,
  },
  { name: 'punte_jobs_failed', help: 'Jobs that used up their attempts.', read: ({ db }) => countFailedJobs(db) },
]

export interface Outbox {
  unsent: number
  oldestSeconds: number
  failed: number
  /** Given up because of the address: people mistype them every day, and nobody has to mend that. */
  refused: number
}

export async function readOutbox(db: Db, now: Date): Promise<Outbox> {
  const { rows } = await sql<{ unsent: number; oldest: Date | null; failed: number; refused: number }>`
    SELECT (SELECT count(*) FROM kernel.mail WHERE sent_at IS NULL AND failed_at IS NULL) AS unsent,
      (SELECT min(due_at) FROM kernel.mail WHERE sent_at IS NULL AND failed_at IS NULL) AS oldest,
      (SELECT count(*) FROM kernel.mail WHERE failed_at IS NOT NULL AND failed_because IS DISTINCT FROM 'address') AS failed,
      (SELECT count(*) FROM kernel.mail WHERE failed_at IS NOT NULL AND failed_because = 'address') AS refused`.execute(
    db,
  )
  const { unsent = 0, oldest = null, failed = 0, refused = 0 } = rows[0] ?? {}
  return { unsent, failed, refused, oldestSeconds: oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1000) : 0 }
}

export async function countFailedJobs(db: Db): Promise<number> {
  const { rows } = await sql<{ failed: number }>`
    SELECT count(*) AS failed FROM graphile_worker.jobs WHERE attempts >= max_attempts`.execute(db)
  return rows[0]?.failed ?? 0
}
