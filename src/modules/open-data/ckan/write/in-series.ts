import type { WriteContext } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import type { Dataset } from '../../dataset.ts'
import { putIntoSeries, takeOutOfSeries } from '../../series/order-series.ts'
import { findSeries, findSeriesById, lockSeries, seriesOfDatasets } from '../../series/store.ts'
import { type Input, invalid } from '../action.ts'

/**
 * Puts a dataset into the series that a program names by id or name, or takes it out where the list is empty. Programs that do not name the key
 * change nothing: most of them do not know it.
 *
 * @throws CkanError where there is no such series of the institution, RuleBroken as {@link putIntoSeries}
 */
export async function keepInSeries(
  ctx: WriteContext,
  { id, name, organisationId }: Pick<Dataset, 'id' | 'name' | 'organisationId'>,
  { in_series: said }: Input,
): Promise<void> {
  if (said === undefined || said === null) return
  const wanted = oneOf(said)
  const now = (await seriesOfDatasets(ctx.tx, [id])).get(id)
  if (wanted === null ? !now : now && (now.id === wanted || now.name === wanted)) return
  const next = wanted === null ? null : await seriesCalled(ctx, wanted)
  if (next !== null && next?.organisationId !== organisationId)
    throw invalid('in_series', 'There is no such series of this organization')
  // Always in one order: another program may move a dataset the other way.
  for (const series of [now?.name, next?.name].filter((one) => one !== undefined).toSorted())
    await lockSeries(ctx.tx, series)
  if (now) await takeOutOfSeries(ctx, { series: now.name, dataset: name })
  if (next) await putIntoSeries(ctx, { series: next.name }, { dataset: name })
}

/** @throws CkanError for anything but a list of at most one id or name, or that alone, as forms send it */
function oneOf(said: unknown): string | null {
  const [first, ...others] = Array.isArray(said) ? said : said === '' ? [] : [said]
  if (others.length > 0) throw invalid('in_series', 'A dataset stands in one series at most')
  if (first === undefined) return null
  if (typeof first !== 'string') throw invalid('in_series', 'Not a list of ids or names of series')
  return first.toLowerCase()
}

async function seriesCalled({ tx }: WriteContext, idOrName: string) {
  return (isId(idOrName) ? await findSeriesById(tx, idOrName) : undefined) ?? findSeries(tx, idOrName)
}
