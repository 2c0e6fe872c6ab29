import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { recordHistory } from '../catalogue/history-store.ts'
import { refuseWhileWaiting } from '../catalogue/permissions.ts'
import { touchDataset } from '../catalogue/store.ts'
import type { Dataset } from '../dataset.ts'
import { lockDataset } from '../store.ts'
import { recordOfSeries, type SeriesRef } from './keep-series.ts'
import { lockOwnSeries, type OwnSeries, ownOne } from './own-series.ts'
import { MOST_MEMBERS, placeFor } from './series.ts'
import { addMember, deleteMember, membersOf, swapMembers } from './store.ts'

export interface MemberRef extends SeriesRef {
  dataset: string
}

/**
 * A dataset of the same institution comes into a series, at the place of its period.
 *
 * @throws Forbidden, NotFound, InvalidInput on `dataset`, RuleBroken open-data.catalogue.describe.in-review, open-data.series.full
 */
export async function putIntoSeries(ctx: WriteContext, ref: SeriesRef, { dataset: name }: { dataset: string }) {
  const { own, dataset } = await lockBoth(ctx, { series: ref.series, dataset: name })
  if (dataset?.organisationId !== own.series.organisationId) throw wrong('open-data.series.dataset.unknown', name)
  refuseWhileWaiting(dataset)
  const members = await membersOf(ctx.tx, [own.series.id])
  if (members.some(({ datasetId }) => datasetId === dataset.id)) return
  if (members.length >= MOST_MEMBERS) throw new RuleBroken('open-data.series.full', { most: MOST_MEMBERS })
  if (!(await addMember(ctx.tx, own.series.id, dataset.id, placeFor(members, dataset))))
    throw wrong('open-data.series.dataset.elsewhere', name)
  await record(ctx, own, dataset, 'enter-series', 'add-dataset')
}

/** It stands alone again. @throws Forbidden, NotFound, RuleBroken open-data.catalogue.describe.in-review */
export async function takeOutOfSeries(ctx: WriteContext, ref: MemberRef): Promise<void> {
  const { own, dataset } = await lockBoth(ctx, ref)
  const members = await membersOf(ctx.tx, [own.series.id])
  if (!dataset || !members.some(({ datasetId }) => datasetId === dataset.id)) throw new NotFound()
  refuseWhileWaiting(dataset)
  await deleteMember(ctx.tx, dataset.id)
  await record(ctx, own, dataset, 'leave-series', 'take-out-dataset')
}

/** The dataset first, as programs that write it hold it already when they come to its series. */
async function lockBoth(ctx: WriteContext, ref: MemberRef) {
  await ownOne(ctx, ref.series)
  const dataset = await lockDataset(ctx.tx, ref.dataset)
  return { dataset, own: await lockOwnSeries(ctx, ref.series) }
}

/** In the dataset's history, and with the series in the record of acts. */
async function record(
  ctx: WriteContext,
  own: OwnSeries,
  { id, name }: Dataset,
  inHistory: 'enter-series' | 'leave-series',
  act: 'add-dataset' | 'take-out-dataset',
): Promise<void> {
  await touchDataset(ctx.tx, id, ctx.now)
  const { accountId } = own.by.person
  await recordHistory(ctx.tx, { datasetId: id, act: inHistory, accountId, series: own.series.title, now: ctx.now })
  await recordOfSeries(ctx, own, act, { dataset: name })
}

/** One place nearer to the newest; of the newest itself nothing happens. @throws Forbidden, NotFound */
export async function moveInSeries(ctx: WriteContext, ref: MemberRef): Promise<void> {
  const own = await lockOwnSeries(ctx, ref.series)
  const members = await membersOf(ctx.tx, [own.series.id])
  const at = members.findIndex(({ name }) => name === ref.dataset)
  const [one, next] = [members[at], members[at + 1]]
  if (!one) throw new NotFound()
  if (!next) return
  await swapMembers(ctx.tx, one.datasetId, next.datasetId)
  await recordOfSeries(ctx, own, 'move-dataset', { dataset: ref.dataset })
}

function wrong(key: 'open-data.series.dataset.unknown' | 'open-data.series.dataset.elsewhere', name: string) {
  return new InvalidInput([{ field: 'dataset', text: { key, args: { name } } }])
}
