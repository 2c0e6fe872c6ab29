import { may, type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import { NotFound } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { overseeData } from '../catalogue/permissions.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { findVersionBySeq } from '../ingest/store.ts'
import type { Version } from '../ingest/version.ts'
import { distributionsOf, lockDataset } from '../store.ts'
import { hasWaitingBasis } from './store.ts'

/** Confirms, as the second person, that personal data in a file of the own institution may be published. */
export const confirmBasis: Permission = { name: 'open-data.confirm-basis', role: 'officer' }

/** Names the law by which personal data in a file of the own institution may be published; no program does. */
export const nameBasis: Permission = { name: 'open-data.name-basis', role: 'officer' }

export interface ToConfirm {
  dataset: Dataset
  distribution: Distribution
  version: Version
  by: { person: Person; role: Role }
}

/**
 * A version that another official of its institution, or an administrator, judges; locked until the act is over.
 *
 * @throws SignInNeeded, Forbidden, NotFound
 */
export async function lockToConfirm(ctx: WriteContext, ref: VersionRef): Promise<ToConfirm> {
  if (!may(ctx, confirmBasis)) permit(ctx, overseeData)
  const dataset = await lockDataset(ctx.tx, ref.dataset)
  if (!dataset) throw new NotFound()
  const own = { organisationId: dataset.organisationId }
  const by =
    may(ctx, overseeData) && !may(ctx, confirmBasis, own) ? permit(ctx, overseeData) : permit(ctx, confirmBasis, own)
  const distribution = (await distributionsOf(ctx.tx, dataset.id)).find(({ id }) => id === ref.distribution)
  const version = distribution && (await findVersionBySeq(ctx.tx, distribution.id, ref.version))
  // An administrator sees only what waits for one.
  if (!version || (by.role.name === 'administrator' && !(await hasWaitingBasis(ctx.tx, distribution.id))))
    throw new NotFound()
  return { dataset, distribution, version, by }
}
