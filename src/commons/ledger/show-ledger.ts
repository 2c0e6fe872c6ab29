import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import { entryInWords } from './entry-in-words.ts'
import { identityOf } from './ledger.ts'
import { nextIndex } from './next-index.ts'
import type { LedgerView } from './replies.ts'
import { servedCheckpoint } from './served-checkpoint.ts'
import { lastCosigned, readEntries } from './store.ts'

const LATEST = 10
const DAYS = 30

/** What the log is called, how far it has come, who watches it, and what was written last. */
export async function showLedger(ctx: Context): Promise<LedgerView> {
  const [log, newest, next] = await Promise.all([
    identityOf(ctx.db, ctx.ledger),
    servedCheckpoint(ctx.db),
    nextIndex(ctx.db),
  ])
  const size = newest?.size ?? 0
  const from = Math.max(0, size - LATEST)
  const [latest, byDay, witnesses] = await Promise.all([
    size > 0 ? readEntries(ctx.db, from, size - from) : [],
    growth(ctx),
    Promise.all(
      ctx.ledger.witnesses.map(async ({ name }) => ({
        name,
        cosigned: newest?.witnesses.includes(name) ?? false,
        lastSize: (await lastCosigned(ctx.db, name)) || null,
      })),
    ),
  ])
  return {
    origin: log?.origin ?? null,
    vkey: log?.vkey ?? null,
    size,
    root: newest?.root.toString('base64') ?? null,
    signedAt: newest?.signedAt.toISOString() ?? null,
    waiting: Math.max(0, next - size),
    witnesses,
    byDay,
    latest: latest.toReversed().map(({ index, body }) => ({ index, ...entryInWords(ctx, body) })),
  }
}

/** Entries published on each of the last days: the size at its end minus the size at the end of the day before. */
async function growth({ db, now, timeZone }: Context): Promise<{ day: string; entries: number }[]> {
  const today = dayOf(now, timeZone)
  const days = Array.from({ length: DAYS }, (_, at) => addDays(today, at - DAYS + 1))
  const sizes = await sizesBefore(db, [...days, addDays(today, 1)], timeZone)
  return days.map((day, at) => ({ day, entries: (sizes[at + 1] ?? 0) - (sizes[at] ?? 0) }))
}

/** Of each day the size of the log when it began, by one look into the index a day. */
async function sizesBefore(db: Db, days: string[], timeZone: string): Promise<number[]> {
  const { rows } = await sql<{ size: number }>`
    SELECT coalesce((SELECT size FROM ledger.checkpoint WHERE signed_at < day::timestamp AT TIME ZONE ${timeZone}
      ORDER BY signed_at DESC, size DESC LIMIT 1), 0) AS size
    FROM unnest(${days}::date[]) WITH ORDINALITY AS row (day, position) ORDER BY position`.execute(db)
  return rows.map((row) => row.size)
}
