import { appendEntries } from '#commons/ledger/append-entry.ts'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { datasetLife } from '../../dataset.ts'
import { refuseUnpassedDataset } from '../../guard/gate.ts'
import { forgetGone } from '../../harvest/dataset-store.ts'
import { datasetWithdrawn } from '../ledger-entries.ts'
import { lockOwnDataset, publishData } from '../permissions.ts'
import { findInstitution, setPublished, setWithdrawn } from '../store.ts'
import type { DatasetRef } from './describe-dataset.ts'
import { type Publication, tellPublished, whyWithoutData } from './publish-dataset.ts'
import { type Reason, recordChange } from './record-change.ts'

/** Takes a dataset out of the catalogue; its page stays and says why. @throws RuleBroken open-data.catalogue.describe.not-now */
export async function withdrawDataset(ctx: WriteContext, { dataset: name }: DatasetRef, why: Reason): Promise<void> {
  const own = await lockOwnDataset(ctx, name, publishData)
  if (!move(datasetLife, own.dataset.state, 'withdraw', 'officer').ok)
    throw new RuleBroken('open-data.catalogue.describe.not-now')
  await setWithdrawn(ctx.tx, own.dataset.id, why, ctx.now)
  await forgetGone(ctx.tx, own.dataset.id)
  const { slug } = await findInstitution(ctx.tx, own.dataset.organisationId)
  const day = dayOf(ctx.now, ctx.timeZone)
  appendEntries(ctx.tx, [datasetWithdrawn({ dataset: name, organisation: slug }, day)], ctx.now)
  await recordChange(ctx, own, 'withdraw', why)
}

/**
 * Puts it back as it was. Where no data is in it, the reason is asked for as at the first publication.
 *
 * @throws RuleBroken open-data.catalogue.describe.not-now; InvalidInput on `withoutData`
 */
export async function publishAgain(
  ctx: WriteContext,
  { dataset: name }: DatasetRef,
  said: Omit<Publication, 'on'>,
): Promise<void> {
  const own = await lockOwnDataset(ctx, name, publishData)
  if (!move(datasetLife, own.dataset.state, 'publishAgain', 'officer').ok)
    throw new RuleBroken('open-data.catalogue.describe.not-now')
  await refuseUnpassedDataset(ctx.tx, own.dataset)
  const why = await whyWithoutData(ctx.tx, own.dataset, said)
  await setPublished(ctx.tx, own.dataset.id, ctx.now)
  await tellPublished(ctx, ctx.tx, own.dataset, ctx.now)
  await recordChange(ctx, own, 'publish-again', why)
}
