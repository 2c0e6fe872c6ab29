import { personOf } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { findIdea, type IdeaRow, lockIdea } from '../idea-store.ts'
import { isCoAuthor } from './co-author-store.ts'

/** An idea that the person who asks wrote, alone or with others. To others it is as if there were none. @throws SignInNeeded, NotFound */
export async function findWrittenIdea(ctx: Context, number: number): Promise<IdeaRow> {
  return written(ctx, ctx.db, await findIdea(ctx.db, signedIn(ctx, number)))
}

/** The same, locked until the act is over. @throws SignInNeeded, NotFound */
export async function lockWrittenIdea(ctx: WriteContext, number: number): Promise<IdeaRow> {
  return written(ctx, ctx.tx, await lockIdea(ctx.tx, signedIn(ctx, number)))
}

/** An idea whose author asks, locked: what co-authors do not do. @throws SignInNeeded, NotFound */
export async function lockOwnIdea(ctx: WriteContext, number: number): Promise<IdeaRow> {
  const idea = await lockIdea(ctx.tx, signedIn(ctx, number))
  if (idea.authorMailboxId !== personOf(ctx).mailboxId) throw new NotFound()
  return idea
}

/** Whether somebody is the author of an idea or writes it with the author. */
export async function writtenByViewer(db: Db | Tx, idea: IdeaRow, mailboxId: string): Promise<boolean> {
  return idea.authorMailboxId === mailboxId || isCoAuthor(db, idea.id, mailboxId)
}

/** Who is not signed in does not learn what is there. */
function signedIn(ctx: Context, number: number): number {
  personOf(ctx)
  return number
}

async function written(ctx: Context, db: Db | Tx, idea: IdeaRow): Promise<IdeaRow> {
  if (!(await writtenByViewer(db, idea, personOf(ctx).mailboxId))) throw new NotFound()
  return idea
}
