import { permit } from '#commons/access/permit.ts'
import { runProcesses } from '#commons/processes/permissions.ts'
import type { Process } from '#commons/processes/process.ts'
import { findProcess, phaseWith } from '#commons/processes/store.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { Budget, Envelope } from '../budget.ts'
import { chosenRule } from '../offered-rules.ts'
import { budgetOf, envelopesOf, proposedAmounts } from '../store.ts'
import type { EnvelopeFacts, EnvelopeView, MoneyView } from './replies.ts'

/** Money and rules of a process, for those who run it. */
export async function showMoney(ctx: Context, { number }: { number: number }): Promise<MoneyView> {
  const { process, budget, envelopes, proposed } = await read(ctx, number)
  return {
    process: processRef(ctx, process),
    currency: budget.currency,
    supportsNeeded: budget.supportsNeeded,
    gathersNeeds: (await phaseWith(ctx.db, process.id, 'budgeting.needs')) !== null,
    contestDays: budget.contestDays,
    tie: budget.tie,
    exclusive: budget.exclusive,
    listsBallots: budget.listsBallots,
    ballots: budget.ballots,
    asksAge: budget.asksAge,
    envelopes: envelopes.map((envelope) => factsOf(ctx, envelope, proposed)),
    mayChange: mayChange(process, budget),
    fixedAt: budget.fixedAt?.toISOString() ?? null,
  }
}

/** One envelope to change, or with `envelope` null the form of a new one. @throws NotFound */
export async function showEnvelope(
  ctx: Context,
  { number, envelope: position }: { number: number; envelope: number | null },
): Promise<EnvelopeView> {
  const { process, budget, envelopes, proposed } = await read(ctx, number)
  const envelope = position === null ? null : envelopes.find((one) => one.position === position)
  if (envelope === undefined) throw new NotFound()
  return {
    process: processRef(ctx, process),
    currency: budget.currency,
    envelope: envelope && factsOf(ctx, envelope, proposed),
    places: ctx.places.under(process.placeKey).map((key) => ({ key, name: ctx.places.name(key, ctx.lang) })),
    mayChange: mayChange(process, budget),
    mayRemove: mayChange(process, budget) && envelopes.length > 1,
  }
}

/** Rules are open while the process is a draft and until the ballot is fixed; those of a vote that is held again are the first one's. */
export function mayChange(process: Process, budget: Budget): boolean {
  return (
    process.againOf === null && budget.fixedAt === null && (process.state === 'draft' || process.state === 'running')
  )
}

async function read(ctx: Context, number: number) {
  permit(ctx, runProcesses)
  const process = await findProcess(ctx.db, number)
  permit(ctx, runProcesses, { organisationId: process.organisationId })
  const [budget, envelopes, proposed] = await Promise.all([
    budgetOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
    proposedAmounts(ctx.db, process.id),
  ])
  return { process, budget, envelopes, proposed }
}

function processRef(ctx: Context, { number, title }: Process) {
  return { number, title: inLang(title, ctx.lang) }
}

function factsOf(ctx: Context, one: Envelope, proposed: number[]): EnvelopeFacts {
  const { id: _, processId: __, placeKey, parameters, ...facts } = one
  return {
    ...facts,
    amountProposed: proposed.includes(one.position),
    place: { key: placeKey, name: ctx.places.name(placeKey, ctx.lang) },
    chosen: chosenRule(parameters),
  }
}
