import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import type { Dataset } from '../dataset.ts'
import { clearCopiesJob } from './clear-copies.ts'
import { clearAgain, holdBytes, isRecalled } from './copies-store.ts'
import { neverAgain } from './recall.ts'

/** Kept with it is that these bytes are to be cleared again. */
class BytesRecalled extends RuleBroken<'open-data.recall.same-bytes'> {
  override commits = true
  readonly sha256: string

  constructor(sha256: string) {
    super('open-data.recall.same-bytes')
    this.sha256 = sha256
  }
}

/** For an act that is rolled back whole when bytes were refused: that they are to be cleared again is written in a transaction of its own. */
export async function clearRefused(db: Db, error: unknown): Promise<void> {
  if (error instanceof BytesRecalled) await transact(db, (tx) => clearLater(tx, error.sha256))
}

/**
 * Bytes that were taken down do not come back by mistake. What had just been kept of them goes again.
 *
 * @throws RuleBroken open-data.recall.same-bytes, .send-again
 */
export async function refuseRecalledBytes(
  ctx: Pick<WriteContext, 'tx' | 'files'>,
  { organisationId }: Pick<Dataset, 'organisationId'>,
  sha256: string,
): Promise<void> {
  await holdBytes(ctx.tx, sha256)
  if (await isRecalled(ctx.tx, sha256, organisationId, neverAgain)) {
    await clearLater(ctx.tx, sha256)
    throw new BytesRecalled(sha256)
  }
  // Another version of these bytes was deleted while they were on their way.
  if (!(await ctx.files.has(sha256))) throw new RuleBroken('open-data.recall.send-again')
}

async function clearLater(tx: Tx, sha256: string): Promise<void> {
  await clearAgain(tx, sha256)
  await enqueue(tx, clearCopiesJob, null)
}

/** The same, before a version that is here is published. @throws RuleBroken open-data.recall.same-bytes */
export async function refuseRecalledVersion(
  ctx: Pick<WriteContext, 'tx'>,
  { organisationId }: Pick<Dataset, 'organisationId'>,
  { sha256 }: { sha256: string },
): Promise<void> {
  if (await isRecalled(ctx.tx, sha256, organisationId, neverAgain)) throw new RuleBroken('open-data.recall.same-bytes')
}
