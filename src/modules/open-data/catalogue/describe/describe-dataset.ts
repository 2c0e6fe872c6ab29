import { isDeepStrictEqual } from 'node:util'
import { permit } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { refuseUnpassedDataset } from '../../guard/gate.ts'
import { entriesOfVersions } from '../../ingest/publish-version.ts'
import { lockOwnDataset, type OwnDataset, publishData, refuseHarvested, refuseWhileWaiting } from '../permissions.ts'
import { keepDescription } from '../store.ts'
import { inThemeOrder } from '../vocabularies/themes.ts'
import { type descriptionForm, descriptionOf } from './fields.ts'
import { lacksOf } from './lacks.ts'
import { recordChange } from './record-change.ts'
import { refuseUnknownPlace } from './unknown-place.ts'

export interface DatasetRef {
  dataset: string
}

/**
 * Changes what a dataset says of itself; of a public one everybody reads it at once, and its history says what changed.
 *
 * @throws Forbidden, RuleBroken open-data.catalogue.describe.in-review, .lacks, open-data.guard.refused.dataset
 */
export async function describeDataset(
  ctx: WriteContext,
  { dataset: name }: DatasetRef,
  form: FormValue<(typeof descriptionForm)['fields']>,
): Promise<void> {
  const own = await lockToChange(ctx, name)
  const said = descriptionOf(form)
  refuseUnknownPlace(ctx, said.placeKey)
  if (own.dataset.state !== 'draft' && lacksOf(said).length > 0)
    throw new RuleBroken('open-data.catalogue.describe.lacks')
  const before = { ...own.dataset, themes: inThemeOrder(own.dataset.themes) }
  if (Object.entries(said).every(([field, value]) => isDeepStrictEqual(before[field as keyof typeof said], value)))
    return
  const { state, accessRights, organisationId } = own.dataset
  // From now on everybody gets its files: who describes it must be one who may publish, and the files such as may be published.
  const opens = state === 'published' && accessRights !== 'PUBLIC' && said.accessRights === 'PUBLIC'
  if (opens) {
    permit(ctx, publishData, { organisationId })
    await refuseUnpassedDataset(ctx.tx, own.dataset)
  }
  await keepDescription(ctx.tx, own.dataset.id, said, ctx.now)
  await recordChange(ctx, own, 'describe')
  if (opens)
    appendEntries(ctx.tx, await entriesOfVersions(ctx.tx, { ...own.dataset, ...said }, ctx.now, ctx.timeZone), ctx.now)
}

/** @throws RuleBroken open-data.catalogue.describe.in-review, open-data.harvest.read-only */
export async function lockToChange(ctx: WriteContext, name: string): Promise<OwnDataset> {
  const own = await lockOwnDataset(ctx, name)
  refuseWhileWaiting(own.dataset)
  refuseHarvested(own.dataset)
  return own
}
