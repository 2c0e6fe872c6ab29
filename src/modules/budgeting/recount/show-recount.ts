import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { administer } from '#commons/work/permission.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Alarm } from '#kernel/health.ts'
import type { Context, Services } from '#kernel/http/context.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import type { BudgetDifferenceView, BudgetRecountView } from './replies.ts'
import { lastRun } from './store.ts'

export const DESK = '/work/budget-recount'
/** Differences shown; with more, the first of them say enough. */
const SHOWN = 100

/** When all budgets were compared, what does not agree, and what did not and does again. */
export async function showBudgetRecount(ctx: Context): Promise<BudgetRecountView> {
  permit(ctx, administer)
  const run = await lastRun(ctx.db)
  return {
    checked: run ? { index: run.entries, at: run.at.toISOString(), ms: run.ms } : null,
    open: await differences(ctx, true),
    healed: await differences(ctx, false),
  }
}

async function differences(ctx: Context, open: boolean): Promise<BudgetDifferenceView[]> {
  type Row = Pick<BudgetDifferenceView, 'id' | 'idea' | 'place' | 'expected' | 'found'> & {
    number: number
    slug: string
    title: Localised
    foundAt: Date
    healedAt: Date | null
  }
  const { rows } = await sql<Row>`
    SELECT d.id, p.number, p.slug, p.title, d.place, d.expected, d.found, d.found_at AS "foundAt", d.healed_at AS "healedAt",
      CASE WHEN i.id IS NOT NULL THEN jsonb_build_object('number', i.number, 'slug', i.slug) END AS idea
    FROM budgeting.recount_difference d JOIN processes.process p ON p.id = d.process_id LEFT JOIN budgeting.idea i ON i.id = d.idea_id
    WHERE ${open ? sql`healed_at IS NULL` : sql`healed_at IS NOT NULL`} ORDER BY d.id DESC LIMIT ${SHOWN}`.execute(
    ctx.db,
  )
  return rows.map(({ number, slug, title, foundAt, healedAt, ...one }) => ({
    ...one,
    process: { number, slug, title: inLang(title, ctx.lang) },
    foundAt: foundAt.toISOString(),
    healedAt: healedAt?.toISOString() ?? null,
  }))
}

export async function countDifferences(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM budgeting.recount_difference WHERE healed_at IS NULL`.execute(db)
  return rows[0]?.n ?? 0
}

/** One a process. */
export async function budgetAlarms({ db }: Services): Promise<Alarm[]> {
  const { rows } = await sql<{ number: number; since: Date }>`
    SELECT p.number, min(d.found_at) AS since FROM budgeting.recount_difference d JOIN processes.process p ON p.id = d.process_id
    WHERE healed_at IS NULL GROUP BY p.number ORDER BY p.number LIMIT ${SHOWN}`.execute(db)
  return rows.map(({ number, since }) => ({
    code: 'budgeting.count-differs',
    text: { key: 'budgeting.recount.alarm', args: { number } },
    since,
    path: DESK,
  }))
}
