import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { recordProcessEvent } from '#commons/processes/store.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { budgetOf, projectsOf } from '../store.ts'
import { putInForce } from './change-scope.ts'
import { projectDecided } from './ledger-entries.ts'
import { reserveWithout } from './next-in-reserve.ts'
import { lockToDecide, type OwnDelivery, type ProjectRef } from './permissions.ts'
import { moneyLinesOf } from './plan-store.ts'
import { type Cause, type DecisionOutcome, expectedCost, mayContract, projectLife } from './project.ts'
import { addDecision, recordProjectEvent } from './record-store.ts'
import { type DeliveryRule, deliveryRuleOf } from './rule.ts'
import { addDeliveries, setState, setToppedUpTo } from './store.ts'
import { tellAct } from './tell.ts'

export interface DecisionForm {
  cause: Cause
  outcome: DecisionOutcome
  reason: string
  decision: string
  decidedOn: PlainDay
  /** What may be contracted from now on; of a top-up. */
  amount: number | null
}

/**
 * Records what the council decided about a project that cannot be done as it was voted on, within the rule that was fixed before the vote.
 *
 * @throws RuleBroken budgeting.delivery.not-going, .decide.…, InvalidInput
 */
export async function decideProject(ctx: WriteContext, ref: ProjectRef, form: DecisionForm): Promise<void> {
  const own = await lockToDecide(ctx, ref)
  const { process, delivery } = own
  if (!move(projectLife, delivery.state, 'stop', 'officer').ok) throw new RuleBroken('budgeting.delivery.not-going')
  const today = dayOf(ctx.now, ctx.timeZone)
  if (form.decidedOn > today)
    throw new InvalidInput([{ field: 'decidedOn', text: { key: 'budgeting.delivery.day.future' } }])
  const first = await firstDay(ctx, own)
  if (form.decidedOn < first)
    throw new InvalidInput([
      {
        field: 'decidedOn',
        text: { key: 'budgeting.delivery.day.before-decision', args: { day: dayInWords(first, ctx.lang) } },
      },
    ])
  const rule = await deliveryRuleOf(ctx.tx, process.id)
  if (form.cause === 'over-cost') {
    const lines = await moneyLinesOf(ctx.tx, [delivery.projectId])
    if (expectedCost(lines) <= (mayContract(delivery, rule) ?? delivery.cost))
      throw new RuleBroken('budgeting.delivery.decide.not-over')
  }
  const { amount, next } = await carryOut(ctx, own, form, rule)
  const nextProject =
    next === null ? null : ((await projectsOf(ctx.tx, process.id)).find(({ number }) => number === next) ?? null)
  const { cause, outcome, reason } = form
  await addDecision(ctx.tx, {
    projectId: delivery.projectId,
    cause,
    outcome,
    reason,
    lang: ctx.lang,
    decisionNumber: form.decision,
    decisionOn: form.decidedOn,
    amount,
    nextProjectId: nextProject?.id ?? null,
    decidedAt: ctx.now,
  })
  if (nextProject) await takePlace(ctx, own, nextProject)
  await tellAct(ctx, own, 'decide', {
    event: `decided.${outcome}`,
    data: { number: form.decision, on: form.decidedOn, ...(next !== null && { next }) },
    entry: projectDecided(
      { process: process.number, project: delivery.number },
      { cause, outcome, amount, next },
      { number: form.decision, on: form.decidedOn },
      today,
    ),
  })
  if (outcome === 'reserve' || outcome === 'carry-over')
    await recordProcessEvent(ctx.tx, {
      processId: process.id,
      kind: nextProject ? 'budgeting.project-replaced' : 'budgeting.project-stopped',
      data: { project: delivery.number, ...(next !== null && { next }) },
      now: ctx.now,
    })
}

/** Before the council decided on the result, or an answer took the idea up, there was no project to decide on. */
async function firstDay({ tx, timeZone }: WriteContext, { process, delivery }: OwnDelivery): Promise<PlainDay> {
  return (await budgetOf(tx, process.id)).decisionOn ?? dayOf(delivery.begunAt, timeZone)
}

/** @returns what may be contracted from now on or the money that is free, and which project takes the place */
async function carryOut(
  ctx: WriteContext,
  own: OwnDelivery,
  { cause, outcome, amount }: DecisionForm,
  rule: DeliveryRule,
): Promise<{ amount: number; next: number | null }> {
  const { process, delivery } = own
  const limit = mayContract(delivery, rule) ?? delivery.cost
  if (outcome === 'top-up') {
    if (!rule.topUp || cause === 'withdrawn' || cause === 'unlawful')
      throw new RuleBroken('budgeting.delivery.decide.no-top-up')
    if (amount === null) throw new InvalidInput([{ field: 'amount', text: { key: 'kernel.form.missing' } }])
    if (amount <= limit)
      throw new InvalidInput([{ field: 'amount', text: { key: 'budgeting.delivery.decide.no-more' } }])
    await setToppedUpTo(ctx.tx, delivery.projectId, amount)
    return { amount, next: null }
  }
  if (outcome === 'smaller-scope') {
    if (cause === 'withdrawn') throw new RuleBroken('budgeting.delivery.decide.withdrawn')
    await putInForce(ctx, own)
    return { amount: limit, next: null }
  }
  const { free, next } = await reserveWithout(ctx.tx, process, delivery)
  if (outcome === 'reserve' && rule.fallback !== 'reserve')
    throw new RuleBroken('budgeting.delivery.decide.no-reserve-rule')
  if (outcome === 'reserve' && next === null) throw new RuleBroken('budgeting.delivery.decide.no-reserve')
  if (outcome === 'carry-over' && rule.fallback === 'reserve' && next !== null)
    throw new RuleBroken('budgeting.delivery.decide.reserve-first')
  await setState(ctx.tx, delivery.projectId, 'stopped', { doneOn: null, checkedOn: null })
  return { amount: free, next: outcome === 'reserve' ? next : null }
}

async function takePlace(ctx: WriteContext, { process, delivery }: OwnDelivery, next: { id: string }): Promise<void> {
  await addDeliveries(
    ctx.tx,
    process.id,
    [next.id],
    { by: 'reserve', replaces: delivery.projectId },
    process.organisationId,
    ctx.now,
  )
  await recordProjectEvent(ctx.tx, next.id, 'takes-place', { of: delivery.number }, ctx.now)
}
