import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Budget, Envelope, NeedsRanking, Project } from './budget.ts'
import { namesOfIdea } from './names.ts'

const budgetColumns = sql`process_id AS "processId", currency, supports_needed AS "supportsNeeded", contest_days AS "contestDays", ballots,
  fixed_at AS "fixedAt", lot_dice AS "lotDice", lot_dice_at AS "lotDiceAt", lot_checkpoint AS "lotCheckpoint", result_state AS "resultState",
  counted_at AS "countedAt",
  contest_until AS "contestUntil", protocol_at AS "protocolAt", decision_number AS "decisionNumber", decision_on AS "decisionOn",
  annulled_reason AS "annulledReason", tie, exclusive, lists_ballots AS "listsBallots", needs_ranking AS "needsRanking", asks_age AS "asksAge"`
const envelopeColumns = sql`id, process_id AS "processId", position, name, place_key AS "placeKey", amount, min_cost AS "minCost",
  max_cost AS "maxCost", category, ballot_kind AS "ballotKind", min_picks AS "minPicks", max_picks AS "maxPicks",
  points, max_points AS "maxPoints", rule, parameters, leftovers`

/** @throws NotFound for a process that spends no money */
export async function budgetOf(db: Db | Tx, processId: string): Promise<Budget> {
  const { rows } =
    await sql<Budget>`SELECT ${budgetColumns} FROM budgeting.budget WHERE process_id = ${processId}`.execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** The budget, locked until the act is over. @throws NotFound */
export async function lockBudget(tx: Tx, processId: string): Promise<Budget> {
  const { rows } = await sql<Budget>`
    SELECT ${budgetColumns} FROM budgeting.budget WHERE process_id = ${processId} FOR NO KEY UPDATE`.execute(tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export async function addBudget(
  tx: Tx,
  budget: Pick<Budget, 'processId' | 'currency' | 'supportsNeeded' | 'contestDays' | 'ballots'>,
): Promise<void> {
  await sql`
    INSERT INTO budgeting.budget (process_id, currency, supports_needed, contest_days, ballots)
    VALUES (${budget.processId}, ${budget.currency}, ${budget.supportsNeeded}, ${budget.contestDays}, ${budget.ballots})`.execute(
    tx,
  )
}

export async function setNeedsRanking(tx: Tx, processId: string, ranking: NeedsRanking): Promise<void> {
  await sql`UPDATE budgeting.budget SET needs_ranking = ${ranking} WHERE process_id = ${processId}`.execute(tx)
}

/** Envelopes of a process, in their order. */
export async function envelopesOf(db: Db | Tx, processId: string): Promise<Envelope[]> {
  const { rows } = await sql<Envelope>`
    SELECT ${envelopeColumns} FROM budgeting.envelope WHERE process_id = ${processId} ORDER BY position`.execute(db)
  return rows
}

export async function addEnvelope(tx: Tx, one: Envelope): Promise<void> {
  await sql`
    INSERT INTO budgeting.envelope (id, process_id, position, name, place_key, amount, min_cost, max_cost, category, ballot_kind, min_picks, max_picks,
      points, max_points, rule, parameters, leftovers)
    VALUES (${one.id}, ${one.processId}, ${one.position}, ${JSON.stringify(one.name)}::jsonb, ${one.placeKey}, ${one.amount}, ${one.minCost},
      ${one.maxCost}, ${one.category}, ${one.ballotKind}, ${one.minPicks}, ${one.maxPicks}, ${one.points}, ${one.maxPoints}, ${one.rule}, ${JSON.stringify(one.parameters)}::jsonb, ${one.leftovers})`.execute(
    tx,
  )
}

/** The sums of a draft are what its blueprint proposes, until an official says them. */
export async function proposeAmounts(tx: Tx, processId: string): Promise<void> {
  await sql`UPDATE budgeting.envelope SET amount_proposed = true WHERE process_id = ${processId}`.execute(tx)
}

/** Positions of envelopes whose sum no official has said. */
export async function proposedAmounts(db: Db | Tx, processId: string): Promise<number[]> {
  const { rows } = await sql<{ position: number }>`
    SELECT position FROM budgeting.envelope WHERE process_id = ${processId} AND amount_proposed ORDER BY position`.execute(
    db,
  )
  return rows.map(({ position }) => position)
}

/** Envelopes outside of a process's place become of the whole place. @param within the place and all under it */
export async function moveStrayEnvelopes(
  tx: Tx,
  process: Pick<Process, 'id' | 'placeKey'>,
  within: string[],
): Promise<void> {
  await sql`
    UPDATE budgeting.envelope SET place_key = ${process.placeKey}
    WHERE process_id = ${process.id} AND place_key <> ALL(${within}::text[])`.execute(tx)
}

/** What stands on the ballot of a process, by number. */
export async function projectsOf(db: Db | Tx, processId: string): Promise<Project[]> {
  const { rows } = await sql<Project>`
    SELECT p.id, p.process_id AS "processId", p.envelope_id AS "envelopeId", e.position AS envelope, p.idea_id AS "ideaId",
      jsonb_build_object('number', i.number, 'slug', i.slug) AS idea, p.number, p.title, p.lang, ${namesOfIdea} AS names, p.cost, p.void_at AS "voidAt",
      p.void_reason AS "voidReason"
    FROM budgeting.project p
    JOIN budgeting.envelope e ON e.id = p.envelope_id
    JOIN budgeting.idea i ON i.id = p.idea_id
    WHERE p.process_id = ${processId} ORDER BY p.number`.execute(db)
  return rows
}

/** Where the projects of a process would be, by number. */
export async function placesOfProjects(db: Db | Tx, processId: string): Promise<Map<number, string>> {
  const { rows } = await sql<{ number: number; placeKey: string }>`
    SELECT p.number, i.place_key AS "placeKey" FROM budgeting.project p JOIN budgeting.idea i ON i.id = p.idea_id
    WHERE p.process_id = ${processId}`.execute(db)
  return new Map(rows.map(({ number, placeKey }) => [number, placeKey]))
}
