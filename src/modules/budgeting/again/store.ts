import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Budget, Envelope, Project } from '../budget.ts'
import { addEnvelope, envelopesOf } from '../store.ts'

/** In which processes envelopes are voted on again. A vote that was given up decides nothing: what it was about is held once more. */
const holding = sql`budgeting.held_again h JOIN processes.process p ON p.id = h.process_id`
const goesOn = sql`p.state <> 'cancelled'`

/** Envelopes whose result was annulled and that are not voted on again yet: all of them where the whole result was. */
export async function envelopesToHold(
  db: Db | Tx,
  { processId, resultState }: Pick<Budget, 'processId' | 'resultState'>,
): Promise<Envelope[]> {
  const { rows } = await sql<{ position: number }>`
    SELECT e.position FROM budgeting.envelope e
    WHERE e.process_id = ${processId} AND (e.annulled_at IS NOT NULL OR ${resultState === 'annulled'})
      AND NOT EXISTS (SELECT FROM ${holding} WHERE h.envelope_id = e.id AND ${goesOn})`.execute(db)
  const positions = rows.map(({ position }) => position)
  return (await envelopesOf(db, processId)).filter(({ position }) => positions.includes(position))
}

/** Whether the whole vote is held again, not one envelope of it: then its ballots are counted no more. */
export async function isHeldAgain(db: Db | Tx, processId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM ${holding} JOIN budgeting.envelope e ON e.id = h.envelope_id
    WHERE e.process_id = ${processId} AND e.annulled_at IS NULL AND ${goesOn} LIMIT 1`.execute(db)
  return rows.length > 0
}

/** The conditions of a vote and of its delivery, for another one; without what happened in it. */
export async function copyBudget(tx: Tx, source: Pick<Process, 'id'>, copy: Pick<Process, 'id'>): Promise<void> {
  await sql`
    INSERT INTO budgeting.budget (process_id, currency, supports_needed, contest_days, tie, exclusive, lists_ballots, ballots, asks_age)
    SELECT ${copy.id}, currency, supports_needed, contest_days, tie, exclusive, lists_ballots, ballots, asks_age
    FROM budgeting.budget WHERE process_id = ${source.id}`.execute(tx)
  await sql`
    INSERT INTO budgeting.delivery_rule (process_id, over_cost_percent, top_up, fallback)
    SELECT ${copy.id}, over_cost_percent, top_up, fallback FROM budgeting.delivery_rule WHERE process_id = ${source.id}`.execute(
    tx,
  )
}

/**
 * An envelope with its projects on the ballot of another vote: at the same place, with the same numbers and costs.
 *
 * @param money what can be spent, minor units
 * @param off why a project is off the ballot from the start; null where it stands on it
 */
export async function copyEnvelope(
  tx: Tx,
  copy: Pick<Process, 'id'>,
  envelope: Envelope,
  money: number,
  projects: { project: Project; off: string | null }[],
  now: Date,
): Promise<void> {
  const id = newId(now)
  await addEnvelope(tx, { ...envelope, id, processId: copy.id, amount: money })
  for (const { project, off } of projects)
    await sql`
      INSERT INTO budgeting.project (id, process_id, envelope_id, idea_id, number, title, lang, cost, void_at, void_reason)
      VALUES (${newId(now)}, ${copy.id}, ${id}, ${project.ideaId}, ${project.number}, ${project.title}, ${project.lang}, ${project.cost},
        ${off === null ? null : now}, ${off})`.execute(tx)
  await sql`INSERT INTO budgeting.held_again (envelope_id, process_id) VALUES (${envelope.id}, ${copy.id})`.execute(tx)
}
