import { randomBytes } from 'node:crypto'
import type { Stance } from '#commons/discussion/comment.ts'
import { addComment } from '#commons/discussion/store.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import type { TestApp } from './app.ts'

/** A row of a comment on an idea that is shown, as acts would have left it. */
export async function addIdeaComment(
  app: TestApp,
  idea: { id: string; number: number },
  comment: { stance?: Stance; mailboxId?: string | null; placeKey?: string } = {},
): Promise<string> {
  const now = app.clock.now()
  const id = newId(now)
  await transact(app.services.db, (tx) =>
    addComment(tx, {
      id,
      subjectKind: 'budgeting.idea',
      subjectId: idea.id,
      subjectNumber: idea.number,
      placeKey: comment.placeKey ?? 'md-cu',
      parentId: null,
      stance: comment.stance ?? 'for',
      state: 'shown',
      lang: 'ro',
      markdown: 'Da.',
      html: '<p>Da.</p>',
      salt: randomBytes(16),
      authorMailboxId: comment.mailboxId ?? null,
      authorName: null,
      authorityId: null,
      waitingSince: null,
      createdAt: now,
    }),
  )
  return id
}
