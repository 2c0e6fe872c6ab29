import { type RawBuilder, sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Voted } from '../idea.ts'
import type { Picks } from '../vote/choice.ts'
import type { Counted } from './count-envelope.ts'

export interface ResultRow {
  envelope: number
  ballots: number
  outcome: Counted
  countedAt: Date
  /** Why the result of this envelope was annulled while others stand: nothing that it chose is funded. */
  annulledReason: string | null
  /** Number of the process in which it is voted on again; not of one that was given up. */
  again: number | null
}

export async function keepResult(
  tx: Tx,
  result: { envelopeId: string; processId: string; ballots: number; outcome: Counted; countedAt: Date },
): Promise<void> {
  await sql`
    INSERT INTO budgeting.result (envelope_id, process_id, ballots, outcome, counted_at)
    VALUES (${result.envelopeId}, ${result.processId}, ${result.ballots}, ${JSON.stringify(result.outcome)}::jsonb, ${result.countedAt})
    ON CONFLICT (envelope_id) DO UPDATE SET ballots = excluded.ballots, outcome = excluded.outcome, counted_at = excluded.counted_at`.execute(
    tx,
  )
}

/** Outcomes of a process by envelope; none before it was counted. */
export async function resultsOf(db: Db | Tx, processId: string): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    SELECT e.position AS envelope, r.ballots, r.outcome, r.counted_at AS "countedAt", e.annulled_reason AS "annulledReason",
      (SELECT p.number FROM budgeting.held_again h JOIN processes.process p ON p.id = h.process_id 
        WHERE h.envelope_id = e.id AND p.state <> 'cancelled') AS again
    FROM budgeting.result r JOIN budgeting.envelope e ON e.id = r.envelope_id
    WHERE r.process_id = ${processId} ORDER BY e.position`.execute(db)
  return rows
}

/** What came of an idea on a ballot, and the number of the process in which it was voted on. */
export interface VotedOn {
  voted: Voted
  process: number
}

/**
 * What came of the vote on ideas that stood on a ballot, by their ids; nothing of those on which no council has decided. A project of the
 * reserve lost, and is funded nevertheless.
 */
export const votedOn = (db: Db | Tx, ideaIds: string[]): Promise<Map<string, VotedOn>> =>
  votedWhere(db, sql`o.idea_id = ANY(${ideaIds}::uuid[])`)

/** The same of all ideas that were proposed in a process; where a vote was held again, in another one than theirs. */
export const votedIn = (db: Db | Tx, processId: string): Promise<Map<string, VotedOn>> =>
  votedWhere(db, sql`o.idea_id IN (SELECT id FROM budgeting.idea WHERE process_id = ${processId})`)

/** The table of projects is `o`. */
async function votedWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<Map<string, VotedOn>> {
  const { rows } = await sql<VotedOn & { idea: string }>`
    SELECT DISTINCT ON (o.idea_id) o.idea_id AS idea, p.number AS process, CASE WHEN d.state = 'stopped' THEN 'stopped'
      WHEN d.state IS NOT NULL OR (r.outcome->'selected') ? o.number::text THEN 'funded' ELSE 'not-funded' END AS voted
    FROM budgeting.project o JOIN budgeting.budget b ON b.process_id = o.process_id
    JOIN budgeting.envelope e ON e.id = o.envelope_id JOIN budgeting.result r ON r.envelope_id = e.id
    JOIN processes.process p ON p.id = o.process_id LEFT JOIN budgeting.delivery d ON d.project_id = o.id
    WHERE ${where} AND o.void_at IS NULL AND b.result_state = 'decided' AND e.annulled_at IS NULL
    ORDER BY o.idea_id, p.number DESC`.execute(db)
  return new Map(rows.map(({ idea, ...one }) => [idea, one]))
}

/** The dice of the lot, once. */
export async function setDice(tx: Tx, processId: string, dice: string, now: Date): Promise<void> {
  await sql`UPDATE budgeting.budget SET lot_dice = ${dice}, lot_dice_at = ${now} WHERE process_id = ${processId}`.execute(
    tx,
  )
}

export async function setCounted(
  tx: Tx,
  processId: string,
  checkpoint: string,
  contestUntil: PlainDay,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE budgeting.budget SET result_state = 'provisional', lot_checkpoint = ${checkpoint}, counted_at = ${now},
      contest_until = ${contestUntil}, annulled_reason = NULL, protocol_at = NULL WHERE process_id = ${processId}`.execute(
    tx,
  )
}

export async function setProtocol(tx: Tx, processId: string, now: Date): Promise<void> {
  await sql`UPDATE budgeting.budget SET result_state = 'protocol', protocol_at = ${now} WHERE process_id = ${processId}`.execute(
    tx,
  )
}

export async function setDecision(
  tx: Tx,
  processId: string,
  decision: { number: string; on: PlainDay },
): Promise<void> {
  await sql`
    UPDATE budgeting.budget SET result_state = 'decided', decision_number = ${decision.number}, decision_on = ${decision.on}
    WHERE process_id = ${processId}`.execute(tx)
}

export async function setAnnulled(tx: Tx, processId: string, reason: string): Promise<void> {
  await sql`
    UPDATE budgeting.budget SET result_state = 'annulled', annulled_reason = ${reason} WHERE process_id = ${processId}`.execute(
    tx,
  )
}

/** The result of one envelope is annulled; those of the others stand. */
export async function setEnvelopeAnnulled(tx: Tx, envelopeId: string, reason: string, now: Date): Promise<void> {
  await sql`
    UPDATE budgeting.envelope SET annulled_at = ${now}, annulled_reason = ${reason} WHERE id = ${envelopeId}`.execute(
    tx,
  )
}

/** What every ballot that counts says, cast online or on paper. */
export async function picksOfAll(db: Db | Tx, processId: string): Promise<Picks[]> {
  const { rows } = await sql<{ picks: Picks }>`
    SELECT picks FROM budgeting.ballot WHERE process_id = ${processId} AND replaced_at IS NULL ORDER BY commitment`.execute(
    db,
  )
  const { rows: onPaper } = await sql<{ picks: Record<string, number[]> }>`
    SELECT picks FROM budgeting.paper_ballot WHERE process_id = ${processId} ORDER BY position`.execute(db)
  return [...rows, ...onPaper].map(({ picks }) => picks)
}
