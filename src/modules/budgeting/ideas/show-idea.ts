import { sql } from 'kysely'
import { citedLine } from '#commons/citations/show-citations.ts'
import { commentsLine } from '#commons/discussion/comments-line.ts'
import type { Context } from '#kernel/http/context.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { isAnswered } from '../answers/asks.ts'
import { answerOnIdea } from '../answers/read-answers.ts'
import { declares } from '../declared.ts'
import { deliveryOfIdea } from '../delivery/store.ts'
import { findIdea, type IdeaEvent, ideaEventsOf, ideasWhere, isHidden } from '../idea-store.ts'
import { needLink } from '../needs/needs-of.ts'
import { needOfIdea } from '../needs/store.ts'
import { processRef } from '../process-ref.ts'
import { readMark } from '../recount/read-mark.ts'
import { votedOn } from '../result/store.ts'
import { reviewOnIdea } from '../review/on-page.tsx'
import { budgetOf } from '../store.ts'
import { coAuthorsOf } from './co-author-store.ts'
import { linkOf } from './idea-in-list.ts'
import { picturesOf } from './picture-store.ts'
import { pictureView } from './pictures.ts'
import { phaseOf, processOf, takesIdeas } from './process-of.ts'
import type { IdeaView } from './replies.ts'

/** What `countSupport` writes into the story of an idea. */
const COUNTED = ['ideas.to-review', 'ideas.enough', 'ideas.to-answer', 'ideas.enough-to-answer', 'ideas.unsupported']

/** An idea as everybody sees it. */
export async function showIdea(ctx: Context, { number }: { number: number }): Promise<IdeaView> {
  const idea = await findIdea(ctx.db, number)
  const process = await processOf(ctx.db, idea)
  const [comments, phase, budget, events, coAuthors, pictures, need, delivery, votes, merged] = await Promise.all([
    commentsLine(ctx.db, idea.id),
    phaseOf(ctx.db, process),
    budgetOf(ctx.db, process.id),
    ideaEventsOf(ctx.db, idea.id),
    coAuthorsOf(ctx.db, idea.id),
    picturesOf(ctx.db, idea.id),
    needOfIdea(ctx.db, idea.id),
    deliveryOfIdea(ctx.db, idea.id),
    votedOn(ctx.db, [idea.id]),
    ideasWhere(ctx.db, sql`i.id = ${idea.mergedInto} OR i.merged_into = ${idea.id} ORDER BY i.number`),
  ])
  const vote = votes.get(idea.id)
  const into = merged.find(({ id }) => id === idea.mergedInto)
  const masked = isHidden(idea)
  return {
    ...linkOf(ctx, idea),
    state: idea.state,
    voted: vote?.voted ?? null,
    process: processRef(ctx, process),
    html: masked ? null : idea.textHtml,
    hidden: idea.hiddenReason,
    place: ctx.places.path(idea.placeKey).map(({ key }) => ({ key, name: ctx.places.name(key, ctx.lang) })),
    address: masked ? null : idea.address,
    point:
      masked || idea.latitude === null || idea.longitude === null
        ? null
        : { latitude: idea.latitude, longitude: idea.longitude },
    category: idea.category,
    costGuess: idea.costGuess,
    currency: budget.currency,
    author: masked ? null : idea.authorName,
    coAuthors: masked ? [] : coAuthors.flatMap(({ name }) => name ?? []),
    pictures: masked ? [] : pictures.map((one) => pictureView(number, one)),
    textSince: idea.textSince?.toISOString() ?? null,
    supports: idea.supports,
    supportsNeeded: budget.supportsNeeded,
    open: idea.state === 'proposed' && takesIdeas(ctx, phase),
    declares: await declares(ctx.db, process),
    closesOn: phase.closesOn,
    createdAt: idea.createdAt.toISOString(),
    mergedInto: into ? linkOf(ctx, into) : null,
    tookIn: merged.filter(({ mergedInto }) => mergedInto === idea.id).map((one) => linkOf(ctx, one)),
    events: events.map((event) => ({
      kind: event.kind,
      text: eventInWords(ctx, event),
      at: event.happenedAt.toISOString(),
    })),
    counted: events.some(({ kind }) => COUNTED.includes(kind)),
    mark: await readMark(ctx.db, process.id, { idea: idea.id }, phase.closedAt),
    comments,
    need: need && needLink(ctx, need),
    answers: await isAnswered(ctx.db, process.id),
    answer: await answerOnIdea(ctx, idea),
    review: await reviewOnIdea(ctx, idea.id),
    delivery: delivery?.path ?? null,
    deliveryState: delivery?.state ?? null,
    notFunded: vote?.voted === 'not-funded' ? `/processes/${vote.process}/result` : null,
    cites: masked ? [] : await citedLine(ctx, { kind: 'budgeting.idea', key: String(number) }),
  }
}

/** `<part>.<name>` → the message `budgeting.<part>.event.<name>`. */
function eventInWords(ctx: Context, { kind, data }: IdeaEvent): string {
  const [part, name] = kind.split('.')
  return say(ctx.translate(ctx.lang), { key: `budgeting.${part}.event.${name}` as MessageKey, args: data })
}
