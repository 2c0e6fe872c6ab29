import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import type { Dataset } from '../dataset.ts'
import { clearCopiesJob } from './clear-copies.ts'
import { clearAgain, holdBytes, isRecalled } from './copies-store.ts'
import { neverAgain } from './recall.ts'

/**
 * Bytes that were taken down do not come back by mistake. What had just been kept of them goes again.
 *
 * @throws RuleBroken open-data.recall.same-bytes, .send-again
 */
export async function refuseRecalledBytes(
  ctx: WriteContext,
  { organisationId }: Pick<Dataset, 'organisationId'>,
  sha256: string,
): Promise<void> {
  await holdBytes(ctx.tx, sha256)
  if (await isRecalled(ctx.tx, sha256, organisationId, neverAgain)) {
    await clearAgain(ctx.tx, sha256)
    await enqueue(ctx.tx, clearCopiesJob, null)
    throw Object.assign(new RuleBroken('open-data.recall.same-bytes'), { commits: true })
  }
  // Another version of these bytes was deleted while they were on their way.
  if (!(await ctx.files.has(sha256))) throw new RuleBroken('open-data.recall.send-again')
}

/** The same, before a version that is here is published. @throws RuleBroken open-data.recall.same-bytes */
export async function refuseRecalledVersion(
  ctx: WriteContext,
  { organisationId }: Pick<Dataset, 'organisationId'>,
  { sha256 }: { sha256: string },
): Promise<void> {
  if (await isRecalled(ctx.tx, sha256, organisationId, neverAgain)) throw new RuleBroken('open-data.recall.same-bytes')
}
