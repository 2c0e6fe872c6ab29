import { sql } from 'kysely'
import { may, personOf } from '#commons/access/permit.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import { mayEdit } from './comment.ts'
import { type At, subjectAt } from './discussable.ts'
import { excerpt } from './excerpt.ts'
import { answerComments } from './permissions.ts'
import type { OwnView, WritingView } from './replies.ts'
import { commentItem, publicComment, subjectLine } from './show-discussion.ts'
import { findComment, type SignedComment } from './store.ts'

/** The form for a comment. */
export async function showWriting(ctx: Context, at: At): Promise<WritingView> {
  const { name, mailboxId } = personOf(ctx)
  const subject = await subjectAt(ctx, ctx.db, at)
  return {
    subject: subjectLine(subject),
    name,
    mine: await mineOn(ctx, subject.id, mailboxId),
    answers: null,
    asAuthority: null,
    authority: await nameOf(ctx, subject.organisationId),
  }
}

/** The form for an answer, with what is answered. */
export async function showAnswering(ctx: Context, at: At & { comment: string }): Promise<WritingView> {
  const { name, mailboxId } = personOf(ctx)
  const { subject, comment } = await publicComment(ctx, at)
  const { organisationId } = subject
  return {
    subject: subjectLine(subject),
    name,
    mine: await mineOn(ctx, subject.id, mailboxId),
    answers: commentItem(comment, ctx.lang),
    asAuthority: may(ctx, answerComments, { organisationId }) ? await nameOf(ctx, organisationId) : null,
    authority: await nameOf(ctx, organisationId),
  }
}

const MINE = 20

async function mineOn(ctx: Context, subjectId: string, mailboxId: string): Promise<WritingView['mine']> {
  const { rows } = await sql<{ id: string; text: string; lang: Lang; at: Date }>`
    SELECT id, text_markdown AS text, lang, created_at AS at FROM discussion.comment
    WHERE author_mailbox_id = ${mailboxId} AND subject_id = ${subjectId} AND text_markdown IS NOT NULL
    ORDER BY id DESC LIMIT ${MINE}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, text: excerpt(row.text), at: row.at.toISOString() }))
}

async function nameOf(ctx: Context, organisationId: string): Promise<string | null> {
  const { rows } = await sql<{ name: Localised }>`
    SELECT name FROM organisations.organisation WHERE id = ${organisationId}`.execute(ctx.db)
  return rows[0] ? inLang(rows[0].name, ctx.lang) : null
}

function appealOf({ appealedAt, appealDecidedAt }: SignedComment): OwnView['appeal'] {
  if (!appealedAt) return 'possible'
  return appealDecidedAt ? 'upheld' : 'waits'
}

/** What a comment is to the person who asks: their own, found useful, or neither. What is held is its author's alone. */
export async function showOwn(ctx: Context, at: At & { comment: string }): Promise<OwnView> {
  const { mailboxId } = personOf(ctx)
  const subject = await subjectAt(ctx, ctx.db, at)
  const comment = await findComment(ctx.db, at.comment)
  const mine = comment.authorMailboxId === mailboxId
  if (comment.subjectId !== subject.id || (comment.state === 'held' && !mine)) throw new NotFound()
  const { rows } = await sql`
    SELECT FROM discussion.useful WHERE comment_id = ${comment.id} AND mailbox_id = ${mailboxId}`.execute(ctx.db)
  const item = commentItem(comment, ctx.lang)
  return {
    subject: subjectLine(subject),
    comment: mine ? { ...item, html: comment.html } : item,
    mine,
    waits: comment.state === 'held',
    mayEdit: mine && subject.open && mayEdit(comment),
    markdown: mine ? comment.markdown : null,
    foundUseful: rows.length > 0,
    appeal: !mine || comment.state !== 'hidden' ? null : appealOf(comment),
  }
}
