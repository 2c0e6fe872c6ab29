import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Roll } from '#commons/processes/roll/roll.ts'
import { rollOf } from '#commons/processes/roll/store.ts'
import { findProcess, findPublicProcess } from '#commons/processes/store.ts'
import { Refusal, RuleBroken } from '#kernel/errors.ts'
import type { BatchContext } from '#kernel/http/context.ts'
import type { Envelope, Project } from '../budget.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { type Issuer, issuerOf } from './store.ts'

/** A vote with tokens as all acts of a batch see it. */
export interface OpenVote {
  process: Process
  issuer: Issuer
  /** Where it is a vote held again: the first one, whose tokens are no good here. */
  first: { number: number; spki: Buffer } | null
  roll: Roll | null
  envelopes: Envelope[]
  projects: Project[]
  asksAge: boolean
  currency: string
}

/**
 * The votes of a batch, each once and held open until its end; or why nobody acts there: NotFound, RuleBroken processes.not-open,
 * budgeting.tokens.by-account.
 */
export async function openVotes(ctx: BatchContext, numbers: number[]): Promise<Map<number, OpenVote | Refusal>> {
  const votes = new Map<number, OpenVote | Refusal>()
  // In one order: batches take the locks of phases beside each other.
  for (const number of [...new Set(numbers)].sort((a, b) => a - b))
    votes.set(
      number,
      await openVote(ctx, number).catch((error) => {
        if (error instanceof Refusal) return error
        throw error
      }),
    )
  return votes
}

async function openVote({ tx, now, timeZone }: BatchContext, number: number): Promise<OpenVote> {
  const process = await findPublicProcess(tx, number)
  await holdPhase(tx, process, 'budgeting.vote', dayOf(now, timeZone))
  const issuer = await issuerOf(tx, process.id)
  if (!issuer) throw new RuleBroken('budgeting.tokens.by-account')
  const { asksAge, currency } = await budgetOf(tx, process.id)
  return {
    process,
    issuer,
    first: process.againOf === null ? null : await firstVote(tx, process.againOf),
    roll: await rollOf(tx, process.id),
    envelopes: await envelopesOf(tx, process.id),
    projects: await projectsOf(tx, process.id),
    asksAge,
    currency,
  }
}

async function firstVote(tx: BatchContext['tx'], number: number): Promise<OpenVote['first']> {
  const issuer = await issuerOf(tx, (await findProcess(tx, number)).id)
  return issuer && { number, spki: issuer.spki }
}
