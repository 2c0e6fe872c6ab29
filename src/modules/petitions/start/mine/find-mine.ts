import { personOf } from '#commons/access/permit.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { askedOfStarter } from '../../answering/asked-of-starter.ts'
import { lastReturn } from '../../moderation/decisions.ts'
import { petitionLife } from '../../petition.ts'
import { addresseesOf, countsByDay, countsOf } from '../../store.ts'
import { clarificationsOf } from '../clarifications.ts'
import { documentsOf } from '../documents/store.ts'
import { nextStep } from '../draft/answers.ts'
import { authorityChoices } from '../draft/authorities.ts'
import { documentView } from '../draft/find-draft-step.ts'
import { MAX_DRAFTS } from '../draft/open-draft.ts'
import { openDraftsOf } from '../draft/store.ts'
import { requestsByDay } from '../request-tally.ts'
import { draftDays, lastDayToResubmit, supportDays } from '../settings.ts'
import { supportToken } from '../support/link.ts'
import { takesSupport } from '../support/takes-support.ts'
import { type OwnPetition, ownPetition, petitionsOf } from './own-petition.ts'
import type { MineView, OwnList } from './replies.ts'

/** The starter's page of a petition: where it stands and what can be done with it now. */
export async function findMine(ctx: Context, { number }: { number: number }): Promise<MineView> {
  const petition = await ownPetition(ctx, number)
  const { id, state, createdAt, publishedAt, ...shown } = petition
  const days = await ctx.settings.valueOn(supportDays, dayOf(ctx.now, ctx.timeZone))
  const [counts, byDay, clarifications, documents, advice, asked, addressees, authorities] = await Promise.all([
    countsOf(ctx.db, id),
    askedAndConfirmed(ctx, id),
    clarificationsOf(ctx, id),
    documentsOf(ctx.db, id),
    adviceOf(ctx, petition),
    askedOfStarter(ctx.db, petition),
    addresseesOf(ctx.db, id),
    // What a moderator wants changed can be whom it asks.
    state === 'returned' ? authorityChoices(ctx, null) : [],
  ])
  return {
    ...shown,
    state,
    supportUrl: takesSupport(state) ? `${ctx.publicUrl}/${ctx.lang}/support/${supportToken(ctx.secrets, id)}` : null,
    supportUntil: state === 'supporting' ? addDays(dayOf(createdAt, ctx.timeZone), days) : null,
    advice,
    mayAppeal: canMove(petitionLife, state, 'appeal', 'starter'),
    ...asked,
    mayClarify: state === 'open' || state === 'closed',
    mayClose: canMove(petitionLife, state, 'close', 'starter'),
    mayAbandon: canMove(petitionLife, state, 'abandon', 'starter'),
    publishedAt: publishedAt?.toISOString() ?? null,
    total: counts.total,
    byDay,
    clarifications,
    addressees: addressees.map(({ slug }) => slug),
    authorities,
    documents: documents
      .filter(({ hidden }) => !hidden)
      .map(({ hidden: _, ...row }) => documentView(row, `/petitions/${number}/mine/documents`)),
  }
}

/** Drafts and petitions of the person who asks. */
export async function listOwn(ctx: Context): Promise<OwnList> {
  const { accountId, mailboxId } = personOf(ctx)
  const [drafts, petitions, days] = await Promise.all([
    openDraftsOf(ctx.db, accountId),
    petitionsOf(ctx.db, mailboxId),
    ctx.settings.valueOn(draftDays, dayOf(ctx.now, ctx.timeZone)),
  ])
  return {
    drafts: drafts.map(({ id, answers, savedAt }) => ({
      id,
      title: answers.title ?? '',
      savedAt: savedAt.toISOString(),
      next: nextStep(answers),
    })),
    mayBegin: drafts.length < MAX_DRAFTS,
    draftDays: days,
    petitions: petitions.map((petition) => ({
      number: petition.number,
      title: petition.title,
      lang: petition.lang,
      state: petition.state,
      createdAt: petition.createdAt.toISOString(),
      total: petition.total,
      supporters: petition.supporters,
      needed: petition.needed,
    })),
  }
}

async function askedAndConfirmed(ctx: Context, id: string): Promise<MineView['byDay']> {
  const [asked, confirmed] = await Promise.all([requestsByDay(ctx.db, id), countsByDay(ctx.db, id)])
  const days = [...new Set([...asked, ...confirmed].map(({ day }) => day))].sort()
  return days.map((day) => ({
    day,
    requested: asked.find((one) => one.day === day)?.requests ?? 0,
    confirmed: confirmed.find((one) => one.day === day)?.signatures ?? 0,
  }))
}

async function adviceOf(ctx: Context, { id, state }: OwnPetition): Promise<MineView['advice']> {
  if (state !== 'returned') return null
  const last = await lastReturn(ctx.db, id)
  if (!last) return null
  const { reason, text, at, termFrom } = last
  return { reason, text: text ?? '', at: at.toISOString(), until: await lastDayToResubmit(ctx, termFrom) }
}
