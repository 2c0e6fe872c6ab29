import { move } from '#commons/lifecycle/lifecycle.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { datasetLife } from '../../dataset.ts'
import { lockOwnDataset, lockWaitingDataset, type OwnDataset, publishData } from '../permissions.ts'
import { setWorkState } from '../store.ts'
import type { DatasetRef } from './describe-dataset.ts'
import { lacksOf } from './lacks.ts'
import { type Reason, recordChange } from './record-change.ts'

/** Sends a draft to be published. @throws RuleBroken open-data.catalogue.describe.not-now, .lacks */
export async function submitDataset(ctx: WriteContext, { dataset: name }: DatasetRef): Promise<void> {
  const own = await lockOwnDataset(ctx, name)
  if (!move(datasetLife, own.dataset.state, 'submit', 'officer').ok)
    throw new RuleBroken('open-data.catalogue.describe.not-now')
  if (lacksOf(own.dataset).length > 0) throw new RuleBroken('open-data.catalogue.describe.lacks')
  await setWorkState(ctx.tx, own.dataset.id, 'review')
  await recordChange(ctx, own, 'submit')
}

/** Gives it back to whoever wrote it, and says why; what was to be published by the clock is not. */
export async function giveBackDataset(ctx: WriteContext, { dataset: name }: DatasetRef, why: Reason): Promise<void> {
  await giveBackLocked(ctx, await lockOwnDataset(ctx, name, publishData), why)
}

/** The same by an administrator. */
export async function giveBackWaiting(ctx: WriteContext, { dataset: name }: DatasetRef, why: Reason): Promise<void> {
  await giveBackLocked(ctx, await lockWaitingDataset(ctx, name), why)
}

async function giveBackLocked(ctx: WriteContext, own: OwnDataset, why: Reason): Promise<void> {
  if (!move(datasetLife, own.dataset.state, 'giveBack', 'officer').ok)
    throw new RuleBroken('open-data.catalogue.describe.not-now')
  await setWorkState(ctx.tx, own.dataset.id, 'draft')
  await recordChange(ctx, own, 'give-back', why)
}
