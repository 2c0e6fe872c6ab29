import type { Person, Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { reuseRemoved } from './ledger-entries.ts'
import { permitReview, permitReviewing } from './permissions.ts'
import { type RefusalReason, type Reuse, reuseLife } from './reuse.ts'
import { datasetsOfReuses, lockReuse, setListed, setLookedAt, setRefused } from './store.ts'
import { tellAuthor } from './tell-author.ts'

interface Ref {
  number: number
}

/**
 * From now on everybody sees it.
 *
 * @param seen when it was proposed as the official saw it: its author may have written it anew since
 * @throws Forbidden, NotFound, RuleBroken open-data.around.own, .changed-meanwhile
 */
export async function listReuse(ctx: WriteContext, { number }: Ref, seen: string): Promise<void> {
  const { by, reuse } = await lockToReview(ctx, number)
  const asSeen = reuse.proposedAt.toISOString() === seen
  if (!asSeen || !canMove(reuseLife, reuse.state, 'list', 'official'))
    throw new RuleBroken('open-data.around.changed-meanwhile')
  await setListed(ctx.tx, reuse.id, by.person.accountId, ctx.now)
  await record(ctx, by, 'list-reuse', reuse)
  await tellAuthor(ctx, reuse, 'listed')
}

/**
 * It is not listed, or no longer, for a reason that its author is told; of what was public the public log says so, too.
 *
 * @param said.seen as with {@link listReuse}
 * @throws as {@link listReuse}
 */
export async function refuseReuse(
  ctx: WriteContext,
  { number }: Ref,
  { reason, seen }: { reason: RefusalReason; seen: string | null },
): Promise<void> {
  const { by, reuse } = await lockToReview(ctx, number)
  const asSeen = seen === null || reuse.proposedAt.toISOString() === seen
  if (!asSeen || !canMove(reuseLife, reuse.state, 'refuse', 'official'))
    throw new RuleBroken('open-data.around.changed-meanwhile')
  const wasListed = reuse.state === 'listed'
  await setRefused(ctx.tx, reuse.id, reason, by.person.accountId, ctx.now)
  await record(ctx, by, wasListed ? 'remove-reuse' : 'refuse-reuse', reuse, { reason })
  if (wasListed) appendEntries(ctx.tx, [reuseRemoved(reuse, reason, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await tellAuthor(ctx, { ...reuse, refusedReason: reason }, wasListed ? 'removed' : 'refused')
}

/** What readers reported stays as it is. @throws as {@link listReuse} */
export async function leaveReuse(ctx: WriteContext, { number }: Ref): Promise<void> {
  const { by, reuse } = await lockToReview(ctx, number)
  if (reuse.state !== 'listed' || !reuse.waitingSince) throw new RuleBroken('open-data.around.changed-meanwhile')
  await setLookedAt(ctx.tx, reuse.id, by.person.accountId, ctx.now)
  await record(ctx, by, 'leave-reuse', reuse)
}

/** Nobody decides on their own. */
async function lockToReview(ctx: WriteContext, number: number) {
  permitReviewing(ctx)
  const reuse = await lockReuse(ctx.tx, number)
  const by = permitReview(ctx, await datasetsOfReuses(ctx.tx, [reuse.id]))
  if (reuse.authorMailboxId === by.person.mailboxId) throw new RuleBroken('open-data.around.own')
  return { by, reuse }
}

async function record(
  ctx: WriteContext,
  by: { person: Person; role: Role },
  act: 'list-reuse' | 'refuse-reuse' | 'remove-reuse' | 'leave-reuse',
  { number }: Reuse,
  data: Record<string, unknown> = {},
): Promise<void> {
  const subject = { kind: 'open-data.reuse', id: String(number) }
  await recordAct(ctx.tx, { by, act: `open-data.${act}`, subject, data, now: ctx.now })
}
