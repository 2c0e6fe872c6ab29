import { personOf } from '#commons/access/permit.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { after } from '#kernel/clock.ts'
import { Gone, InvalidInput, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { Context, Services, WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { IdeaState } from '../idea.ts'
import { findIdea, type IdeaRow, isHidden, lockIdea } from '../idea-store.ts'
import {
  addInvitation,
  coAuthorsOf,
  forgetInvitations,
  invitationBy,
  removeCoAuthor,
  takeInvitation,
} from './co-author-store.ts'
import { linkOf } from './idea-in-list.ts'
import { lockOwnIdea, lockWrittenIdea } from './own-idea.ts'
import type { InvitationView } from './replies.ts'

/** Besides the author; who waits for an answer counts too. */
const MOST = 5
/** Days in which an invitation can be answered; then its address is deleted. */
export const INVITATION_DAYS = 14
/** Mails to addresses that somebody else typed. */
const perDay = { name: 'budgeting.co-author-mail', max: 10, seconds: 86_400 }

/** Before it is on the ballot or over. */
const invites: readonly IdeaState[] = ['proposed', 'review', 'accepted', 'refused', 'appealed', 'to-answer']
export const mayInvite = (idea: IdeaRow) => invites.includes(idea.state) && !isHidden(idea)

/** The author asks somebody by mail to write the idea together. @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken */
export async function inviteCoAuthor(
  ctx: WriteContext,
  number: number,
  { email }: { email: string },
): Promise<{ number: number }> {
  const person = personOf(ctx)
  const idea = await lockOwnIdea(ctx, number)
  if (!mayInvite(idea)) throw new RuleBroken('budgeting.changed-meanwhile')
  const there = await coAuthorsOf(ctx.tx, idea.id)
  // Asked already: a second click is the first one.
  if (there.some((one) => one.email === email)) return { number }
  if (there.length >= MOST)
    throw new InvalidInput([{ field: 'email', text: { key: 'budgeting.ideas.co-authors.full', args: { max: MOST } } }])
  const wait = await countAgainst(ctx.db, perDay, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const token = newToken()
  await addInvitation(ctx.tx, { id: newId(ctx.now), ideaId: idea.id, hash: tokenHash(token), email, now: ctx.now })
  const t = ctx.translate(ctx.lang)
  const args = {
    title: idea.title,
    name: person.name ?? t('budgeting.ideas.co-authors.somebody'),
    days: INVITATION_DAYS,
  }
  const letter = composeMail(ctx, {
    to: email,
    lang: ctx.lang,
    subject: t('budgeting.ideas.co-authors.mail.subject', args),
    paragraphs: [t('budgeting.ideas.co-authors.mail.text', args), t('budgeting.ideas.co-authors.mail.how', args)],
    button: {
      label: t('budgeting.ideas.co-authors.mail.button'),
      url: `${ctx.publicUrl}/${ctx.lang}/co-authors/${token}`,
    },
    footer: [t('budgeting.ideas.co-authors.mail.footer', args)],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
  return { number }
}

/** What somebody is asked to write with others. @throws SignInNeeded, Gone */
export async function showInvitation(ctx: Context, { token }: { token: string }): Promise<InvitationView> {
  const person = personOf(ctx)
  const idea = await invited(ctx, token)
  return { idea: linkOf(ctx, idea.idea), name: person.name, open: mayInvite(idea.idea) }
}

/**
 * The person who got the mail accepts; named in public only as an adult who wants so.
 *
 * @throws SignInNeeded, Gone, InvalidInput, RuleBroken budgeting.changed-meanwhile
 */
export async function answerInvitation(
  ctx: WriteContext,
  { token }: { token: string },
  form: { answer: 'accept' | 'decline'; showName: boolean; adult: boolean },
): Promise<{ number: number; slug: string }> {
  const person = personOf(ctx)
  const { id, idea: found } = await invited({ ...ctx, db: ctx.tx }, token)
  const idea = await lockIdea(ctx.tx, found.number)
  const { number, slug } = idea
  if (form.answer === 'decline') {
    await removeCoAuthor(ctx.tx, idea.id, id, null)
    return { number, slug }
  }
  if (!mayInvite(idea)) throw new RuleBroken('budgeting.changed-meanwhile')
  if (form.showName && !person.name)
    throw new InvalidInput([{ field: 'showName', text: { key: 'budgeting.ideas.show-name.none' } }])
  if (form.showName && !form.adult)
    throw new InvalidInput([{ field: 'adult', text: { key: 'budgeting.ideas.adult.missing' } }])
  // The author writes it already.
  if (idea.authorMailboxId === person.mailboxId) await removeCoAuthor(ctx.tx, idea.id, id, null)
  else
    await takeInvitation(ctx.tx, id, {
      mailboxId: person.mailboxId,
      name: form.showName ? person.name : null,
      now: ctx.now,
    })
  return { number, slug }
}

/** The author lets somebody go or takes an invitation back; a co-author goes. @throws SignInNeeded, NotFound */
export async function dismissCoAuthor(ctx: WriteContext, number: number, id: string): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const idea = await lockWrittenIdea(ctx, number)
  await removeCoAuthor(ctx.tx, idea.id, id, idea.authorMailboxId === mailboxId ? null : mailboxId)
  return { number }
}

/** Deletes addresses that nobody answered from. Safe to repeat. */
export async function forgetOldInvitations(services: Services): Promise<void> {
  await forgetInvitations(services.db, after(services.clock.now(), -INVITATION_DAYS * 86_400))
}

async function invited(ctx: Pick<Context, 'db' | 'now'>, token: string): Promise<{ id: string; idea: IdeaRow }> {
  const found = await invitationBy(ctx.db, tokenHash(token), after(ctx.now, -INVITATION_DAYS * 86_400))
  if (!found) throw new Gone('notices.link-expired')
  return { id: found.id, idea: await findIdea(ctx.db, found.ideaNumber) }
}
