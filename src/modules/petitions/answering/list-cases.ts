import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { clocksOf, type KeptClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { readDayCursor, writeCursor } from '#kernel/http/cursor.ts'
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
  /** `<day>_<id>` of the last one shown. */
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
  dueOn: string
  total: number
  overdue: number
}

const PAGE = 50
/** Sorts what has no due day last. */
const NEVER = '9999-12-31'

/** The cases of an officer's authorities: what is due first comes first, so what is overdue leads. */
export async function listCases(ctx: Context, filter: WorkFilter): Promise<WorkList> {
  const { person } = permit(ctx, answerPetitions)
  const organisations = person.roles.flatMap(({ name, organisationId }) =>
    name === 'officer' && organisationId ? [organisationId] : [],
  )
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
      const clock = nearest(clocks.filter((one) => one.subject.id === id))
      return {
        id,
        number,
        title,
        lang,
        authority: { slug, name: inLang(name, ctx.lang) },
        signatures,
        state,
        outcome,
        clock: clock && clockView(clock, today, ctx.lang, inLang(name, ctx.lang)),
        responsible,
      }
    }),
    total: rows[0]?.total ?? 0,
    overdue: rows[0]?.overdue ?? 0,
    next: rows.length > PAGE && last ? writeCursor({ at: last.dueOn, id: last.id }) : null,
    officers: [...new Map(officers.map(({ accountId, name }) => [accountId, name ?? '—']))].map(([id, name]) => ({
      id,
      name,
    })),
    filter: { state: filter.state, responsible: filter.responsible, overdue: filter.overdue },
  }
}

/** The running clock that is due first; one that stands comes after those that run. */
function nearest(clocks: KeptClock[]): KeptClock | null {
  const running = clocks.filter(({ clock }) => clock.stoppedOn === undefined)
  return running.toSorted((a, b) => ((a.deadline.dueOn ?? NEVER) < (b.deadline.dueOn ?? NEVER) ? -1 : 1))[0] ?? null
}

async function rowsOf(ctx: Context, organisations: string[], filter: WorkFilter): Promise<Row[]> {
  const states = filter.state === 'open' ? [...openStates] : [filter.state]
  const today = dayOf(ctx.now, ctx.timeZone)
  const after = filter.after === null ? null : readDayCursor(filter.after)
  const { rows } = await sql<Row>`
    WITH matching AS (
      SELECT c.id, p.number, p.title, p.lang, o.slug, o.name, coalesce(n.total, 0) AS signatures, c.state, c.outcome, a.name AS responsible,
        coalesce((SELECT min(k.due_on) FROM lifecycle.clock k WHERE k.subject_kind = ${CASE} AND k.subject_id = c.id::text
          AND k.stopped_on IS NULL), ${NEVER}::date) AS due_on
      FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id
      JOIN organisations.organisation o ON o.id = c.organisation_id
      LEFT JOIN petitions.signature_count n ON n.petition_id = p.id
      LEFT JOIN people.account a ON a.id = c.responsible_id
      WHERE c.organisation_id = ANY(${organisations}::uuid[])
        ${filter.state === 'all' ? sql`` : sql`AND c.state = ANY(${states}::text[])`}
        ${filter.responsible ? sql`AND c.responsible_id = ${filter.responsible}` : sql``}
    ), counted AS (
      SELECT *, count(*) OVER ()::integer AS total, count(*) FILTER (WHERE due_on < ${today}) OVER ()::integer AS overdue FROM matching
      ${filter.overdue ? sql`WHERE due_on < ${today}` : sql``}
    )
    SELECT id, number, title, lang, slug, name, signatures, state, outcome, responsible, due_on AS "dueOn", total, overdue FROM counted
    ${after ? sql`WHERE (due_on, id) > (${after.at}::date, ${after.id}::uuid)` : sql``}
    ORDER BY due_on, id LIMIT ${PAGE + 1}`.execute(ctx.db)
  return rows
}
