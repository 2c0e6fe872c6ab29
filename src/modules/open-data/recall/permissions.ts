import { type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { findVersionBySeq } from '../ingest/store.ts'
import type { Version } from '../ingest/version.ts'
import { everDistributionOf, findDataset, lockDataset } from '../store.ts'

/** Takes versions of the own institution's data down, corrects them, and answers for breaches. */
export const recallData: Permission = { name: 'open-data.recall', role: 'officer' }
/** The same for any institution, where nobody of it is at hand. */
export const recallAnyData: Permission = { name: 'open-data.recall-any', role: 'administrator' }

export interface VersionToRecall {
  dataset: Dataset
  distribution: Distribution & { removed: boolean }
  version: Version
  by: { person: Person; role: Role }
}

/** To look at. Also while the dataset waits to be published: what must go cannot wait. @throws SignInNeeded, Forbidden, NotFound */
export async function versionToRecall(ctx: Context, ref: VersionRef, permission: Permission): Promise<VersionToRecall> {
  permit(ctx, permission)
  return found(ctx, ctx.db, await findDataset(ctx.db, ref.dataset), ref, permission)
}

/** The same, with the dataset locked until the act is over. */
export async function lockVersionToRecall(
  ctx: WriteContext,
  ref: VersionRef,
  permission: Permission,
): Promise<VersionToRecall> {
  permit(ctx, permission)
  return found(ctx, ctx.tx, await lockDataset(ctx.tx, ref.dataset), ref, permission)
}

async function found(
  ctx: Context,
  db: Db | Tx,
  dataset: Dataset | undefined,
  ref: VersionRef,
  permission: Permission,
): Promise<VersionToRecall> {
  if (!dataset) throw new NotFound()
  const by = permit(ctx, permission, { organisationId: dataset.organisationId })
  // What was taken out of its dataset had been public, and its bytes are here.
  const distribution = await everDistributionOf(db, dataset.id, ref.distribution)
  const version = distribution && (await findVersionBySeq(db, distribution.id, ref.version))
  if (!distribution || !version) throw new NotFound()
  return { dataset, distribution, version, by }
}
