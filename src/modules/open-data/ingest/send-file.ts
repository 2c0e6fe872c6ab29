import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken, TooMany } from '#kernel/errors.ts'
import type { ArrivedFile } from '#kernel/files/arrived-file.ts'
import { plainName } from '#kernel/files/plain-name.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { countAgainst, type Limit } from '#kernel/http/limits.ts'
import { refuseWhileWaiting } from '../catalogue/permissions.ts'
import { addNextVersion } from './add-version.ts'
import { type DistributionRef, lockOwnDistribution, type OwnDistribution, ownDistribution } from './permissions.ts'
import type { Version } from './version.ts'

/** Of one person: reading takes minutes of a processor. */
const perPerson: Limit = { name: 'open-data.uploads', max: 60, seconds: 3600 }

export interface VersionRef extends DistributionRef {
  version: number
}

/** Before a byte of it is taken. @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.ingest.outside, .catalogue.describe.in-review */
export async function mayUpload(ctx: Context, ref: DistributionRef): Promise<OwnDistribution> {
  const own = await ownDistribution(ctx, ref)
  refuseWhileWaiting(own.dataset)
  // What lies elsewhere is changed there.
  if (own.distribution.url !== null) throw new RuleBroken('open-data.ingest.outside')
  return own
}

/**
 * An officer sends a file of a dataset: it is kept as it came, and read soon after.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.ingest.outside, TooMany
 */
export async function sendFile(
  ctx: WriteContext,
  ref: DistributionRef,
  form: { file: ArrivedFile },
): Promise<VersionRef> {
  await mayUpload(ctx, ref)
  await countUpload(ctx)
  return keepArrived(ctx, ref, form)
}

/** The same, where the try was counted already. */
export async function keepArrived(
  ctx: WriteContext,
  ref: DistributionRef,
  { file }: { file: ArrivedFile },
): Promise<VersionRef> {
  await mayUpload(ctx, ref)
  return keepFile(ctx, ref, file)
}

/** What came becomes the next version. @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.catalogue.describe.in-review */
export async function keepFile(ctx: WriteContext, ref: DistributionRef, file: ArrivedFile): Promise<VersionRef> {
  const kept = await ctx.files.putFile(file.place)
  const version = await keepSent(ctx, ref, { fileName: plainName(file.name), ...kept })
  return { ...ref, version: version.seq }
}

/** @throws TooMany */
export async function countUpload(ctx: Context): Promise<void> {
  const seconds = await countAgainst(ctx.db, perPerson, String(ctx.viewer.accountId), ctx.now)
  if (seconds !== null) throw new TooMany(seconds)
}

/** The version that a whole file becomes. */
export async function keepSent(
  ctx: WriteContext,
  ref: DistributionRef,
  file: Pick<Version, 'fileName' | 'sha256' | 'size'>,
): Promise<Version> {
  const own = await lockOwnDistribution(ctx, ref)
  const version = await addNextVersion(ctx, own, file)
  await recordAct(ctx.tx, {
    by: own.by,
    act: 'open-data.upload',
    subject: { kind: 'open-data.dataset', id: own.dataset.name },
    data: { distribution: own.distribution.id, version: version.seq, sha256: version.sha256 },
    now: ctx.now,
  })
  return version
}
