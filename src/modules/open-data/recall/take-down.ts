import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { countChangesJob } from '../versions/count-changes.ts'
import { clearCopiesJob } from './clear-copies.ts'
import { fallBack } from './fall-back.ts'
import type { VersionToRecall } from './permissions.ts'
import { forgetContents, markRecalled, stopPrograms, type TakenVersion, type TakingDown } from './take-down-store.ts'

/**
 * Takes versions down in one act: from its commit on nobody gets anything of them, and soon afterwards no copy is left.
 *
 * @returns the id of the act
 */
export async function takeDown(
  ctx: WriteContext,
  { by }: Pick<VersionToRecall, 'by'>,
  taken: TakenVersion[],
  why: Pick<TakingDown, 'reason' | 'text' | 'lang'>,
): Promise<string> {
  const ids = taken.map(({ id }) => id)
  const how = {
    ...why,
    actId: newId(ctx.now),
    byRole: by.role.name === 'administrator' ? ('administrator' as const) : ('officer' as const),
    accountId: by.person.accountId,
    now: ctx.now,
  }
  await markRecalled(ctx.tx, ids, how)
  await forgetContents(ctx.tx, ids, how)
  if (why.reason !== 'draft') await stopPrograms(ctx.tx, ids)
  await fallBack(ctx.tx, ids, ctx.now)
  await enqueue(ctx.tx, clearCopiesJob, null)
  // What comes after is compared with another version now.
  await enqueue(ctx.tx, countChangesJob, null)
  return how.actId
}
