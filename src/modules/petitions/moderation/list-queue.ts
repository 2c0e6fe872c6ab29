import { type RawBuilder, sql } from 'kysely'
import { moderatedPlaces, type Person, permit, personOf } from '#commons/access/permit.ts'
import { clocksOf, type KeptClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { FindingKind } from '#commons/moderation/find-personal-data.ts'
import { placeLabel } from '#commons/places/label.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { readDayCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import type { CheckedFinding } from './check-text.ts'
import type { QueueQuery } from './fields.ts'
import { isAnothers } from './impartial.ts'
import { moderatePetitions, placesUnder } from './permissions.ts'
import type { ItemKind } from './reasons.ts'
import type { ClockView, QueueView } from './replies.ts'

const PAGE = 30

interface Row {
  id: string
  petitionId: string
  kind: ItemKind
  clockName: string
  dueOn: string
  number: number
  title: string
  lang: Lang
  placeKey: string
  addressees: Localised[]
  findings: CheckedFinding[]
  stopped: boolean
  escalated: boolean
  flags: number
  heldBy: string | null
  holderName: string | null
  heldUntil: Date | null
  anothers: boolean
}

/** What waits for a decision in the places of the moderator who asks, what is due first on top. */
export async function listQueue(ctx: Context, query: QueueQuery): Promise<QueueView> {
  const { person } = permit(ctx, moderatePetitions)
  const mine = moderatedPlaces(ctx, moderatePetitions)
  const wanted =
    query.place === null ? mine : mine.filter((key) => placesUnder(ctx, query.place as string).includes(key))
  const anothers = await isAnothers(ctx.db, person, ctx.now)
  const [rows, counts] = await Promise.all([
    itemsOf(ctx, person, wanted, query, anothers),
    countsOf(ctx, wanted, anothers),
  ])
  const counted = counts.filter(({ kind }) => query.kind === null || kind === query.kind)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const clocks = await clocksOf(ctx.db, ctx.calendar, 'petitions.petition', [
    ...new Set(shown.map((row) => row.petitionId)),
  ])
  return {
    items: shown.map((row) => ({
      ...row,
      place: placeLabel(ctx, row.placeKey),
      addressees: row.addressees.map((name) => inLang(name, ctx.lang)),
      clock: clockView(
        ctx,
        clocks.find((clock) => clock.subject.id === row.petitionId && clock.name === row.clockName),
        row.dueOn,
      ),
      findings: countByKind(row.findings),
      hold:
        row.heldUntil === null
          ? null
          : { by: row.holderName, mine: row.heldBy === person.accountId, until: row.heldUntil.toISOString() },
    })),
    total: counted.reduce((sum, { items }) => sum + items, 0),
    anothers: counted.reduce((sum, one) => sum + one.anothers, 0),
    next: rows.length > PAGE && last ? writeCursor({ at: last.dueOn, id: last.id }) : null,
    counts,
    places: filterPlaces(ctx, person),
    query,
  }
}

export function clockView(ctx: Context, clock: KeptClock | undefined, dueOn: string): ClockView {
  const today = dayOf(ctx.now, ctx.timeZone)
  if (!clock) return { dueOn, daysLeft: 0, daysTotal: 0, promisedBy: '' }
  const { deadline } = clock
  const late = deadline.overdueDays(today)
  return {
    dueOn,
    daysLeft: late > 0 ? -late : deadline.daysLeft(today),
    daysTotal: clock.clock.length,
    promisedBy: clock.clock.kind === 'promised' ? clock.clock.promisedBy : '',
  }
}

async function itemsOf(
  ctx: Context,
  person: Person,
  places: string[],
  query: QueueQuery,
  anothers: RawBuilder<boolean>,
): Promise<Row[]> {
  const after = query.after === null ? null : readDayCursor(query.after)
  const today = dayOf(ctx.now, ctx.timeZone)
  const { rows } = await sql<Row>`
    SELECT i.id, i.petition_id AS "petitionId", i.kind, i.clock_name AS "clockName", i.due_on AS "dueOn", p.number,
      coalesce(o.title, p.title) AS title, p.lang, p.place_key AS "placeKey", i.findings, i.stopped,
      i.escalated_at IS NOT NULL AS escalated, h.account_id AS "heldBy", a.name AS "holderName", h.until AS "heldUntil",
      ${anothers} AS anothers,
      (SELECT count(*) FROM petitions.flag f WHERE f.item_id = i.id) AS flags,
      (SELECT coalesce(jsonb_agg(g.name ORDER BY d.position), '[]') FROM petitions.addressee d
        JOIN organisations.organisation g ON g.id = d.organisation_id WHERE d.petition_id = p.id) AS addressees
    FROM petitions.moderation_item i
    JOIN petitions.petition p ON p.id = i.petition_id
    LEFT JOIN petitions.original_text o ON o.petition_id = p.id
    LEFT JOIN petitions.moderation_hold h ON h.item_id = i.id AND h.until > ${ctx.now}
    LEFT JOIN people.account a ON a.id = h.account_id
    WHERE i.closed_at IS NULL AND p.place_key = ANY(${places}::text[])
      ${query.kind === null ? sql`` : sql`AND i.kind = ${query.kind}`}
      ${query.overdue ? sql`AND i.due_on < ${today}` : sql``}
      ${query.held === 'mine' ? sql`AND h.account_id = ${person.accountId}` : query.held === 'free' ? sql`AND h.account_id IS NULL` : sql``}
      ${after ? sql`AND (i.due_on, i.id) > (${after.at}::date, ${after.id}::uuid)` : sql``}
    ORDER BY i.due_on, i.id LIMIT ${PAGE + 1}`.execute(ctx.db)
  return rows
}

async function countsOf(
  ctx: Context,
  places: string[],
  anothers: RawBuilder<boolean>,
): Promise<{ kind: ItemKind; items: number; anothers: number }[]> {
  const { rows } = await sql<{ kind: ItemKind; items: number; anothers: number }>`
    SELECT i.kind, count(*) AS items, count(*) FILTER (WHERE ${anothers}) AS anothers
    FROM petitions.moderation_item i JOIN petitions.petition p ON p.id = i.petition_id
    WHERE i.closed_at IS NULL AND p.place_key = ANY(${places}::text[]) GROUP BY i.kind ORDER BY i.kind`.execute(ctx.db)
  return rows
}

/** What waits in the queue for a moderator, whoever holds it; not what another moderator has to decide. */
export async function queueWaiting(ctx: Context): Promise<Waiting> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const { rows } = await sql<Waiting>`
    SELECT count(*)::integer AS count, count(*) FILTER (WHERE i.due_on < ${today})::integer AS overdue,
      min(i.due_on) FILTER (WHERE i.due_on >= ${today}) AS "dueOn"
    FROM petitions.moderation_item i JOIN petitions.petition p ON p.id = i.petition_id
    WHERE i.closed_at IS NULL AND p.place_key = ANY(${moderatedPlaces(ctx, moderatePetitions)}::text[])
      AND NOT ${await isAnothers(ctx.db, personOf(ctx), ctx.now)}`.execute(ctx.db)
  return rows[0] as Waiting
}

/** The places of the moderator's roles and what lies directly under them. */
function filterPlaces(ctx: Context, person: Person): { key: string; name: string }[] {
  const keys = person.roles.flatMap((role) =>
    role.name === 'moderator' && role.placeKey && ctx.places.find(role.placeKey)
      ? [role.placeKey, ...ctx.places.childrenOf(role.placeKey).map(({ key }) => key)]
      : [],
  )
  return [...new Set(keys)].map((key) => ({ key, name: ctx.places.name(key, ctx.lang) }))
}

function countByKind(findings: CheckedFinding[]): { kind: FindingKind; count: number }[] {
  const counts = new Map<FindingKind, number>()
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind, count }))
}
