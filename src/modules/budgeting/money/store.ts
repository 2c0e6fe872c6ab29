import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Budget, Envelope } from '../budget.ts'

export async function setBudget(
  tx: Tx,
  processId: string,
  one: Pick<Budget, 'supportsNeeded' | 'contestDays' | 'ballots' | 'tie' | 'exclusive' | 'listsBallots' | 'asksAge'>,
): Promise<void> {
  await sql`
    UPDATE budgeting.budget SET supports_needed = ${one.supportsNeeded}, contest_days = ${one.contestDays}, ballots = ${one.ballots},
      tie = ${one.tie}, exclusive = ${JSON.stringify(one.exclusive)}::jsonb, lists_ballots = ${one.listsBallots},
      asks_age = ${one.asksAge}
    WHERE process_id = ${processId}`.execute(tx)
}

export async function setEnvelope(tx: Tx, one: Omit<Envelope, 'processId' | 'position'>): Promise<void> {
  await sql`
    UPDATE budgeting.envelope SET name = ${JSON.stringify(one.name)}::jsonb, place_key = ${one.placeKey}, amount = ${one.amount},
      min_cost = ${one.minCost}, max_cost = ${one.maxCost}, category = ${one.category}, ballot_kind = ${one.ballotKind},
      min_picks = ${one.minPicks}, max_picks = ${one.maxPicks}, points = ${one.points}, max_points = ${one.maxPoints}, rule = ${one.rule},
      parameters = ${JSON.stringify(one.parameters)}::jsonb, leftovers = ${one.leftovers}, amount_proposed = false
    WHERE id = ${one.id}`.execute(tx)
}

/** Takes an envelope away into which nothing stands accepted. */
export async function dropEnvelope(tx: Tx, id: string): Promise<void> {
  // What was accepted into it and then withdrawn or hidden.
  await sql`UPDATE budgeting.idea SET envelope_id = NULL WHERE envelope_id = ${id}`.execute(tx)
  await sql`DELETE FROM budgeting.envelope WHERE id = ${id}`.execute(tx)
}

/** What stands accepted into an envelope: cost in minor units and place of each idea. */
export async function acceptedInto(
  db: Db | Tx,
  envelopeId: string,
): Promise<{ number: number; cost: number; placeKey: string; category: string }[]> {
  const { rows } = await sql<{ number: number; cost: number; placeKey: string; category: string }>`
    SELECT i.number, c.works + c.vat + c.design + c.contingency AS cost, i.place_key AS "placeKey", i.category
    FROM budgeting.idea i JOIN budgeting.cost c ON c.idea_id = i.id
    WHERE i.envelope_id = ${envelopeId} AND i.state = 'accepted' ORDER BY i.number`.execute(db)
  return rows
}

/** Those of the numbers that are ideas of the process. */
export async function ideasAmong(db: Db | Tx, processId: string, numbers: number[]): Promise<number[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<{ number: number }>`
    SELECT number FROM budgeting.idea WHERE process_id = ${processId} AND number = ANY(${numbers}::bigint[])`.execute(
    db,
  )
  return rows.map(({ number }) => number)
}
