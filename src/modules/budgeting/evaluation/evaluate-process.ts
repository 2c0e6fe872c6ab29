import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import type { ToCount } from '../result/count-envelope.ts'
import { compareInThread } from '../result/count-in-thread.ts'
import { gather } from '../result/count-votes.ts'
import { budgetOf } from '../store.ts'
import { decidedWithout, keepEvaluation } from './store.ts'

/** After every decision of a council, whatever the machine does meanwhile. Safe to repeat: a process is evaluated once. */
export async function evaluateDecided(services: Services): Promise<void> {
  await eachApart(await decidedWithout(services.db), (id) => evaluateLater(services, { id }))
}

/** Counts without holding a transaction, which may take seconds, then keeps the rows. */
async function evaluateLater(services: Services, process: { id: string }): Promise<void> {
  const rows = await evaluated(services.db, process)
  await transact(services.db, (tx) => keepEvaluation(tx, process.id, rows, services.clock.now()))
}

/**
 * Counts a vote that was counted by its own rules again by others, and keeps what they would have chosen: from then on everybody sees it.
 * For a real vote it is for after the council's decision; a rehearsal may show it as soon as it was counted.
 */
export async function evaluateProcess(tx: Tx, process: { id: string }, now: Date): Promise<void> {
  await keepEvaluation(tx, process.id, await evaluated(tx, process), now)
}

async function evaluated(db: Db | Tx, process: { id: string }) {
  const { lotDice, lotCheckpoint } = await budgetOf(db, process.id)
  if (!lotDice || !lotCheckpoint) throw new Error('a vote is evaluated after it was counted')
  return compareGathered(await gather(db, process, { dice: lotDice, checkpoint: lotCheckpoint }))
}

/** The rows of a vote whose ballots were gathered with its lot: what each rule would have chosen. */
export async function compareGathered({ toCount, ids }: { toCount: ToCount[]; ids: string[] }) {
  return (await compareInThread(toCount)).map(({ at, selected, ...one }) => ({
    ...one,
    envelopeId: ids[at] as string,
    selected: selected.map(Number),
  }))
}
