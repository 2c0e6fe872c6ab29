import { personOf } from '#commons/access/permit.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { homeChoices, placeChoices } from '#commons/places/choices.ts'
import { levelIsEnough } from '#commons/processes/eligible.ts'
import { standingOf } from '#commons/processes/process.ts'
import type { Context } from '#kernel/http/context.ts'
import { isAnswered } from '../answers/asks.ts'
import { rollForIdeas } from '../declared.ts'
import { hearingOnIdea } from '../delivery/record-store.ts'
import { ideaLife } from '../idea.ts'
import { findIdea, isHidden } from '../idea-store.ts'
import { needLink } from '../needs/needs-of.ts'
import { rankedNeeds } from '../needs/store.ts'
import { pointMapOf } from '../point-map.ts'
import { processRef, processRefsOf } from '../process-ref.ts'
import { votedOn } from '../result/store.ts'
import { budgetOf } from '../store.ts'
import { mayAdapt } from './adapt-idea.ts'
import { coAuthorsOf, ownPlace } from './co-author-store.ts'
import { mayInvite } from './co-authors.ts'
import { wrongTitle } from './fields.ts'
import { itemOf, linkOf } from './idea-in-list.ts'
import { mayMerge } from './merge-ideas.ts'
import { countOffers, offeredBy, offeredTo } from './offers.ts'
import { findWrittenIdea } from './own-idea.ts'
import { mayIllustrate } from './pictures.ts'
import { ideasOf, phaseOf, processOf, takesIdeas } from './process-of.ts'
import type { MyIdea, MyIdeas, NewIdeaView, SupportView } from './replies.ts'
import { ideasOfAuthor, similarIdeas, supports } from './store.ts'

/** The form of a new idea; once its title is known, what may be the same stands before it. */
export async function showNewIdea(
  ctx: Context,
  { number }: { number: number },
  { title: typed, need }: { title?: string | null | undefined; need: number | null },
): Promise<NewIdeaView> {
  const person = personOf(ctx)
  const title = typed === undefined ? null : (typed ?? '')
  const { process, phase } = await ideasOf(ctx.db, number)
  const budget = await budgetOf(ctx.db, process.id)
  const [behind, needs, similar, map] = await Promise.all([
    personBehind(ctx.db, person.accountId),
    rankedNeeds(ctx.db, budget.needsRanking, { processId: process.id, category: null, group: null }, 100, null),
    title === null || wrongTitle(title) ? [] : similarIdeas(ctx.db, process.id, title),
    pointMapOf(ctx, process),
  ])
  const within = new Set(ctx.places.under(process.placeKey))
  const open = takesIdeas(ctx, phase)
  return {
    process: processRef(ctx, process),
    standing: open || standingOf(phase) !== 'open' ? standingOf(phase) : 'closed',
    closesOn: phase.closesOn,
    title,
    need,
    needs: needs.filter(({ hiddenReason }) => hiddenReason === null).map((one) => needLink(ctx, one)),
    similar: similar.map((idea) => itemOf(ctx, idea)),
    minAge: process.minAge,
    residentsOnly: process.residentsOnly,
    levelEnough: levelIsEnough(process, person),
    byRoll: (await rollForIdeas(ctx.db, process.id)) !== null,
    currency: budget.currency,
    name: person.name,
    residence: behind.placeKey,
    places: placeChoices(ctx, {}, within),
    residences: process.residentsOnly ? homeChoices(ctx, { field: 'residence', chosen: behind.placeKey }) : [],
    map,
  }
}

/** Whether the person who asks supports an idea, and can. */
export async function showSupport(ctx: Context, { number }: { number: number }): Promise<SupportView> {
  const person = personOf(ctx)
  const idea = await findIdea(ctx.db, number)
  const process = await processOf(ctx.db, idea)
  const [behind, phase, budget, supported] = await Promise.all([
    personBehind(ctx.db, person.accountId),
    phaseOf(ctx.db, process),
    budgetOf(ctx.db, process.id),
    supports(ctx.db, idea.id, person.mailboxId),
  ])
  return {
    idea: itemOf(ctx, idea),
    process: processRef(ctx, process),
    supported,
    open: idea.state === 'proposed' && takesIdeas(ctx, phase),
    closesOn: phase.closesOn,
    supportsNeeded: budget.supportsNeeded,
    answers: await isAnswered(ctx.db, process.id),
    levelEnough: levelIsEnough(process, person),
    byRoll: (await rollForIdeas(ctx.db, process.id)) !== null,
    minAge: process.minAge,
    residentsOnly: process.residentsOnly,
    residence: behind.placeKey,
    residences: process.residentsOnly ? homeChoices(ctx, { field: 'residence', chosen: behind.placeKey }) : [],
  }
}

/** Ideas of the person who asks, newest first. */
export async function listOwnIdeas(ctx: Context): Promise<MyIdeas> {
  const ideas = await ideasOfAuthor(ctx.db, personOf(ctx).mailboxId)
  const ids = ideas.map(({ id }) => id)
  const [processes, offers, voted] = await Promise.all([
    processRefsOf(ctx, ideas),
    countOffers(ctx.db, ids),
    votedOn(ctx.db, ids),
  ])
  return {
    items: ideas.flatMap((idea) => {
      const process = processes.get(idea.processId)
      const item = itemOf(ctx, idea, { voted: voted.get(idea.id)?.voted })
      return process ? [{ ...item, process, offers: offers.get(idea.id) ?? 0 }] : []
    }),
  }
}

/** One's own idea: what can be done with it, and what others would have it take in. */
export async function showOwnIdea(ctx: Context, { number }: { number: number }): Promise<MyIdea> {
  const idea = await findWrittenIdea(ctx, number)
  const { mailboxId } = personOf(ctx)
  const author = idea.authorMailboxId === mailboxId
  const process = await processOf(ctx.db, idea)
  const [voted, hearing, own, coAuthors, into, offers, similar] = await Promise.all([
    votedOn(ctx.db, [idea.id]),
    author ? hearingOnIdea(ctx.db, idea.id) : null,
    ownPlace(ctx.db, idea.id, mailboxId),
    coAuthorsOf(ctx.db, idea.id),
    offeredTo(ctx.db, idea.id),
    offeredBy(ctx.db, idea.id),
    author && mayMerge(idea) ? similarIdeas(ctx.db, process.id, idea.title) : [],
  ])
  return {
    idea: itemOf(ctx, idea, { voted: voted.get(idea.id)?.voted }),
    process: processRef(ctx, process),
    author,
    mayWithdraw: author && canMove(ideaLife, idea.state, 'withdraw', 'author'),
    mayMerge: author && mayMerge(idea),
    mayAdapt: mayAdapt(idea, process),
    mayIllustrate: mayIllustrate(idea),
    mayInvite: author && mayInvite(idea),
    hidden: isHidden(idea),
    hearing,
    // Addresses are the author's to see, who typed them.
    coAuthors: coAuthors
      .filter(({ email }) => author || email === null)
      .map(({ id, name, email, acceptedAt }) => ({
        id,
        who: name ?? email,
        accepted: acceptedAt !== null,
        self: id === own,
      })),
    offeredTo: into && linkOf(ctx, into),
    offers: author ? offers.map((one) => linkOf(ctx, one)) : [],
    similar: similar.filter(({ id }) => id !== idea.id).map((one) => linkOf(ctx, one)),
  }
}
