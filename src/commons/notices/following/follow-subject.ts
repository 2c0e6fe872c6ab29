import { personOf } from '#commons/access/permit.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { requestFollow } from '../follow-by-mail.ts'
import { endFollowing, follow, isFollowing } from '../subscriptions.ts'
import { followedAt } from './followable.ts'
import type { FollowSubjectView } from './replies.ts'

interface At {
  kind: string
  subject: string
}

/** Whether the viewer follows a subject. @throws NotFound */
export async function showFollowSubject(ctx: Context, at: At): Promise<FollowSubjectView> {
  const { kind, id, title, lang, path, atOnce } = await followedAt(ctx, at)
  const { accountId, mailboxId } = ctx.viewer
  return {
    ...at,
    title,
    lang,
    path,
    atOnce,
    signedIn: accountId !== null,
    following: mailboxId ? await isFollowing(ctx.db, mailboxId, { kind, id }) : false,
  }
}

/** Follows with the account, or asks the address that was typed by mail. @throws NotFound, InvalidInput */
export async function followSubject(ctx: WriteContext, at: At, email: string | null): Promise<'account' | 'mail'> {
  const { kind, id, title, path } = await followedAt(ctx, at)
  const subject = { kind, id }
  if (email !== null) {
    await requestFollow(ctx, { email, subject, path, title })
    return 'mail'
  }
  if (ctx.viewer.accountId === null)
    throw new InvalidInput([{ field: 'email', text: { key: 'kernel.form.not-email' } }])
  await follow(ctx.tx, personOf(ctx).mailboxId, subject, ctx.now)
  return 'account'
}

/** @throws SignInNeeded, NotFound */
export async function unfollowSubject(ctx: WriteContext, at: At): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const { kind, id } = await followedAt(ctx, at)
  await endFollowing(ctx.tx, mailboxId, { kind, id }, ctx.now)
}
