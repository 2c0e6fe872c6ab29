import { clocksOf } from '#commons/lifecycle/clocks.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { lastWorkingDayOfWeek } from '#commons/lifecycle/working-week.ts'
import type { Context } from '#kernel/http/context.ts'
import { readDayCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { CASE } from '../answering/case.ts'
import { clockView } from '../answering/case-view.ts'
import type { DueGroup, OwedList } from './replies.ts'
import { type After, type OwedRow, type OwedTotals, owedRows, owedTotals } from './store.ts'

const PAGE = 30
/** Stands in a cursor for "no due day". */
const STANDS = '-'

/**
 * What authorities owe by law or by their own promise: every clock that runs or stands, what is longest overdue first. Three statements
 * whatever the length of the list.
 */
export async function listOwed(
  ctx: Context,
  query: { authority: string | null; after: string | null },
): Promise<OwedList> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const weekEndsOn = lastWorkingDayOfWeek(ctx.calendar, today)
  const [rows, totals] = await Promise.all([
    owedRows(ctx.db, query.authority, query.after === null ? null : afterOf(query.after), PAGE + 1),
    owedTotals(ctx.db, today, weekEndsOn),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const sums = sumOf(query.authority === null ? totals : totals.filter(({ slug }) => slug === query.authority))
  return {
    items: await itemsOf(ctx, shown, today, weekEndsOn),
    total: sums.overdue + sums['this-week'] + sums.later + sums.paused,
    totals: sums,
    weekEndsOn,
    next: rows.length > PAGE && last ? writeCursor({ at: last.dueOn ?? STANDS, id: last.clockId }) : null,
    first: query.after === null,
    authorities: totals.map((one) => ({
      slug: one.slug,
      name: inLang(one.name, ctx.lang),
      owed: one.overdue + one['this-week'] + one.later + one.paused,
    })),
    authority: query.authority,
  }
}

/** The terms that are longest overdue, one a petition, for the home page. */
export async function longestOverdue(ctx: Context, most: number): Promise<OwedList['items']> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const overdue = (await owedRows(ctx.db, null, null, PAGE)).filter(({ dueOn }) => dueOn !== null && dueOn < today)
  const [...numbers] = new Set(overdue.map(({ number }) => number))
  const first = numbers.slice(0, most).flatMap((one) => overdue.find(({ number }) => number === one) ?? [])
  return itemsOf(ctx, first, today, today)
}

async function itemsOf(
  ctx: Context,
  rows: OwedRow[],
  today: PlainDay,
  weekEndsOn: PlainDay,
): Promise<OwedList['items']> {
  const clocks = await clocksOf(ctx.db, ctx.calendar, CASE, [...new Set(rows.map(({ caseId }) => caseId))])
  const byId = new Map(clocks.map((clock) => [clock.id, clock]))
  return rows.flatMap(({ clockId, dueOn, number, slug, title, lang, authority }) => {
    const kept = byId.get(clockId)
    // Stopped between the two statements: it is owed no more.
    if (!kept || kept.clock.stoppedOn !== undefined) return []
    const name = inLang(authority.name, ctx.lang)
    return [
      {
        petition: { number, slug, title, lang },
        authority: { slug: authority.slug, name },
        due: groupOf(dueOn, today, weekEndsOn),
        clock: clockView(kept, today, ctx.lang, name),
      },
    ]
  })
}

function groupOf(dueOn: PlainDay | null, today: PlainDay, weekEndsOn: PlainDay): DueGroup {
  if (dueOn === null) return 'paused'
  if (dueOn < today) return 'overdue'
  return dueOn <= weekEndsOn ? 'this-week' : 'later'
}

function afterOf(cursor: string): After {
  const { at, id } = readDayCursor(cursor, STANDS)
  return { dueOn: at === STANDS ? null : at, clockId: id }
}

function sumOf(totals: OwedTotals[]): OwedList['totals'] {
  const sum = (group: DueGroup) => totals.reduce((all, one) => all + one[group], 0)
  return { overdue: sum('overdue'), 'this-week': sum('this-week'), later: sum('later'), paused: sum('paused') }
}
