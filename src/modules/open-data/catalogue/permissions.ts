import { type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Dataset } from '../dataset.ts'
import { findDataset, lockDataset } from '../store.ts'

/** Describes datasets of the own institution, and sends them to be published. */
export const describeData: Permission = { name: 'open-data.describe', role: 'officer', scope: 'open-data:write' }
/** Publishes, withdraws and gives back datasets of the own institution. */
export const publishData: Permission = { name: 'open-data.publish', role: 'officer', scope: 'open-data:publish' }

/** Publishes or gives back what waits, for any institution: the other pair of eyes where a colleague is missing. */
export const overseeData: Permission = { name: 'open-data.oversee', role: 'administrator' }

export interface OwnDataset {
  dataset: Dataset
  by: { person: Person; role: Role }
}

/**
 * A dataset of an institution for which the viewer works. Who may not enter at all learns nothing of what is there.
 *
 * @throws SignInNeeded, Forbidden, NotFound
 */
export async function ownDataset(
  ctx: Context,
  name: string,
  permission: Permission = describeData,
): Promise<OwnDataset> {
  permit(ctx, permission)
  return owned(ctx, await findDataset(ctx.db, name), permission)
}

/** The same, locked until the act is over. */
export async function lockOwnDataset(
  ctx: WriteContext,
  name: string,
  permission: Permission = describeData,
): Promise<OwnDataset> {
  permit(ctx, permission)
  return owned(ctx, await lockDataset(ctx.tx, name), permission)
}

function owned(ctx: Context, dataset: Dataset | undefined, permission: Permission): OwnDataset {
  if (!dataset) throw new NotFound()
  return { dataset, by: permit(ctx, permission, { organisationId: dataset.organisationId }) }
}

/**
 * What lies with another one to be published is what will be published: nobody changes it, nor its files, meanwhile.
 *
 * @throws RuleBroken open-data.catalogue.describe.in-review
 */
export function refuseWhileWaiting({ state }: Dataset): void {
  if (state === 'review') throw new RuleBroken('open-data.catalogue.describe.in-review')
}

/**
 * What another catalogue tells of a dataset is changed there; here it would last until that one is read again.
 *
 * @throws RuleBroken open-data.harvest.read-only
 */
export function refuseHarvested({ harvested }: Dataset): void {
  if (harvested && !harvested.ended) throw new RuleBroken('open-data.harvest.read-only')
}

/** A dataset of whatever institution that waits to be published, for an administrator. @throws SignInNeeded, Forbidden, NotFound */
export async function waitingDataset(ctx: Context, name: string): Promise<OwnDataset> {
  const by = permit(ctx, overseeData)
  return waiting(await findDataset(ctx.db, name), by)
}

/** The same, locked until the act is over. */
export async function lockWaitingDataset(ctx: WriteContext, name: string): Promise<OwnDataset> {
  const by = permit(ctx, overseeData)
  return waiting(await lockDataset(ctx.tx, name), by)
}

function waiting(dataset: Dataset | undefined, by: OwnDataset['by']): OwnDataset {
  if (dataset?.state !== 'review') throw new NotFound()
  return { dataset, by }
}
