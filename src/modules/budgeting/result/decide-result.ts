import { recordAct } from '#commons/audit/record.ts'
import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { lockOwnProcess, type OwnProcess } from '#commons/processes/own-process.ts'
import { recordProcessEvent } from '#commons/processes/store.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Budget } from '../budget.ts'
import { lockBudget } from '../store.ts'
import { councilDecided, protocolSigned } from './ledger-entries.ts'
import { runResults } from './permissions.ts'
import { setDecision, setProtocol } from './store.ts'
import { tellChosen } from './tell-chosen.ts'

/** The protocol is signed once the days to contest are over. @throws RuleBroken budgeting.result.changed-meanwhile, .contest-runs */
export async function signProtocol(ctx: WriteContext, number: number): Promise<void> {
  const { budget, today, ...own } = await ownResult(ctx, number)
  if (budget.resultState !== 'provisional') throw new RuleBroken('budgeting.result.changed-meanwhile')
  if (budget.contestUntil && today <= budget.contestUntil) throw new RuleBroken('budgeting.result.contest-runs')
  await setProtocol(ctx.tx, own.process.id, ctx.now)
  await tellResult(ctx, own, 'protocol', {}, protocolSigned(number, today))
}

/** The council decided on the protocol: what was chosen is funded. @throws RuleBroken budgeting.result.changed-meanwhile, InvalidInput */
export async function recordDecision(
  ctx: WriteContext,
  number: number,
  form: { decision: string; decidedOn: PlainDay },
): Promise<void> {
  const { budget, today, ...own } = await ownResult(ctx, number)
  if (budget.resultState !== 'protocol') throw new RuleBroken('budgeting.result.changed-meanwhile')
  if (form.decidedOn > today)
    throw new InvalidInput([{ field: 'decidedOn', text: { key: 'budgeting.result.decided-on.future' } }])
  if (budget.countedAt && form.decidedOn < dayOf(budget.countedAt, ctx.timeZone))
    throw new InvalidInput([{ field: 'decidedOn', text: { key: 'budgeting.result.decided-on.before-count' } }])
  const decision = { number: form.decision, on: form.decidedOn }
  await setDecision(ctx.tx, own.process.id, decision)
  await tellChosen(ctx.tx, own.process, ctx.now)
  await tellResult(
    ctx,
    own,
    'decided',
    { number: form.decision, on: form.decidedOn },
    councilDecided(number, decision, today),
  )
}

export type OwnResult = OwnProcess & { budget: Budget; today: PlainDay }

/** The budget of an own process, locked, for a step of its result. @throws RuleBroken budgeting.result.given-up */
export async function ownResult(ctx: WriteContext, number: number): Promise<OwnResult> {
  const { process, by } = await lockOwnProcess(ctx, number, runResults)
  if (process.state === 'cancelled') throw new RuleBroken('budgeting.result.given-up')
  return { process, by, budget: await lockBudget(ctx.tx, process.id), today: dayOf(ctx.now, ctx.timeZone) }
}

/** In the timeline, the audit trail and the public log. */
export async function tellResult(
  ctx: WriteContext,
  { process, by }: OwnProcess,
  what: 'protocol' | 'decided' | 'annulled' | 'envelope-annulled',
  data: Record<string, string | Localised>,
  entry: Entry,
): Promise<void> {
  await recordProcessEvent(ctx.tx, { processId: process.id, kind: `budgeting.${what}`, data, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: `budgeting.${what}`,
    subject: { kind: 'process', id: String(process.number) },
    data,
    now: ctx.now,
  })
  appendEntries(ctx.tx, [entry], ctx.now)
}
