import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { clocksOf, type KeptClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Context } from '#kernel/http/context.ts'
import { readDaysCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import { CASE, type CaseState, type Outcome, openStates } from './case.ts'
import { officersOf } from './case-store.ts'
import { clockView } from './case-view.ts'
import { answerPetitions } from './permissions.ts'
import type { WorkList } from './replies.ts'

export interface WorkFilter {
  /** A state, 'open' (the authority still owes something) or 'all'. */
  state: CaseState | 'open' | 'all'
  responsible: string | null
  overdue: boolean
  /** The last one shown: its nearest legal and promised day, and its id. */
  after: string | null
}

interface Row {
  id: string
  number: number
  title: string
  lang: Lang
  slug: string
  name: Localised
  signatures: number
  state: CaseState
  outcome: Outcome | null
  responsible: string | null
  legalOn: string
  promisedOn: string
  total: number
  overdue: number
}

const PAGE = 50
/** Sorts what has no due day last. */
const NEVER = '9999-12-31'

/**
 * The cases of an officer's authorities: the law's nearest term first, so that no promise, however late, hides it; then what was
 * promised. Each with all its terms that run.
 */
export async function listCases(ctx: Context, filter: WorkFilter): Promise<WorkList> {
  permit(ctx, answerPetitions)
  const organisations = ownOrganisations(ctx, answerPetitions)
  const rows = await rowsOf(ctx, organisations, filter)
  const shown = rows.slice(0, PAGE)
  const clocks = await clocksOf(
    ctx.db,
    ctx.calendar,
    CASE,
    shown.map(({ id }) => id),
  )
  const today = dayOf(ctx.now, ctx.timeZone)
  const officers = (await Promise.all(organisations.map((id) => officersOf(ctx.db, id)))).flat()
  const last = shown.at(-1)
  return {
    items: shown.map(({ id, number, title, lang, slug, name, signatures, state, outcome, responsible }) => {
      const running = runningOf(clocks, id)
      return {
        id,
        number,
        title,
        lang,
        authority: { slug, name: inLang(name, ctx.lang) },
        signatures,
        state,
        outcome,
        clocks: running.map((clock) => clockView(clock, today, ctx.lang, inLang(name, ctx.lang))),
        responsible,
      }
    }),
    total: rows[0]?.total ?? 0,
    overdue: rows[0]?.overdue ?? 0,
    next: rows.length > PAGE && last ? writeCursor({ at: [last.legalOn, last.promisedOn], id: last.id }) : null,
    officers: [...new Map(officers.map(({ accountId, name }) => [accountId, name ?? '—']))].map(([id, name]) => ({
      id,
      name,
    })),
    filter: { state: filter.state, responsible: filter.responsible, overdue: filter.overdue },
  }
}

/** The clocks of a case that have not ended, by their last day; one that stands has none and comes after those that run. */
export function runningOf(clocks: KeptClock[], id: string): KeptClock[] {
  const lastDay = ({ deadline }: KeptClock) => deadline.dueOn ?? NEVER
  return clocks
    .filter(({ subject, clock }) => subject.id === id && clock.stoppedOn === undefined)
    .toSorted((a, b) => (lastDay(a) < lastDay(b) ? -1 : lastDay(a) > lastDay(b) ? 1 : 0))
}

/** Of a case `c`: the last days of the law's nearest running term and of the nearest promise, as `k`. */
export const nearestTerms = sql`CROSS JOIN LATERAL (
  SELECT min(due_on) FILTER (WHERE kind = 'legal') AS legal_on, min(due_on) FILTER (WHERE kind = 'promised') AS promised_on
  FROM lifecycle.clock WHERE subject_kind = ${CASE} AND subject_id = c.id::text AND stopped_on IS NULL
) k`

async function rowsOf(ctx: Context, organisations: string[], filter: WorkFilter): Promise<Row[]> {
  const states = filter.state === 'open' ? [...openStates] : [filter.state]
  const today = dayOf(ctx.now, ctx.timeZone)
  const late = sql`least(legal_on, promised_on) < ${today}`
  const after = filter.after === null ? null : readDaysCursor(filter.after)
  const { rows } = await sql<Row>`
    WITH matching AS (
      SELECT c.id, p.number, p.title, p.lang, o.slug, o.name, coalesce(n.total, 0) AS signatures, c.state, c.outcome, a.name AS responsible,
        coalesce(k.legal_on, ${NEVER}::date) AS legal_on, coalesce(k.promised_on, ${NEVER}::date) AS promised_on
      FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id
      JOIN organisations.organisation o ON o.id = c.organisation_id
      LEFT JOIN petitions.signature_count n ON n.petition_id = p.id
      LEFT JOIN people.account a ON a.id = c.responsible_id
      ${nearestTerms}
      WHERE c.organisation_id = ANY(${organisations}::uuid[])
        ${filter.state === 'all' ? sql`` : sql`AND c.state = ANY(${states}::text[])`}
        ${filter.responsible ? sql`AND c.responsible_id = ${filter.responsible}` : sql``}
    ), counted AS (
      SELECT *, count(*) OVER ()::integer AS total, count(*) FILTER (WHERE ${late}) OVER ()::integer AS overdue FROM matching
      ${filter.overdue ? sql`WHERE ${late}` : sql``}
    )
    SELECT id, number, title, lang, slug, name, signatures, state, outcome, responsible, legal_on AS "legalOn", promised_on AS "promisedOn", total, overdue FROM counted
    ${after ? sql`WHERE (legal_on, promised_on, id) > (${after.at[0]}::date, ${after.at[1]}::date, ${after.id}::uuid)` : sql``}
    ORDER BY legal_on, promised_on, id LIMIT ${PAGE + 1}`.execute(ctx.db)
  return rows
}
