import { isDeepStrictEqual } from 'node:util'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { onlyInstitution } from '../catalogue/describe/create-dataset.ts'
import { describeData } from '../catalogue/permissions.ts'
import { type NewForm, type SaidForm, saidBy } from './fields.ts'
import { lockOwnSeries, type OwnSeries } from './own-series.ts'
import { addSeries, deleteSeries, keepSeries, membersOf } from './store.ts'

export const SERIES = 'open-data.series'
/** Stands after `/work/data-series/` for something else. */
const RESERVED = 'new'

export interface SeriesRef {
  series: string
}

/**
 * An officer begins a series of their institution; nobody else sees it before one of its datasets is public.
 *
 * @throws SignInNeeded, Forbidden, InvalidInput on `name`, when another series has it, and on `organisation`
 */
export async function createSeries(ctx: WriteContext, form: NewForm): Promise<SeriesRef> {
  const organisationId = onlyInstitution(ctx, form.organisation)
  const by = permit(ctx, describeData, { organisationId })
  const said = saidBy(form)
  const name = form.name ?? slugOf(said.title.ro, 'serie')
  const added =
    name !== RESERVED &&
    name.length > 1 &&
    (await addSeries(ctx.tx, { ...said, id: newId(ctx.now), name, organisationId, now: ctx.now }))
  if (!added) throw new InvalidInput([{ field: 'name', text: { key: 'open-data.series.name.taken', args: { name } } }])
  await recordOfSeries(ctx, { series: { name }, by }, 'create', { title: said.title })
  return { series: name }
}

/** Says it otherwise; where it is public everybody reads that at once. @throws SignInNeeded, Forbidden, NotFound */
export async function changeSeries(ctx: WriteContext, ref: SeriesRef, form: SaidForm): Promise<void> {
  const own = await lockOwnSeries(ctx, ref.series)
  const said = saidBy(form)
  const { title, description } = own.series
  if (isDeepStrictEqual(said, { title, description })) return
  await keepSeries(ctx.tx, own.series.id, said, ctx.now)
  await recordOfSeries(ctx, own, 'change', { title: said.title })
}

/** Deletes one that is empty: nothing leads to it. @throws RuleBroken open-data.series.not-empty */
export async function removeSeries(ctx: WriteContext, ref: SeriesRef): Promise<void> {
  const own = await lockOwnSeries(ctx, ref.series)
  if ((await membersOf(ctx.tx, [own.series.id])).length > 0) throw new RuleBroken('open-data.series.not-empty')
  await deleteSeries(ctx.tx, own.series.id)
  await recordOfSeries(ctx, own, 'remove', { title: own.series.title })
}

export async function recordOfSeries(
  ctx: WriteContext,
  { series: { name }, by }: { series: { name: string }; by: OwnSeries['by'] },
  act: 'create' | 'change' | 'remove' | 'add-dataset' | 'move-dataset' | 'take-out-dataset',
  data: Record<string, unknown>,
): Promise<void> {
  await recordAct(ctx.tx, {
    by,
    act: `open-data.series.${act}`,
    subject: { kind: SERIES, id: name },
    data,
    now: ctx.now,
  })
}
