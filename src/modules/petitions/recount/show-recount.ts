import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { administer } from '#commons/work/permission.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Alarm } from '#kernel/health.ts'
import type { Context, Services } from '#kernel/http/context.ts'
import type { DifferenceView, RecountView } from './replies.ts'
import type { Place } from './store.ts'

/** Open differences shown; with more, the first of them say enough. */
const SHOWN = 100

/** How far the log is recounted, what does not agree, and what did not and does again. */
export async function showRecount(ctx: Context): Promise<RecountView> {
  permit(ctx, administer)
  const { rows } = await sql<{ entries: number; index: number | null; at: Date | null; ms: number | null }>`
    SELECT entries, checked_index AS index, checked_at AS at, checked_ms AS ms FROM petitions.recount_run`.execute(
    ctx.db,
  )
  const { entries = 0, index = null, at = null, ms = null } = rows[0] ?? {}
  return {
    entries,
    checked: at === null ? null : { index: index ?? 0, at: at.toISOString(), ms: ms ?? 0 },
    open: await differences(ctx.db, true),
    healed: await differences(ctx.db, false),
  }
}

async function differences(db: Db, open: boolean): Promise<DifferenceView[]> {
  const { rows } = await sql<Omit<DifferenceView, 'foundAt' | 'healedAt'> & { foundAt: Date; healedAt: Date | null }>`
    SELECT d.id, d.place, d.expected, d.found, d.found_at AS "foundAt", d.healed_at AS "healedAt",
      CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('number', p.number, 'slug', p.slug, 'title', p.title, 'lang', p.lang) END AS petition
    FROM petitions.recount_difference d LEFT JOIN petitions.petition p ON p.id = d.petition_id
    WHERE ${open ? sql`healed_at IS NULL` : sql`healed_at IS NOT NULL`} ORDER BY d.id DESC LIMIT ${SHOWN}`.execute(db)
  return rows.map(({ foundAt, healedAt, ...one }) => ({
    ...one,
    foundAt: foundAt.toISOString(),
    healedAt: healedAt?.toISOString() ?? null,
  }))
}

export async function countDifferences(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM petitions.recount_difference WHERE healed_at IS NULL`.execute(db)
  return rows[0]?.n ?? 0
}

/** One a petition, and one for the log itself. */
export async function recountAlarms({ db }: Services): Promise<Alarm[]> {
  const { rows } = await sql<{ number: number | null; places: Place[]; since: Date }>`
    SELECT p.number, array_agg(d.place ORDER BY d.place) AS places, min(d.found_at) AS since
    FROM petitions.recount_difference d LEFT JOIN petitions.petition p ON p.id = d.petition_id
    WHERE healed_at IS NULL GROUP BY p.number ORDER BY p.number NULLS FIRST LIMIT ${SHOWN}`.execute(db)
  return rows.map(({ number, since }) => ({
    ...(number === null
      ? { code: 'petitions.log-not-whole', text: { key: 'petitions.recount.alarm.log' } }
      : { code: 'petitions.count-differs', text: { key: 'petitions.recount.alarm', args: { number } } }),
    since,
    path: '/work/recount',
  }))
}
