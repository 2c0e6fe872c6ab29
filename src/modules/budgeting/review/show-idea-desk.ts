import { permit, personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import { Forbidden, NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { findIdea } from '../idea-store.ts'
import { writtenByViewer } from '../ideas/own-idea.ts'
import { budgetOf, envelopesOf } from '../store.ts'
import { type Aspect, aspects } from './aspects.ts'
import { mayBeNamed } from './name-idea.ts'
import { notAsked } from './not-asked.ts'
import { leads, reviewIdeas } from './permissions.ts'
import { reviewOnIdea } from './read-review.ts'
import type { AppealView, IdeaDeskView, OpinionDeskView, ReviewOnIdea } from './replies.ts'
import { decisionOf, opinionsOf, processById } from './store.ts'

/** An idea for who decides on it, and for offices that were asked. @throws Forbidden for officers of other authorities */
export async function showIdeaDesk(ctx: Context, { number }: { number: number }): Promise<IdeaDeskView> {
  permit(ctx, reviewIdeas)
  const idea = await findIdea(ctx.db, number)
  const [process, opinions] = await Promise.all([processById(ctx.db, idea.processId), opinionsOf(ctx.db, idea.id)])
  const own = ownOrganisations(ctx)
  const owed = opinions.filter(({ organisationId }) => own.includes(organisationId))
  const leading = leads(ctx, process)
  if (!leading && owed.length === 0) throw new Forbidden()
  const [review, envelopes, authorities, budget, { refusedBy }] = await Promise.all([
    reviewOnIdea(ctx, idea.id),
    envelopesOf(ctx.db, process.id),
    currentAuthorities(ctx.db),
    budgetOf(ctx.db, process.id),
    decisionOf(ctx.db, idea.id),
  ])
  const { accountId, mailboxId } = personOf(ctx)
  const mine = await writtenByViewer(ctx.db, idea, mailboxId)
  const open = !mine && process.state === 'running' && (idea.state === 'review' || idea.state === 'appealed')
  // An appeal is for somebody else to decide.
  const decides = leading && open && !(idea.state === 'appealed' && refusedBy === accountId)
  const t = ctx.translate(ctx.lang)
  return {
    idea: {
      number,
      slug: idea.slug,
      title: idea.title,
      lang: idea.lang,
      state: idea.state,
      textHtml: idea.textHtml,
      place: ctx.places.name(idea.placeKey, ctx.lang),
      address: idea.address,
      category: idea.category,
      costGuess: idea.costGuess,
    },
    process: { number: process.number, title: inLang(process.title, ctx.lang) },
    review,
    own: mine,
    may: {
      ask: leading && open ? aspects.filter((aspect) => !opinions.some((one) => one.aspect === aspect)) : [],
      askAgain: leading && open ? review.opinions.filter((one) => one.onEarlierText).map(({ aspect }) => aspect) : [],
      cost: leading && open,
      name: leading && !mine && process.state === 'running' && budget.fixedAt === null && mayBeNamed(idea),
      accept: decides && budget.fixedAt === null,
      refuse: decides && idea.state === 'review',
      uphold: decides && idea.state === 'appealed',
      takeBack: leading && open ? opinions.filter(({ givenAt }) => givenAt === null).map(({ aspect }) => aspect) : [],
      opine: open ? owed.filter(({ givenAt }) => givenAt === null).map(({ aspect }) => aspect) : [],
    },
    lacks: open ? lacksOf(review).map((key) => say(t, { key })) : [],
    authorities: authorities.map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) })),
    authority: process.organisationId,
    envelopes: envelopes.map(({ id, name, minCost, maxCost, amount }) => ({
      id,
      name: inLang(name, ctx.lang),
      min: minCost,
      max: Math.min(maxCost ?? amount, amount),
    })),
    today: dayOf(ctx.now, ctx.timeZone),
  }
}

/** The same page for one opinion. @throws also NotFound where it was not asked, Gone where the request was taken back */
export async function showOpinionDesk(
  ctx: Context,
  { number, aspect }: { number: number; aspect: Aspect },
): Promise<OpinionDeskView> {
  permit(ctx, reviewIdeas)
  const idea = await findIdea(ctx.db, number)
  // Before who may see the desk: an office of another authority has no part in it any more.
  if (!(await opinionsOf(ctx.db, idea.id)).some((one) => one.aspect === aspect))
    throw await notAsked(ctx.db, idea, aspect, new NotFound())
  const desk = await showIdeaDesk(ctx, { number }).catch(async (error) => {
    throw error instanceof Forbidden ? await notAsked(ctx.db, idea, aspect, error) : error
  })
  return { ...desk, aspect }
}

function lacksOf({ cost, opinions }: ReviewOnIdea): Extract<MessageKey, `budgeting.review.${string}`>[] {
  return [
    ...(cost ? [] : (['budgeting.review.no-cost'] as const)),
    ...(opinions.some(({ givenOn }) => givenOn === null) ? (['budgeting.review.opinions-open'] as const) : []),
  ]
}

/** For the author: the refusal, and whether it can still be appealed. @throws Forbidden for everybody else */
export async function showAppeal(ctx: Context, { number }: { number: number }): Promise<AppealView> {
  const { mailboxId } = personOf(ctx)
  const idea = await findIdea(ctx.db, number)
  if (idea.authorMailboxId !== mailboxId) throw new Forbidden()
  const [review, process] = await Promise.all([reviewOnIdea(ctx, idea.id), processById(ctx.db, idea.processId)])
  const until = review.refused?.appealUntil
  const { slug, title, lang } = idea
  return {
    idea: { number, slug, title, lang },
    review,
    mayAppeal:
      process.state === 'running' && idea.state === 'refused' && until != null && dayOf(ctx.now, ctx.timeZone) <= until,
  }
}
