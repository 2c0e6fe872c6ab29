import { may, type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { overseeData, refuseWhileWaiting } from '../catalogue/permissions.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import { hasWaitingBasis } from '../guard/store.ts'
import { distributionsOf, findDataset, lockDataset } from '../store.ts'

/** Sends files of the own authority's datasets, and says how they are to be read. */
export const uploadData: Permission = { name: 'open-data.upload', role: 'officer', scope: 'open-data:write' }
/** Makes a version of a file the one that everybody gets. */
export const releaseData: Permission = { name: 'open-data.release', role: 'officer', scope: 'open-data:publish' }

/** By its dataset's name and its own id, as in addresses. */
export interface DistributionRef {
  dataset: string
  distribution: string
}

/** Of a version for its officers, without language. */
export const versionAddress = ({ dataset, distribution, version }: DistributionRef & { version: number }): string =>
  `/work/data/${dataset}/files/${distribution}/versions/${version}`

export interface OwnDistribution {
  dataset: Dataset
  distribution: Distribution
  by: { person: Person; role: Role }
}

/**
 * A distribution of an authority for which the viewer works. Who may not enter at all learns nothing of what is there.
 *
 * @throws SignInNeeded, Forbidden, NotFound
 */
export async function ownDistribution(
  ctx: Context,
  ref: DistributionRef,
  permission: Permission = uploadData,
): Promise<OwnDistribution> {
  permit(ctx, permission)
  return own(ctx, ctx.db, await findDataset(ctx.db, ref.dataset), ref, permission)
}

/**
 * The same, to read: also what waits to be published, or to be confirmed, for an administrator, who publishes it for any institution.
 *
 * @throws SignInNeeded, Forbidden, NotFound
 */
export async function distributionToRead(ctx: Context, ref: DistributionRef): Promise<OwnDistribution> {
  const dataset = may(ctx, overseeData) ? await findDataset(ctx.db, ref.dataset) : undefined
  const waits = dataset && (dataset.state === 'review' || (await hasWaitingBasis(ctx.db, ref.distribution)))
  if (!waits || may(ctx, uploadData, { organisationId: dataset.organisationId })) return ownDistribution(ctx, ref)
  return inDataset(ctx.db, dataset, ref, permit(ctx, overseeData))
}

/**
 * The same, to change it; what is written about the dataset's files waits until the act is over.
 *
 * @throws also RuleBroken open-data.catalogue.describe.in-review
 */
export async function lockOwnDistribution(
  ctx: WriteContext,
  ref: DistributionRef,
  permission: Permission = uploadData,
): Promise<OwnDistribution> {
  permit(ctx, permission)
  const found = await own(ctx, ctx.tx, await lockDataset(ctx.tx, ref.dataset), ref, permission)
  refuseWhileWaiting(found.dataset)
  return found
}

async function own(
  ctx: Context,
  db: Db | Tx,
  dataset: Dataset | undefined,
  ref: DistributionRef,
  permission: Permission,
): Promise<OwnDistribution> {
  if (!dataset) throw new NotFound()
  return inDataset(db, dataset, ref, permit(ctx, permission, { organisationId: dataset.organisationId }))
}

async function inDataset(
  db: Db | Tx,
  dataset: Dataset,
  ref: DistributionRef,
  by: OwnDistribution['by'],
): Promise<OwnDistribution> {
  const distribution = (await distributionsOf(db, dataset.id)).find(({ id }) => id === ref.distribution)
  if (!distribution) throw new NotFound()
  return { dataset, distribution, by }
}
