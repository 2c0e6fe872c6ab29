import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { CASE } from '../answering/case.ts'
import { publicStates } from '../petition.ts'

export interface OwedRow {
  clockId: string
  caseId: string
  dueOn: PlainDay | null
  number: number
  slug: string
  title: string
  lang: Lang
  authority: { slug: string; name: Localised }
}

export interface After {
  /** Null: among clocks that stand. */
  dueOn: PlainDay | null
  clockId: string
}

/**
 * Clocks of cases that have not been stopped. The cast is guarded: clocks of other subjects need not have a UUID, and a plain cast may be
 * tried on them before the kind is compared.
 */
const running = sql`
  FROM lifecycle.clock k
  JOIN petitions.case c ON c.id = CASE WHEN k.subject_kind = ${CASE} THEN k.subject_id::uuid END
  JOIN petitions.petition p ON p.id = c.petition_id
  JOIN organisations.organisation o ON o.id = c.organisation_id
  WHERE k.stopped_on IS NULL AND k.subject_kind = ${CASE} AND p.state = ANY(${[...publicStates]}::text[])`

/** One part of the list, in the order of the index `clock_due`: what stands has no due day and comes last. */
export async function owedRows(
  db: Db,
  authority: string | null,
  after: After | null,
  limit: number,
): Promise<OwedRow[]> {
  const { rows } = await sql<OwedRow>`
    SELECT k.id AS "clockId", c.id AS "caseId", k.due_on AS "dueOn", p.number, p.slug, p.title, p.lang,
      jsonb_build_object('slug', o.slug, 'name', o.name) AS authority
    ${running} ${authority === null ? sql`` : sql`AND o.slug = ${authority}`} ${after ? behind(after) : sql``}
    ORDER BY k.due_on, k.id LIMIT ${limit}`.execute(db)
  return rows
}

function behind({ dueOn, clockId }: After) {
  return dueOn === null
    ? sql`AND k.due_on IS NULL AND k.id > ${clockId}::uuid`
    : sql`AND (k.due_on > ${dueOn}::date OR (k.due_on = ${dueOn}::date AND k.id > ${clockId}::uuid) OR k.due_on IS NULL)`
}

export interface OwedTotals {
  slug: string
  name: Localised
  overdue: number
  'this-week': number
  later: number
  paused: number
}

/** How much each authority owes, who owes most that is overdue first. */
export async function owedTotals(db: Db, today: PlainDay, weekEndsOn: PlainDay): Promise<OwedTotals[]> {
  const { rows } = await sql<OwedTotals>`
    SELECT o.slug, o.name, (count(*) FILTER (WHERE k.due_on < ${today}::date))::integer AS overdue,
      (count(*) FILTER (WHERE k.due_on BETWEEN ${today}::date AND ${weekEndsOn}::date))::integer AS "this-week",
      (count(*) FILTER (WHERE k.due_on > ${weekEndsOn}::date))::integer AS later,
      (count(*) FILTER (WHERE k.due_on IS NULL))::integer AS paused
    ${running} GROUP BY o.id ORDER BY overdue DESC, count(*) DESC, o.slug`.execute(db)
  return rows
}
