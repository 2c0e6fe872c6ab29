import type { Permission } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { distributionToRead, lockOwnDistribution, type OwnDistribution } from './permissions.ts'
import type { VersionRef } from './send-file.ts'
import { findVersionBySeq } from './store.ts'
import type { Version } from './version.ts'

export interface OwnVersion extends OwnDistribution {
  version: Version
}

/** To read. @throws SignInNeeded, Forbidden, NotFound */
export async function ownVersion(ctx: Context, ref: VersionRef): Promise<OwnVersion> {
  return withVersion(ctx.db, await distributionToRead(ctx, ref), ref)
}

/** To change it; what is written about the dataset's files waits until the act is over. */
export async function lockOwnVersion(ctx: WriteContext, ref: VersionRef, permission: Permission): Promise<OwnVersion> {
  return withVersion(ctx.tx, await lockOwnDistribution(ctx, ref, permission), ref)
}

async function withVersion(db: Db | Tx, own: OwnDistribution, { version: seq }: VersionRef): Promise<OwnVersion> {
  const version = await findVersionBySeq(db, own.distribution.id, seq)
  if (!version) throw new NotFound()
  return { ...own, version }
}
