import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import { type Phase, type Process, takesActs } from './process.ts'
import { phaseWith } from './store.ts'

// Locks by name, not of the phase's row: they queue fairly, so under a stream of voters the close still gets its turn.

/**
 * The open phase that offers a method, which stays open until the caller's transaction ends. Any number of acts hold it at once; who
 * closes it waits for them, and who comes later sees it closed.
 *
 * @param today what is cast on the last day counts; after midnight nothing does, even before the phase was closed
 * @throws RuleBroken processes.not-open
 */
export async function holdPhase(tx: Tx, process: Process, method: string, today: PlainDay): Promise<Phase> {
  await sql`SELECT pg_advisory_xact_lock_shared(${keyOf(process.id)})`.execute(tx)
  // A second statement: the first one's snapshot is older than the wait.
  const phase = await phaseWith(tx, process.id, method)
  if (!phase || !takesActs(phase, today)) throw new RuleBroken('processes.not-open')
  return phase
}

/** Whatever phases of some processes are open, or closed, stays so until the transaction ends. Like {@link holdPhase} before rows are locked. */
export async function holdPhases(tx: Tx, processIds: readonly string[]): Promise<void> {
  // In one order: who holds several does not wait for another who does.
  for (const id of processIds.toSorted()) await sql`SELECT pg_advisory_xact_lock_shared(${keyOf(id)})`.execute(tx)
}

/** Waits for the acts that {@link holdPhase} and {@link holdPhases} let in, and lets no more in until the transaction ends. */
export async function waitForActors(tx: Tx, processId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${keyOf(processId)})`.execute(tx)
}

function keyOf(processId: string) {
  return sql`hashtextextended('processes.actors ' || ${processId}::text, 0)`
}
