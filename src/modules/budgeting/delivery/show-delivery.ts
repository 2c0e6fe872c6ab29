import { personOf } from '#commons/access/permit.ts'
import { dayOf, daysBetween, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { ownProcess } from '#commons/processes/own-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { findPublicPhase, findPublicProcess } from '#commons/processes/store.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { isAnswered } from '../answers/asks.ts'
import { ideaPath } from '../idea.ts'
import { mayChange } from '../money/show-money.ts'
import { projectsNamed } from '../named-in-events.ts'
import { titleIn } from '../names.ts'
import { processRef } from '../process-ref.ts'
import { budgetOf } from '../store.ts'
import { asksWhetherDone } from './answer-done.ts'
import type { ProjectRef } from './permissions.ts'
import { milestonesOf, moneyLinesOf, picturesOf } from './plan-store.ts'
import {
  type Delivery,
  expectedCost,
  goingStates,
  type Milestone,
  type MoneyLine,
  mayContract,
  projectPath,
  sumsOf,
} from './project.ts'
import {
  answerOf,
  countAnswers,
  decisionsOf,
  type ProjectEvent,
  projectEventsOf,
  type ScopeChange,
  scopeChangesOf,
} from './record-store.ts'
import type {
  AnswerView,
  DeliveryList,
  DeliveryRuleView,
  InList,
  ProjectView,
  ScopeView,
  StatementView,
} from './replies.ts'
import { deliveryRuleOf } from './rule.ts'
import { deliveriesOf, findDelivery } from './store.ts'

const METHOD = 'budgeting.delivery'

/** The funded projects of a process, with days and money, as everybody sees them. */
export async function listDeliveries(ctx: Context, { number }: { number: number }): Promise<DeliveryList> {
  const { process, phase } = await findPublicPhase(ctx.db, number, METHOD)
  return { ...(await deliveriesIn(ctx, process)), begun: phase.openedAt !== null }
}

export async function deliveriesIn(ctx: Context, process: Process): Promise<Omit<DeliveryList, 'begun'>> {
  const [{ currency }, rule, deliveries, answers] = await Promise.all([
    budgetOf(ctx.db, process.id),
    deliveryRuleOf(ctx.db, process.id),
    deliveriesOf(ctx.db, process.id),
    isAnswered(ctx.db, process.id),
  ])
  const ids = deliveries.map(({ projectId }) => projectId)
  const [milestones, lines] = await Promise.all([milestonesOf(ctx.db, ids), moneyLinesOf(ctx.db, ids)])
  const projects = deliveries.map((one) => inList(ctx, process, one, milestones, lines))
  const sum = (of: (one: InList) => number) => projects.reduce((all, one) => all + of(one), 0)
  return {
    process: processRef(ctx, process),
    answers,
    currency,
    rule,
    sums: {
      cost: sum(({ cost, state }) => (state === 'stopped' ? 0 : cost)),
      planned: sum(({ planned }) => planned),
      contracted: sum(({ contracted }) => contracted),
      paid: sum(({ paid }) => paid),
      over: sum(({ over, state }) => (state === 'stopped' ? 0 : over)),
    },
    projects,
  }
}

function inList(
  ctx: Context,
  process: Process,
  one: Delivery,
  allMilestones: Milestone[],
  allLines: MoneyLine[],
): InList {
  const milestones = allMilestones.filter(({ projectId }) => projectId === one.projectId)
  const lines = allLines.filter(({ projectId }) => projectId === one.projectId)
  const going = goingStates.includes(one.state)
  const next = going ? milestones.find(({ doneOn }) => doneOn === null) : undefined
  return {
    number: one.number,
    ...titleIn(one, ctx.lang),
    path: projectPath(process, one),
    state: one.state,
    chosenBy: one.chosenBy,
    place: ctx.places.name(one.placeKey, ctx.lang),
    authority: { slug: one.organisation.slug, name: inLang(one.organisation.name, ctx.lang) },
    office: one.office,
    cost: one.cost,
    ...sumsOf(lines),
    over: lines.length === 0 ? 0 : expectedCost(lines) - one.cost,
    next: next ? { title: next.title, lang: next.lang, plannedOn: next.plannedOn } : null,
    overdueDays: next ? lateDays(next.plannedOn, dayOf(ctx.now, ctx.timeZone)) : 0,
    doneOn: one.doneOn,
  }
}

export const lateDays = (plannedOn: PlainDay, today: PlainDay): number => Math.max(0, daysBetween(plannedOn, today))

/** A project by its name for who reads. */
export const refOf = (ctx: Pick<Context, 'lang'>, project: Pick<Delivery, 'number' | 'title' | 'lang' | 'names'>) => ({
  number: project.number,
  ...titleIn(project, ctx.lang),
})

/** One project as everybody sees it. */
export async function showProject(ctx: Context, { number, project }: ProjectRef): Promise<ProjectView> {
  const process = await findPublicProcess(ctx.db, number)
  return projectView(ctx, process, await findDelivery(ctx.db, process.id, project))
}

export async function projectView(ctx: Context, process: Process, one: Delivery): Promise<ProjectView> {
  const id = one.projectId
  const [{ currency }, rule, milestones, lines, pictures, scope, decisions, answers, events] = await Promise.all([
    budgetOf(ctx.db, process.id),
    deliveryRuleOf(ctx.db, process.id),
    milestonesOf(ctx.db, [id]),
    moneyLinesOf(ctx.db, [id]),
    picturesOf(ctx.db, id),
    scopeChangesOf(ctx.db, id),
    decisionsOf(ctx.db, id),
    countAnswers(ctx.db, id),
    projectEventsOf(ctx.db, id),
  ])
  const today = dayOf(ctx.now, ctx.timeZone)
  const going = goingStates.includes(one.state)
  const linked = (project: NonNullable<Delivery['replaces']>) => ({
    ...refOf(ctx, project),
    path: projectPath(process, project),
  })
  return {
    ...inList(ctx, process, one, milestones, lines),
    process: processRef(ctx, process),
    currency,
    rule,
    mayContract: mayContract(one, rule),
    idea: { number: one.idea.number, path: ideaPath(one.idea) },
    replaces: one.replaces && linked(one.replaces),
    checkedOn: one.checkedOn,
    warranty:
      one.warrantyUntil || one.warrantyNote
        ? { until: one.warrantyUntil, note: one.warrantyNote, lang: one.warrantyLang }
        : null,
    milestones: milestones.map(({ projectId: _, ...milestone }) => ({
      ...milestone,
      overdueDays: going && milestone.doneOn === null ? lateDays(milestone.plannedOn, today) : 0,
    })),
    lines: lines.map(({ projectId: _, ...line }) => line),
    pictures: pictures.map(({ id: picture, moment, takenOn, width, height, description, lang }) => ({
      id: picture,
      path: `${projectPath(process, one)}/pictures/${picture}`,
      moment,
      takenOn,
      width,
      height,
      description,
      lang,
    })),
    scope: scope.map((change) => scopeView(ctx, change)),
    decisions: decisions.map(({ cause, outcome, reason, lang, decisionNumber, decisionOn, amount, next }) => ({
      cause,
      outcome,
      reason,
      lang,
      number: decisionNumber,
      on: decisionOn,
      amount,
      next: next && linked(next),
    })),
    answers: asksWhetherDone(one.state) ? answers : null,
    events: await Promise.all(
      events.map(async (event) => ({
        kind: event.kind,
        text: await eventInWords(ctx, process.id, event),
        at: event.happenedAt.toISOString(),
      })),
    ),
  }
}

function scopeView(ctx: Context, one: ScopeChange): ScopeView {
  const { id, what, reason, lang, hearUntil, statement, statementLang, outcome } = one
  return {
    id,
    what,
    reason,
    lang,
    proposedOn: dayOf(one.proposedAt, ctx.timeZone),
    hearUntil,
    statement,
    statementLang,
    heard: one.statementAt !== null,
    outcome,
    closedOn: one.closedAt && dayOf(one.closedAt, ctx.timeZone),
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

async function eventInWords(ctx: Context, processId: string, { kind, data }: ProjectEvent): Promise<string> {
  const { next, of } = data
  const named = await projectsNamed(ctx.db, processId, { next, of })
  const args = Object.fromEntries(
    Object.entries({ ...data, ...named }).map(([key, value]) => [
      key,
      typeof value === 'object'
        ? inLang(value, ctx.lang)
        : typeof value === 'string' && DAY.test(value)
          ? dayInWords(value, ctx.lang)
          : value,
    ]),
  )
  return say(ctx.translate(ctx.lang), { key: `budgeting.delivery.event.${kind}` as MessageKey, args })
}

/** The rule for those who run the process. */
export async function showDeliveryRule(ctx: Context, { number }: { number: number }): Promise<DeliveryRuleView> {
  const { process } = await ownProcess(ctx, number)
  const [budget, rule] = await Promise.all([budgetOf(ctx.db, process.id), deliveryRuleOf(ctx.db, process.id)])
  return { process: processRef(ctx, process), rule, mayChange: mayChange(process, budget) }
}

/** Whether it is done, asked of the person who is here. */
export async function showAnswer(ctx: Context, { number, project }: ProjectRef): Promise<AnswerView> {
  const { mailboxId } = personOf(ctx)
  const process = await findPublicProcess(ctx.db, number)
  const one = await findDelivery(ctx.db, process.id, project)
  const answer = await answerOf(ctx.db, one.projectId, mailboxId)
  return {
    process: processRef(ctx, process),
    project: { ...refOf(ctx, one), state: one.state },
    asked: asksWhetherDone(one.state),
    answer: answer && {
      done: answer.isDone,
      comment: answer.comment,
      on: dayOf(answer.answeredAt, ctx.timeZone),
    },
  }
}

/** The change on which an author is heard. @throws SignInNeeded, NotFound for everybody else */
export async function showStatement(ctx: Context, { number, project }: ProjectRef): Promise<StatementView> {
  const { mailboxId } = personOf(ctx)
  const process = await findPublicProcess(ctx.db, number)
  const one = await findDelivery(ctx.db, process.id, project)
  if (one.idea.authorMailboxId !== mailboxId) throw new NotFound()
  const open = (await scopeChangesOf(ctx.db, one.projectId)).find(({ outcome }) => outcome === null)
  return {
    process: processRef(ctx, process),
    project: refOf(ctx, one),
    scope: open ? scopeView(ctx, open) : null,
  }
}
