import { citersLine } from '#commons/citations/show-citations.ts'
import { commentsLine } from '#commons/discussion/comments-line.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Dataset } from '../dataset.ts'
import type { AroundView } from './around-view.ts'
import { badgesOf } from './badges/badges-of.ts'
import { numberOf } from './badges/merits-store.ts'
import { DATASET } from './dataset-discussion.ts'
import { besideTypes, madeTypes, type ReuseType } from './reuse.ts'
import { reuseItems } from './show-reuses.ts'
import { countListed, listedReuses } from './store.ts'

/** More are on the page of reuses. */
const SHOWN = 5

/** What stands around a dataset on its page. */
export async function showAround(ctx: Context, dataset: Dataset): Promise<AroundView> {
  const [number, comments, badges, made, beside, citedIn] = await Promise.all([
    numberOf(ctx.db, dataset.id),
    commentsLine(ctx.db, dataset.id),
    badgesOf(ctx, [dataset.id], ctx.now),
    some(ctx, dataset, madeTypes),
    some(ctx, dataset, besideTypes),
    citersLine(ctx, { kind: DATASET, key: dataset.name }),
  ])
  return { number, comments, badges: badges.get(dataset.id) ?? [], made, beside, citedIn }
}

async function some(ctx: Context, { name }: Dataset, types: readonly ReuseType[]): Promise<AroundView['made']> {
  const filter = { words: null, types, institution: null, dataset: name }
  const [rows, total] = await Promise.all([listedReuses(ctx.db, filter, null, SHOWN), countListed(ctx.db, filter)])
  return { items: await reuseItems(ctx, rows), total }
}
