import { personOf } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { subjectOf } from './discussable.ts'
import { excerpt } from './excerpt.ts'
import type { MyComments } from './replies.ts'
import { subjectLine } from './show-discussion.ts'
import { commentsOfAuthor } from './store.ts'

const PAGE = 20

/** What the person who asks has written anywhere, newest first, also what waits for a moderator or was hidden. @throws SignInNeeded */
export async function listOwnComments(ctx: Context, query: { after: string | null }): Promise<MyComments> {
  const { mailboxId } = personOf(ctx)
  const rows = await commentsOfAuthor(ctx.db, mailboxId, query.after ? readCursor(query.after) : null, PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const kinds = new Map(shown.map((one) => [one.subjectId, one]))
  const subjects = new Map(
    await Promise.all([...kinds].map(async ([id, one]) => [id, await subjectOf(ctx, ctx.db, one)] as const)),
  )
  return {
    items: shown.map(({ id, subjectId, state, lang, markdown, createdAt }) => {
      const subject = subjects.get(subjectId) ?? null
      return {
        id,
        subject: subject && subjectLine(subject),
        state,
        lang,
        text: excerpt(markdown ?? ''),
        at: createdAt.toISOString(),
      }
    }),
    next: rows.length > PAGE && last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
    first: query.after === null,
  }
}
