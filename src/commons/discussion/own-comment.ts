import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import type { Tx } from '#kernel/database/database.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { checkText } from './check-text.ts'
import { mayEdit } from './comment.ts'
import { type At, subjectAt } from './discussable.ts'
import { countAnswer, lockComment, type SignedComment } from './store.ts'
import { tellAuthor } from './tell-author.ts'
import { tellMentioned } from './tell-mentioned.ts'

/**
 * Its author writes a comment anew, until somebody answered or reported it.
 * @throws SignInNeeded, NotFound also for what is another person's, RuleBroken discussion.settled
 */
export async function editComment(ctx: WriteContext, at: At & { comment: string }, markdown: string): Promise<void> {
  const comment = await lockOwn(ctx, at)
  const subject = await subjectAt(ctx, ctx.tx, at)
  if (!mayEdit(comment) || !subject.open) throw new RuleBroken('discussion.settled')
  if (markdown === comment.markdown) return
  const { text, stopped } = checkText(markdown)
  // What was held stays so: its author cannot let it through by writing it in another way.
  const held = stopped || comment.state === 'held'
  await sql`
    UPDATE discussion.comment SET text_markdown = ${text.markdown}, text_html = ${text.html}, text_salt = ${text.salt}, edited_at = ${ctx.now},
      state = ${held ? 'held' : 'shown'}, waiting_since = ${held ? (comment.waitingSince ?? ctx.now) : null}
    WHERE id = ${comment.id}`.execute(ctx.tx)
  if (held && comment.state !== 'held') await tellAuthor(ctx, comment, 'held')
  if (!held) await tellMentioned(ctx, subject, markdown)
}

/**
 * Its author takes a comment back. Where others have answered, its place stays, without text or name; so does the place of one that a
 * moderator has hidden.
 */
export async function withdrawComment(ctx: WriteContext, at: At & { comment: string }): Promise<void> {
  const comment = await lockOwn(ctx, at)
  await removeText(ctx.tx, comment.id)
}

/** Erases what a comment says and whose it is; the row stays where others build on it. Nothing happens to one that is gone. */
export async function removeText(tx: Tx, id: string): Promise<void> {
  // An answer that is being written holds the row: this waits, and then finds it answered.
  const { rows } = await sql<{ parentId: string | null }>`
    DELETE FROM discussion.comment WHERE id = ${id} AND answers = 0 AND state <> 'hidden' RETURNING parent_id AS "parentId"`.execute(
    tx,
  )
  if (rows[0]) {
    if (rows[0].parentId) await countAnswer(tx, rows[0].parentId, -1)
    return
  }
  await sql`DELETE FROM discussion.flag WHERE comment_id = ${id}`.execute(tx)
  await sql`
    UPDATE discussion.comment SET state = CASE state WHEN 'hidden' THEN 'hidden' ELSE 'removed' END, text_markdown = NULL, text_html = NULL,
      text_salt = NULL, author_mailbox_id = NULL, author_name = NULL, waiting_since = NULL, appeal_text = NULL
    WHERE id = ${id}`.execute(tx)
}

/** The viewer's own comment. @throws NotFound also for another person's */
export async function lockOwn(ctx: WriteContext, at: At & { comment: string }): Promise<SignedComment> {
  const { mailboxId } = personOf(ctx)
  const subject = await subjectAt(ctx, ctx.tx, at)
  const comment = await lockComment(ctx.tx, at.comment)
  if (comment.subjectId !== subject.id || comment.authorMailboxId !== mailboxId) throw new NotFound()
  return comment
}
