import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { isId } from '#kernel/ids.ts'
import type { Stance } from './comment.ts'
import { readCountCursor } from './count-cursor.ts'
import { type At, type Discussed, subjectAt } from './discussable.ts'
import type { Sort } from './fields.ts'
import type { CommentItem, CommentView, DiscussionView, FlagView, SubjectLine } from './replies.ts'
import {
  answersAfter,
  countComments,
  findComment,
  firstAnswers,
  mostUseful,
  newest,
  type SignedComment,
} from './store.ts'

const PAGE = 20
const ANSWERS = 5
const ANSWERS_PAGE = 50

export interface ListQuery {
  sort: Sort | null
  stance: Stance | null
  after: string | null
}

/** What everybody says about a subject, each comment with its first answers. */
export async function showDiscussion(ctx: Context, at: At, query: ListQuery): Promise<DiscussionView> {
  const subject = await subjectAt(ctx, ctx.db, at)
  const sort = query.sort ?? 'useful'
  const [rows, counted] = await Promise.all([
    commentsOf(ctx, subject, { ...query, sort }),
    countComments(ctx.db, subject.id),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const answers = Map.groupBy(
    await firstAnswers(
      ctx.db,
      shown.filter(({ answers }) => answers > 0).map(({ id }) => id),
      ANSWERS + 1,
    ),
    ({ parentId }) => parentId,
  )
  const countOf = (stance: Stance | null) => counted.find((one) => one.stance === stance)?.count ?? 0
  return {
    subject: subjectLine(subject),
    counts: { for: countOf('for'), against: countOf('against'), question: countOf('question'), answers: countOf(null) },
    items: shown.map((comment) => {
      const own = answers.get(comment.id) ?? []
      return {
        ...commentItem(comment, ctx.lang),
        answers: own.slice(0, ANSWERS).map((answer) => commentItem(answer, ctx.lang)),
        moreAnswers: own.length > ANSWERS,
      }
    }),
    total: counted.reduce((sum, { count }) => sum + count, 0),
    next:
      rows.length > PAGE && last
        ? writeCursor({ at: sort === 'new' ? last.createdAt : String(last.useful), id: last.id })
        : null,
    query: { ...query, sort },
  }
}

function commentsOf(ctx: Context, subject: Discussed, query: ListQuery): Promise<SignedComment[]> {
  const { stance, after } = query
  const limit = PAGE + 1
  if (query.sort === 'new')
    return newest(ctx.db, subject.id, { stance, after: after === null ? null : readCursor(after), limit })
  return mostUseful(ctx.db, subject.id, { stance, after: after === null ? null : readCountCursor(after), limit })
}

/** One comment with all its answers, in the order in which they came. @throws NotFound also for an answer: it has no page of its own */
export async function showComment(
  ctx: Context,
  at: At & { comment: string },
  query: { after: string | null },
): Promise<CommentView> {
  const { subject, comment } = await publicComment(ctx, at)
  if (comment.parentId) throw new NotFound()
  const rows = await answersAfter(ctx.db, comment.id, query.after && readId(query.after), ANSWERS_PAGE + 1)
  return {
    subject: subjectLine(subject),
    comment: commentItem(comment, ctx.lang),
    answers: rows.slice(0, ANSWERS_PAGE).map((answer) => commentItem(answer, ctx.lang)),
    next: rows.length > ANSWERS_PAGE ? (rows[ANSWERS_PAGE - 1]?.id ?? null) : null,
  }
}

/** The form with which a reader reports a comment. */
export async function showFlag(ctx: Context, at: At & { comment: string }): Promise<FlagView> {
  const { subject, comment } = await publicComment(ctx, at)
  if (comment.state !== 'shown') throw new NotFound()
  return { subject: subjectLine(subject), comment: commentItem(comment, ctx.lang) }
}

/** A comment of a subject that everybody may see. @throws NotFound */
export async function publicComment(ctx: Context, at: At & { comment: string }) {
  const subject = await subjectAt(ctx, ctx.db, at)
  const comment = await findComment(ctx.db, at.comment)
  if (comment.subjectId !== subject.id || comment.state === 'held') throw new NotFound()
  return { subject, comment }
}

export function subjectLine({ slug, number, title, lang, path, open }: Discussed): SubjectLine {
  return { kind: slug, number, title, lang, path, open }
}

/** What everybody learns of a comment: nothing of what was hidden or removed, no name that its author did not choose to show. */
export function commentItem(comment: SignedComment, lang: Lang): CommentItem {
  const shown = comment.state === 'shown'
  return {
    id: comment.id,
    stance: comment.stance,
    state: comment.state === 'held' ? 'removed' : comment.state,
    lang: comment.lang,
    html: shown ? comment.html : null,
    author: shown ? comment.authorName : null,
    authority: comment.authority && inLang(comment.authority, lang),
    hiddenReason: comment.hiddenReason,
    useful: comment.useful,
    at: comment.createdAt.toISOString(),
    editedAt: shown ? (comment.editedAt?.toISOString() ?? null) : null,
  }
}

function readId(after: string): string {
  if (!isId(after)) throw new NotFound()
  return after
}
