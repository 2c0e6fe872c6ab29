import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { At } from './discussable.ts'
import { commentRestored } from './ledger-entries.ts'
import { lockToDecide } from './moderate-comment.ts'
import { lockOwn } from './own-comment.ts'
import { tellAuthor } from './tell-author.ts'

/** The author of a hidden comment asks another moderator to look, once. @throws SignInNeeded, NotFound, RuleBroken discussion.appeal.not-now */
export async function appealHiding(ctx: WriteContext, at: At & { comment: string }, text: string): Promise<void> {
  const comment = await lockOwn(ctx, at)
  if (comment.state !== 'hidden' || comment.appealedAt) throw new RuleBroken('discussion.appeal.not-now')
  await sql`
    UPDATE discussion.comment SET appeal_text = ${text}, appealed_at = ${ctx.now}, waiting_since = ${ctx.now} WHERE id = ${comment.id}`.execute(
    ctx.tx,
  )
}

/**
 * Another moderator than the one who hid it decides: the comment is shown again, or stays hidden for good.
 * @throws Forbidden, NotFound, RuleBroken discussion.own, discussion.changed-meanwhile, discussion.appeal.same-moderator
 */
export async function decideAppeal(ctx: WriteContext, id: string, decision: 'uphold' | 'restore'): Promise<void> {
  const { by, comment } = await lockToDecide(ctx, id)
  if (comment.state !== 'hidden' || !comment.appealedAt || comment.appealDecidedAt)
    throw new RuleBroken('discussion.changed-meanwhile')
  if (comment.hiddenBy === by.person.accountId) throw new RuleBroken('discussion.appeal.same-moderator')
  // Where its text was erased meanwhile there is nothing to show.
  const restored = decision === 'restore' && comment.markdown !== null
  await sql`
    UPDATE discussion.comment SET appeal_decided_at = ${ctx.now}, waiting_since = NULL, decided_at = ${ctx.now},
      state = ${restored ? 'shown' : 'hidden'}, hidden_reason = ${restored ? null : comment.hiddenReason} WHERE id = ${id}`.execute(
    ctx.tx,
  )
  await recordAct(ctx.tx, {
    by,
    act: `discussion.${decision}`,
    subject: { kind: comment.subjectKind, id: String(comment.subjectNumber) },
    data: { comment: id },
    now: ctx.now,
  })
  if (restored) appendEntries(ctx.tx, [commentRestored(comment, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await tellAuthor(ctx, comment, restored ? 'appeal-restored' : 'appeal-upheld')
}
