import { createHash } from 'node:crypto'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { phaseWith, recordProcessEvent } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { mayStandIdle } from '#kernel/database/stand-idle.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { isHeldAgain } from '../again/store.ts'
import { type Budget, tieMethods } from '../budget.ts'
import { drawLot } from '../counting/lot.ts'
import { excludingSets } from '../exclusive.ts'
import { budgetOf, envelopesOf, lockBudget, projectsOf } from '../store.ts'
import { type ClosingCheckpoint, checkpointOf, closingCheckpoint } from './closing-checkpoint.ts'
import type { Counted, ToCount } from './count-envelope.ts'
import { countInThread } from './count-in-thread.ts'
import { lotDrawn, resultCounted } from './ledger-entries.ts'
import { runResults } from './permissions.ts'
import { keepResult, picksOfAll, setCounted } from './store.ts'

/**
 * The votes are counted with the dice that stand in the public log, and the result is provisional.
 *
 * @throws RuleBroken budgeting.result.given-up, .not-closed, .counted-already, .held-again, .no-dice, .not-published-yet
 */
export async function countVotes(ctx: WriteContext, number: number): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number, runResults)
  await countProcess(ctx, ctx.tx, process, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.count',
    subject: { kind: 'process', id: String(number) },
    now: ctx.now,
  })
}

/** The count itself. */
async function countProcess(services: Services, tx: Tx, process: Process, now: Date): Promise<void> {
  if (process.state === 'cancelled') throw new RuleBroken('budgeting.result.given-up')
  const budget = await lockBudget(tx, process.id)
  const phase = await phaseWith(tx, process.id, 'budgeting.vote')
  if (!phase?.closedAt) throw new RuleBroken('budgeting.result.not-closed')
  if (budget.resultState !== 'none' && budget.resultState !== 'annulled')
    throw new RuleBroken('budgeting.result.counted-already')
  if (await isHeldAgain(tx, process.id)) throw new RuleBroken('budgeting.result.held-again')
  const { lotDice: dice } = budget
  if (!dice) throw new RuleBroken('budgeting.result.no-dice')
  const checkpoint = await checkpointFor(tx, process.number, budget)
  if (!checkpoint) throw new RuleBroken('budgeting.result.not-published-yet')
  const { toCount, ids } = await gather(tx, process, { dice, checkpoint: checkpoint.root })
  await mayStandIdle(tx)
  const outcomes = await countInThread(toCount)
  const today = dayOf(now, services.timeZone)
  await setCounted(tx, process.id, checkpoint.root, addDays(today, budget.contestDays), now)
  appendEntries(tx, [lotDrawn(process.number, { dice, checkpoint: { ...checkpoint } }, today)], now)
  for (const [at, outcome] of outcomes.entries()) {
    const { envelope } = toCount[at] as ToCount
    const ballots = outcome.metrics.voters
    await keepResult(tx, { envelopeId: ids[at] as string, processId: process.id, ballots, outcome, countedAt: now })
    const { position, rule } = envelope
    const { selected, cost, received } = outcome
    appendEntries(
      tx,
      [
        resultCounted(
          process.number,
          { position, rule, ballots, selected: selected.map(Number), cost, received, outcomeHash: hashOf(outcome) },
          today,
        ),
      ],
      now,
    )
  }
  await recordProcessEvent(tx, { processId: process.id, kind: 'budgeting.counted', now })
}

/** The tree that draws the lot with the dice. A recount has the lot of the first count, also one from before dice were in the log. */
export async function checkpointFor(
  db: Db | Tx,
  process: number,
  { lotDiceAt, lotCheckpoint }: Pick<Budget, 'lotDiceAt' | 'lotCheckpoint'>,
): Promise<ClosingCheckpoint | null> {
  if (lotCheckpoint) return checkpointOf(db, lotCheckpoint)
  return lotDiceAt && closingCheckpoint(db, process, lotDiceAt)
}

/** What every envelope is counted from. */
export async function gather(
  tx: Db | Tx,
  process: Pick<Process, 'id'>,
  seed: { dice: string; checkpoint: string },
): Promise<{ toCount: ToCount[]; ids: string[] }> {
  const envelopes = await envelopesOf(tx, process.id)
  const projects = await projectsOf(tx, process.id)
  const ballots = await picksOfAll(tx, process.id)
  const { tie, exclusive } = await budgetOf(tx, process.id)
  const sets = excludingSets(exclusive, projects)
  // One lot over all projects, void ones too: what is drawn does not depend on what is left.
  const lot = await drawLot(
    projects.map(({ number }) => String(number)),
    seed,
    (bytes) => createHash('sha256').update(bytes).digest(),
  )
  return {
    ids: envelopes.map(({ id }) => id),
    toCount: envelopes.map(({ position, amount, ballotKind, maxPicks, rule, parameters, leftovers }) => ({
      envelope: { position, amount, ballotKind, maxPicks, rule, parameters, leftovers },
      projects: projects
        .filter(({ envelope, voidAt }) => envelope === position && !voidAt)
        .map(({ number, cost, title }) => ({ number, cost, title })),
      exclusive: sets.filter((set) => projects.some((one) => one.envelope === position && set.includes(one.number))),
      ballots: ballots.map((picks) => picks[position] ?? []),
      tie: { criteria: tieMethods[tie], lot },
    })),
  }
}

/** SHA-256 of the canonical JSON of an outcome, as the log names it. */
export function hashOf(outcome: Counted): Buffer {
  // As it is kept: what is undefined is left out.
  const kept = JSON.parse(JSON.stringify(outcome)) as Json
  return createHash('sha256').update(canonicalJson(kept)).digest()
}
