import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { HidingReason } from './comment.ts'
import { subjectOf } from './discussable.ts'
import { commentHidden } from './ledger-entries.ts'
import { moderateComments } from './permissions.ts'
import { lockComment } from './store.ts'
import { tellAuthor } from './tell-author.ts'
import { tellMentioned } from './tell-mentioned.ts'

/**
 * A moderator hides a comment: its place stays, with the reason that everybody reads.
 * @throws Forbidden, NotFound, RuleBroken discussion.own, discussion.changed-meanwhile
 */
export async function hideComment(ctx: WriteContext, id: string, reason: HidingReason): Promise<void> {
  const { by, comment } = await lockToDecide(ctx, id)
  if (comment.state !== 'shown' && comment.state !== 'held') throw new RuleBroken('discussion.changed-meanwhile')
  await sql`
    UPDATE discussion.comment SET state = 'hidden', hidden_reason = ${reason}, hidden_by = ${by.person.accountId}, waiting_since = NULL,
      decided_at = ${ctx.now}
    WHERE id = ${id}`.execute(ctx.tx)
  await recordAct(ctx.tx, {
    by,
    act: 'discussion.hide',
    subject: { kind: comment.subjectKind, id: String(comment.subjectNumber) },
    data: { comment: id, reason },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [commentHidden(comment, reason, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await tellAuthor(ctx, { ...comment, hiddenReason: reason }, 'hidden')
}

/** A moderator has looked and leaves it as it is; what was held is shown from now on. @throws as {@link hideComment} */
export async function leaveComment(ctx: WriteContext, id: string): Promise<void> {
  const { by, comment } = await lockToDecide(ctx, id)
  if (!comment.waitingSince || comment.state === 'hidden') throw new RuleBroken('discussion.changed-meanwhile')
  await sql`
    UPDATE discussion.comment SET state = 'shown', waiting_since = NULL, decided_at = ${ctx.now} WHERE id = ${id}`.execute(
    ctx.tx,
  )
  await recordAct(ctx.tx, {
    by,
    act: 'discussion.leave',
    subject: { kind: comment.subjectKind, id: String(comment.subjectNumber) },
    data: { comment: id },
    now: ctx.now,
  })
  const subject = comment.state === 'held' ? await subjectOf(ctx, ctx.tx, comment) : null
  if (comment.state === 'held') await tellAuthor(ctx, comment, 'shown')
  if (subject && comment.markdown) await tellMentioned(ctx, subject, comment.markdown, comment.tellsAuthority)
}

/** A comment for a moderator who may decide on it, locked until the act is over. @throws Forbidden, NotFound, RuleBroken discussion.own */
export async function lockToDecide(ctx: WriteContext, id: string) {
  permit(ctx, moderateComments)
  const comment = await lockComment(ctx.tx, id)
  const by = permit(ctx, moderateComments, { placeKey: comment.placeKey })
  if (comment.authorMailboxId === by.person.mailboxId) throw new RuleBroken('discussion.own')
  return { by, comment }
}
