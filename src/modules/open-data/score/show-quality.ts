import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { findPublisher } from '../catalogue/store.ts'
import { indicatorNames, indicators, nextRating, ratingNames, ratingOf, ratings } from './mqa.ts'
import type { QualityView } from './replies.ts'
import { allScores, lastDays } from './store.ts'

const DAYS = 30

/** How well everything is described, or what one institution publishes. @throws NotFound */
export async function showQuality(
  ctx: Context,
  { institution: slug }: { institution: string | null },
): Promise<QualityView> {
  const authority = slug === null ? null : await findPublisher(ctx.db, slug)
  if (authority === undefined) throw new NotFound()
  const all = await allScores(ctx.db, authority?.id ?? null)
  const days = await lastDays(ctx.db, authority?.id ?? null, DAYS)
  const points = all.datasets === 0 ? null : meanPoints(all.points, all.datasets)
  const rated = Map.groupBy(all.byPoints, ([points]) => ratingOf(points))
  return {
    institution: authority && { slug: authority.slug, name: inLang(authority.name, ctx.lang) },
    datasets: all.datasets,
    points,
    rating: points === null ? null : ratingOf(points),
    next: points === null ? null : nextRating(points),
    ratings: ratingNames.map((rating) => ({
      rating,
      from: ratings[rating],
      datasets: (rated.get(rating) ?? []).reduce((sum, [, datasets]) => sum + datasets, 0),
    })),
    indicators: indicatorNames.map((indicator) => ({
      indicator,
      ...indicators[indicator],
      datasets: all.datasets - (all.lacking.get(indicator) ?? 0),
    })),
    days: days.map(({ day, datasets, points }) => ({ day, datasets, points: meanPoints(points, datasets) })),
  }
}

/** A catalogue has the mean of its datasets, which is each indicator's points by the share of datasets that meet it, added up. */
export function meanPoints(points: number, datasets: number): number {
  return Math.round(points / datasets)
}
