import { personOf } from '#commons/access/permit.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { findIdea, type IdeaRow, lockIdea } from '../idea-store.ts'

/** An idea of the person who asks. To others it is as if there were none. @throws SignInNeeded, NotFound */
export async function findOwnIdea(ctx: Context, number: number): Promise<IdeaRow> {
  personOf(ctx)
  return owned(ctx, await findIdea(ctx.db, number))
}

/** The same, locked until the act is over. @throws SignInNeeded, NotFound */
export async function lockOwnIdea(ctx: WriteContext, number: number): Promise<IdeaRow> {
  personOf(ctx)
  return owned(ctx, await lockIdea(ctx.tx, number))
}

function owned(ctx: Context, idea: IdeaRow): IdeaRow {
  if (idea.authorMailboxId !== personOf(ctx).mailboxId) throw new NotFound()
  return idea
}
