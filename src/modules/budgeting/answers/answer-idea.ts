import { type Person, permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { refuseHalfTranslation } from '#commons/people/refuse-half-translation.ts'
import type { Process } from '#commons/processes/process.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { deliveryBegun } from '../delivery/ledger-entries.ts'
import { recordProjectEvent } from '../delivery/record-store.ts'
import { addDeliveries } from '../delivery/store.ts'
import { tellAuthors } from '../idea-news.ts'
import { type IdeaRow, lockIdea, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { processOf } from '../ideas/process-of.ts'
import { stopReviewClock } from '../review/clocks.ts'
import { refuseOwn } from '../review/permissions.ts'
import { decisionOf } from '../review/store.ts'
import { lockBudget } from '../store.ts'
import { METHOD, refuseGivenUp } from './asks.ts'
import { ANSWER } from './clocks.ts'
import type { answerForm } from './fields.ts'
import { ideaAnswered } from './ledger-entries.ts'
import { answerIdeas } from './permissions.ts'
import { addAnswer, addTakenUp, type Decision, noteDecline } from './store.ts'

/**
 * The authority answers an idea: it takes it up, and delivers it from now on, or says why not. Once, and once more by another officer where the
 * author asked for that; also after the term: what is late is
 * still owed. After the end of the process nothing is taken up, as nothing is delivered, and what is owed is said no to.
 *
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput, RuleBroken budgeting.review.own-idea, budgeting.review.other-officer, budgeting.answers.not-yet, budgeting.changed-meanwhile
 */
export async function answerIdea(
  ctx: WriteContext,
  number: number,
  { decision, text, cost, translation, translationLang, ...said }: FormValue<(typeof answerForm)['fields']>,
): Promise<{ number: number }> {
  permit(ctx, answerIdeas)
  const idea = await lockIdea(ctx.tx, number)
  const process = await processOf(ctx.tx, idea)
  const by = permit(ctx, answerIdeas, { organisationId: process.organisationId })
  await refuseOwn(ctx, idea)
  refuseGivenUp(process)
  refuseLate(process, decision)
  if (idea.state === 'to-answer' && !(await phaseOffering(ctx.tx, process.id, METHOD)).openedAt)
    throw new RuleBroken('budgeting.answers.not-yet')
  await refuseSameOfficer(ctx, idea, by.person)
  const takenUp = decision === 'taken-up'
  const lang = said.lang ?? ctx.lang
  refuseHalfTranslation({ lang, translation, translationLang })
  await moveIdea(ctx.tx, idea, takenUp ? 'takeUp' : 'decline', 'officer', ctx.now)
  const round = idea.appealedAt ? 2 : 1
  const words = { text, lang, translation, translationLang }
  await addAnswer(ctx.tx, process, { ideaId: idea.id, round, takenUp, ...words, answeredAt: ctx.now })
  if (!takenUp) await noteDecline(ctx.tx, idea.id, by.person.accountId)
  await stopReviewClock(ctx, ANSWER, idea.id)
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: `ideas.${decision}`, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.answer-idea',
    subject: { kind: 'idea', id: String(number) },
    data: { decision, ...(takenUp && { cost: cost ?? 0 }) },
    now: ctx.now,
  })
  const today = dayOf(ctx.now, ctx.timeZone)
  appendEntries(ctx.tx, [ideaAnswered(process.number, number, takenUp ? (cost ?? 0) : null, today)], ctx.now)
  if (takenUp) await deliver(ctx, process, idea, cost ?? 0)
  await tellAuthors(ctx.tx, idea, decision, {}, ctx.now)
  return { number }
}

/** Who asks again asks somebody else. @throws RuleBroken budgeting.review.other-officer */
async function refuseSameOfficer(ctx: WriteContext, idea: IdeaRow, person: Person): Promise<void> {
  if (idea.state !== 'to-answer' || !idea.appealedAt) return
  const { refusedBy } = await decisionOf(ctx.tx, idea.id)
  if (refusedBy === person.accountId) throw new RuleBroken('budgeting.review.other-officer')
}

function refuseLate({ state }: Process, decision: Decision): void {
  if (state === 'ended' && decision === 'taken-up')
    throw new InvalidInput([{ field: 'decision', text: { key: 'budgeting.answers.over' } }])
}

/** What is taken up is delivered by the authority that answered, until it names another. */
async function deliver(ctx: WriteContext, process: Process, idea: IdeaRow, cost: number): Promise<void> {
  // Projects of a process are numbered one after the other.
  await lockBudget(ctx.tx, process.id)
  const project = await addTakenUp(ctx.tx, idea, cost, ctx.now)
  await addDeliveries(ctx.tx, process.id, [project.id], { by: 'answer' }, process.organisationId, ctx.now)
  await recordProjectEvent(ctx.tx, project.id, 'taken-up', {}, ctx.now)
  const today = dayOf(ctx.now, ctx.timeZone)
  appendEntries(ctx.tx, [deliveryBegun(process.number, [project.number], today)], ctx.now)
}
