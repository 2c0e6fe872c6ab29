import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { type At, subjectAt } from './discussable.ts'
import { findComment } from './store.ts'

/** Somebody finds a comment useful: once a person, however often it is sent. @throws SignInNeeded, NotFound, RuleBroken discussion.useful.own */
export async function markUseful(ctx: WriteContext, at: At & { comment: string }): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const subject = await subjectAt(ctx, ctx.tx, at)
  const comment = await findComment(ctx.tx, at.comment)
  if (comment.subjectId !== subject.id || comment.state !== 'shown') throw new NotFound()
  if (comment.authorMailboxId === mailboxId) throw new RuleBroken('discussion.useful.own')
  const { rows } = await sql`
    INSERT INTO discussion.useful (comment_id, mailbox_id, marked_at) VALUES (${comment.id}, ${mailboxId}, ${ctx.now})
    ON CONFLICT ON CONSTRAINT useful_once_a_person DO NOTHING RETURNING comment_id`.execute(ctx.tx)
  // Counted in the row: a list ordered by it reads an index, and no comment is marked by hundreds a second.
  if (rows.length > 0)
    await sql`UPDATE discussion.comment SET useful = useful + 1 WHERE id = ${comment.id}`.execute(ctx.tx)
}

/** Takes it back. */
export async function unmarkUseful(ctx: WriteContext, at: At & { comment: string }): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const subject = await subjectAt(ctx, ctx.tx, at)
  const comment = await findComment(ctx.tx, at.comment)
  if (comment.subjectId !== subject.id) throw new NotFound()
  const { rows } = await sql`
    DELETE FROM discussion.useful WHERE comment_id = ${comment.id} AND mailbox_id = ${mailboxId} RETURNING comment_id`.execute(
    ctx.tx,
  )
  if (rows.length > 0)
    await sql`UPDATE discussion.comment SET useful = useful - 1 WHERE id = ${comment.id}`.execute(ctx.tx)
}
