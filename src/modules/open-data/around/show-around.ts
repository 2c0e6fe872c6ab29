import { citersLine } from '#commons/citations/show-citations.ts'
import { commentsLine } from '#commons/discussion/comments-line.ts'
import { questionsOf } from '#commons/discussion/questions-of.ts'
import { addDays, dayOf, startOfDay } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Dataset } from '../dataset.ts'
import type { AroundView } from './around-view.ts'
import { ANSWER_DAYS, badgesFor, YEAR_DAYS } from './badges/badges.ts'
import { numberAndPoints, updateDays } from './badges/merits-store.ts'
import { DATASET } from './dataset-discussion.ts'
import { besideTypes, madeTypes, type ReuseType } from './reuse.ts'
import { reuseItems } from './show-reuses.ts'
import { countListed, listedReuses } from './store.ts'

/** More are on the page of reuses. */
const SHOWN = 5

/** What stands around a dataset on its page. */
export async function showAround(ctx: Context, dataset: Dataset): Promise<AroundView> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const daysAgo = (days: number) => startOfDay(addDays(today, -days), ctx.timeZone)
  const [{ number, points }, comments, questions, updates, made, beside, citedIn] = await Promise.all([
    numberAndPoints(ctx.db, dataset.id),
    commentsLine(ctx.db, dataset.id),
    questionsOf(ctx.db, dataset.id, daysAgo(ANSWER_DAYS)),
    updateDays(ctx.db, dataset.id, daysAgo(YEAR_DAYS), ctx.timeZone),
    some(ctx, dataset, madeTypes),
    some(ctx, dataset, besideTypes),
    citersLine(ctx, { kind: DATASET, key: dataset.name }),
  ])
  const { frequency, highValue } = dataset
  const reuses = made.total
  const merits = { highValue: highValue !== null, frequency, updates, today, points, reuses, questions }
  const badges = dataset.state === 'published' ? badgesFor(merits) : []
  return { number, comments, badges, made, beside, citedIn }
}

async function some(ctx: Context, { name }: Dataset, types: readonly ReuseType[]): Promise<AroundView['made']> {
  const filter = { types, institution: null, dataset: name }
  const [rows, total] = await Promise.all([listedReuses(ctx.db, filter, null, SHOWN), countListed(ctx.db, filter)])
  return { items: await reuseItems(ctx, rows), total }
}
