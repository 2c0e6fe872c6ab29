import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { countsByInstitution } from '../../inventory/counts.ts'
import { ratingOf } from '../../score/mqa.ts'
import { meanPoints } from '../../score/show-quality.ts'
import { pointsByInstitution } from '../../score/store.ts'
import { describedFields } from '../completeness.ts'
import type { Known } from '../find/catalogue-index.ts'
import { freshIndex } from '../find/fresh-index.ts'
import { listItems, updatedAt } from '../find/search-datasets.ts'
import { lateBefore } from '../freshness.ts'
import { findPublisher } from '../store.ts'
import type { InstitutionList, InstitutionView } from './replies.ts'

/** Of an institution so many are listed on its page; the catalogue has all. */
const SHOWN = 50

/** Institutions that publish or say what they hold, those with the most points for their descriptions first. */
export async function listInstitutions(ctx: Context): Promise<InstitutionList> {
  const index = await freshIndex(ctx.db)
  const scores = await pointsByInstitution(ctx.db)
  const inventories = await countsByInstitution(ctx)
  const publishing = Map.groupBy(index.all(), ({ institution }) => institution.slug)
  const names = new Map(inventories.map(({ slug, name }) => [slug, name]))
  for (const [slug, [one]] of publishing) names.set(slug, (one as Known).institution.name)
  const items = [...names].map(([slug, name]) => ({
    slug,
    name: inLang(name, ctx.lang),
    ...countsOf(ctx, publishing.get(slug) ?? []),
    ...ratedOf(scores.get(slug)),
    inventory: inventories.find((one) => one.slug === slug)?.counts ?? null,
  }))
  return {
    items: items.sort(
      (a, b) =>
        (b.points ?? 0) - (a.points ?? 0) ||
        shareOf(b) - shareOf(a) ||
        b.datasets - a.datasets ||
        (a.slug < b.slug ? -1 : 1),
    ),
  }
}

/** Of one that has published nothing yet there is nothing to describe. */
function shareOf({ described, describable }: { described: number; describable: number }): number {
  return describable === 0 ? 0 : described / describable
}

/** @throws NotFound */
export async function showInstitution(ctx: Context, { slug }: { slug: string }): Promise<InstitutionView> {
  const authority = await findPublisher(ctx.db, slug)
  if (!authority) throw new NotFound()
  const index = await freshIndex(ctx.db)
  const all = index.all().filter(({ institution }) => institution.slug === slug)
  const newest = all.sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime()).slice(0, SHOWN)
  const scores = await pointsByInstitution(ctx.db)
  const missing = all.flatMap(({ missing }) => missing)
  return {
    slug,
    name: inLang(authority.name, ctx.lang),
    ...countsOf(ctx, all),
    ...ratedOf(scores.get(slug)),
    inventory: (await countsByInstitution(ctx, authority))[0]?.counts ?? null,
    missing: describedFields
      .map((field) => ({ field, datasets: missing.filter((one) => one === field).length }))
      .filter(({ datasets }) => datasets > 0)
      .sort((a, b) => b.datasets - a.datasets),
    items: await listItems(ctx, newest),
  }
}

function ratedOf(counted: { datasets: number; points: number } | undefined) {
  if (!counted) return { points: null, rating: null }
  const points = meanPoints(counted.points, counted.datasets)
  return { points, rating: ratingOf(points) }
}

function countsOf(ctx: Context, datasets: Known[]) {
  const today = dayOf(ctx.now, ctx.timeZone)
  const describable = datasets.length * describedFields.length
  return {
    datasets: datasets.length,
    described: describable - datasets.flatMap(({ missing }) => missing).length,
    describable,
    late: countLate(datasets, today, ctx.timeZone),
  }
}

function countLate(datasets: Known[], today: PlainDay, timeZone: string): number {
  let late = 0
  for (const [frequency, those] of Map.groupBy(datasets, (one) => one.frequency)) {
    const before = lateBefore(frequency, today)
    if (before !== null) late += those.filter((one) => dayOf(updatedAt(one), timeZone) < before).length
  }
  return late
}
