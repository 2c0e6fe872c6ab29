import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { PetitionRow } from '../store.ts'

// Locks by name, not of the petition's row: they queue fairly. Under a stream of signers that share the row's lock, the UPDATE that
// closes a petition waited until its statement timed out.

/**
 * The state of petitions, which stays so until the caller's transaction ends. Any number of acts hold a petition at once; who closes
 * it or takes it down waits for them, and who comes later waits for that and sees the new state. To be called before mailboxes and
 * signatures are locked.
 */
export async function holdOpen(
  tx: Tx,
  ids: string[],
): Promise<Map<string, Pick<PetitionRow, 'number' | 'state' | 'closesOn'>>> {
  // In one order, so that two batches never wait in a circle with those who close.
  const sorted = [...new Set(ids)].sort()
  await sql`SELECT pg_advisory_xact_lock_shared(${keyOf(sql`id`)}) FROM unnest(${sorted}::text[]) AS one (id)`.execute(
    tx,
  )
  // A second statement: the first one's snapshot is older than the wait.
  const { rows } = await sql<Pick<PetitionRow, 'id' | 'number' | 'state' | 'closesOn'>>`
    SELECT id, number, state, closes_on AS "closesOn" FROM petitions.petition WHERE id = ANY(${sorted}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ id, ...petition }) => [id, petition]))
}

/**
 * For an act after which a petition takes no signatures: waits for the acts that {@link holdOpen} let in, and lets no more in until
 * the transaction ends. The caller may hold the petition's row, but not FOR UPDATE: those waited for still refer to it.
 */
export async function waitForSigners(tx: Tx, id: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${keyOf(sql`${id}::text`)})`.execute(tx)
}

function keyOf(id: ReturnType<typeof sql>) {
  return sql`hashtextextended('petitions.signers ' || ${id}, 0)`
}
