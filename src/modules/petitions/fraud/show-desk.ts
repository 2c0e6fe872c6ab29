import { type RawBuilder, sql } from 'kysely'
import { moderatedPlaces, permit } from '#commons/access/permit.ts'
import { dayOf, daysBetween } from '#commons/lifecycle/plain-day.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import { after } from '#kernel/clock.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { moderatePetitions } from '../moderation/permissions.ts'
import type { Condition } from './condition.ts'
import type { FraudDeskView, InvalidationView } from './replies.ts'
import { SHOWN } from './watch-sources.ts'

const petition = sql`jsonb_build_object('number', p.number, 'slug', p.slug, 'title', p.title, 'lang', p.lang) AS petition`

/** What waits for a moderator: holds, the first to run out first; crowds of the last week; what was set aside lately. */
export async function showDesk(ctx: Context): Promise<FraudDeskView> {
  permit(ctx, moderatePetitions)
  const mine = sql`p.place_key = ANY(${moderatedPlaces(ctx, moderatePetitions)}::text[])`
  const today = dayOf(ctx.now, ctx.timeZone)
  const holds = await sql<Omit<FraudDeskView['holds'][number], 'openedAt' | 'daysLeft'> & { openedAt: Date }>`
    SELECT h.id, ${petition}, h.kind, h.domain, h.opened_at AS "openedAt", h.due_on AS "dueOn",
      (SELECT count(*)::integer FROM petitions.signature s WHERE s.hold_id = h.id AND s.ended_at IS NULL) AS signatures
    FROM petitions.hold h JOIN petitions.petition p ON p.id = h.petition_id
    WHERE h.closed_at IS NULL AND ${mine} ORDER BY h.due_on, h.opened_at LIMIT 100`.execute(ctx.db)
  const trends = await sql<Omit<FraudDeskView['trends'][number], 'hour'> & { hour: Date }>`
    SELECT ${petition}, t.kind, t.hour, t.signatures FROM petitions.trend t JOIN petitions.petition p ON p.id = t.petition_id
    WHERE t.signatures >= ${SHOWN} AND t.hour > ${after(ctx.now, -7 * 86_400)} AND ${mine} ORDER BY t.hour DESC, t.signatures DESC LIMIT 50`.execute(
    ctx.db,
  )
  return {
    holds: holds.rows.map(({ openedAt, ...hold }) => ({
      ...hold,
      openedAt: openedAt.toISOString(),
      daysLeft: daysBetween(today, hold.dueOn),
    })),
    trends: trends.rows.map(({ hour, ...trend }) => ({ ...trend, hour: hour.toISOString() })),
    invalidations: await invalidations(ctx, sql`${mine} ORDER BY i.created_at DESC LIMIT 20`),
    units: ctx.places.countedUnits().map(({ key }) => ({ key, name: ctx.places.name(key, ctx.lang) })),
  }
}

/** Crowds that are held until a moderator has looked. */
export async function holdsWaiting(ctx: Context): Promise<Waiting> {
  const places = moderatedPlaces(ctx, moderatePetitions)
  const today = dayOf(ctx.now, ctx.timeZone)
  const { rows } = await sql<Waiting>`
    SELECT count(*)::integer AS count, count(*) FILTER (WHERE h.due_on < ${today})::integer AS overdue,
      min(h.due_on) FILTER (WHERE h.due_on >= ${today}) AS "dueOn"
    FROM petitions.hold h JOIN petitions.petition p ON p.id = h.petition_id
    WHERE h.closed_at IS NULL AND p.place_key = ANY(${places}::text[])`.execute(ctx.db)
  return rows[0] as Waiting
}

/** @throws NotFound, Forbidden */
export async function showInvalidation(ctx: Context, id: string): Promise<InvalidationView> {
  permit(ctx, moderatePetitions)
  const [one] = await invalidations(ctx, sql`i.id = ${id}`)
  if (!one) throw new NotFound()
  const { rows } = await sql<{ placeKey: string }>`
    SELECT place_key AS "placeKey" FROM petitions.petition WHERE number = ${one.petition.number}`.execute(ctx.db)
  permit(ctx, moderatePetitions, { placeKey: rows[0]?.placeKey ?? '' })
  return one
}

type Row = Omit<InvalidationView, 'by' | 'name' | 'unit' | 'from' | 'to' | 'createdAt'> & {
  condition: Condition
  createdAt: Date
}

/** Hashes stay on the server: which source it was is told only as "a source". */
async function invalidations(ctx: Context, where: RawBuilder<unknown>): Promise<InvalidationView[]> {
  const { rows } = await sql<Row>`
    SELECT i.id, ${petition}, i.condition, i.reason, i.state, i.signatures_found AS "signaturesFound",
      i.requests_found AS "requestsFound", i.signatures_done AS "signaturesDone", i.requests_done AS "requestsDone",
      i.signatures_restored AS "signaturesRestored", i.created_at AS "createdAt"
    FROM petitions.invalidation i JOIN petitions.petition p ON p.id = i.petition_id WHERE ${where}`.execute(ctx.db)
  return rows.map(({ condition, createdAt, ...row }) => ({
    ...row,
    by: Object.keys(condition) as InvalidationView['by'],
    name: condition.name ?? null,
    unit: condition.unit ? ctx.places.name(condition.unit, ctx.lang) : null,
    from: condition.from ?? null,
    to: condition.to ?? null,
    createdAt: createdAt.toISOString(),
  }))
}
