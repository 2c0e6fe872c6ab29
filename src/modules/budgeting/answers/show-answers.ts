import { permit, personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { standingOf } from '#commons/processes/process.ts'
import { findPublicPhase } from '#commons/processes/store.ts'
import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { wrongCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { isId } from '#kernel/ids.ts'
import { deliveriesOfIdeas } from '../delivery/store.ts'
import { findIdea, type IdeaRow } from '../idea-store.ts'
import { linkOf } from '../ideas/idea-in-list.ts'
import { writtenByViewer } from '../ideas/own-idea.ts'
import { processOf } from '../ideas/process-of.ts'
import { processRef } from '../process-ref.ts'
import { decisionOf } from '../review/store.ts'
import { budgetOf } from '../store.ts'
import { isAnswered, METHOD } from './asks.ts'
import { ANSWER } from './clocks.ts'
import type { listQuery } from './fields.ts'
import { answerIdeas } from './permissions.ts'
import { answerOnIdea, answersOn } from './read-answers.ts'
import type { AnswerDeskView, AnsweredIdea, AnswerList } from './replies.ts'
import { answerDays } from './settings.ts'
import { type After, answeredIdeas, countAnswers, countOverdue } from './store.ts'

const PAGE = 20

/** The result of quick ideas: what the authority answered to each of the most supported, and what it still owes. */
export async function listAnswers(
  ctx: Context,
  { number }: { number: number },
  query: FormValue<(typeof listQuery)['fields']>,
): Promise<AnswerList> {
  const { process, phase } = await findPublicPhase(ctx.db, number, METHOD)
  const after = query.after === null ? null : readAfter(query.after)
  const today = dayOf(ctx.now, ctx.timeZone)
  const [rows, counts, overdue, { supportsNeeded }, termDays] = await Promise.all([
    answeredIdeas(ctx.db, process.id, PAGE + 1, after),
    countAnswers(ctx.db, process.id),
    countOverdue(ctx.db, process.id, ANSWER, today),
    budgetOf(ctx.db, process.id),
    ctx.settings.valueOn(answerDays, today, process.organisationId),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const ids = shown.map(({ id }) => id)
  const [answers, deliveries] = await Promise.all([answersOn(ctx, process, shown), deliveriesOfIdeas(ctx.db, ids)])
  return {
    process: processRef(ctx, process),
    authority: inLang(process.organisation.name, ctx.lang),
    supportsNeeded,
    termDays,
    standing: standingOf(phase),
    ...counts,
    overdue,
    items: shown.map((idea, at) => inList(ctx, idea, answers[at] ?? null, deliveries.get(idea.id)?.path ?? null)),
    next: rows.length > PAGE && last ? Buffer.from(`${last.supports} ${last.id}`).toString('base64url') : null,
    first: after === null,
  }
}

function inList(
  ctx: Context,
  idea: IdeaRow,
  answer: AnsweredIdea['answer'],
  delivery: AnsweredIdea['delivery'],
): AnsweredIdea {
  return {
    ...linkOf(ctx, idea),
    state: idea.state as AnsweredIdea['state'],
    supports: idea.supports,
    place: ctx.places.name(idea.placeKey, ctx.lang),
    answer,
    delivery,
  }
}

/** An idea for who answers it. @throws SignInNeeded, Forbidden, NotFound */
export async function showAnswerDesk(ctx: Context, { number }: { number: number }): Promise<AnswerDeskView> {
  permit(ctx, answerIdeas)
  const idea = await findIdea(ctx.db, number)
  const process = await processOf(ctx.db, idea)
  permit(ctx, answerIdeas, { organisationId: process.organisationId })
  if (!(await isAnswered(ctx.db, process.id))) throw new NotFound()
  const own = await writtenByViewer(ctx.db, idea, personOf(ctx).mailboxId)
  const { currency } = await budgetOf(ctx.db, process.id)
  const declined =
    idea.state === 'to-answer' &&
    idea.appealedAt !== null &&
    (await decisionOf(ctx.db, idea.id)).refusedBy === personOf(ctx).accountId
  return {
    idea: linkOf(ctx, idea),
    html: idea.textHtml,
    supports: idea.supports,
    costGuess: idea.costGuess,
    currency,
    process: processRef(ctx, process),
    answer: await answerOnIdea(ctx, idea),
    may: idea.state === 'to-answer' && process.state !== 'cancelled' && !own && !declined,
    declined,
    over: process.state === 'ended',
    own,
  }
}

function readAfter(cursor: string): After {
  const [supports = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (!/^\d{1,9}$/.test(supports) || !isId(id)) throw wrongCursor()
  return { supports: Number(supports), id }
}
