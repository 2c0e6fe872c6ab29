import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { RuleName } from '../counting/rule-names.ts'

export interface EvaluationRow {
  envelope: number
  rule: RuleName
  selected: number[]
  cost: number
  excluded: number
  meanWinners: number
}

/** What other rules would have chosen, by envelope and in the order of rules; nothing before it was worked out. */
export async function evaluationOf(db: Db | Tx, processId: string): Promise<EvaluationRow[]> {
  const { rows } = await sql<EvaluationRow>`
    SELECT e.position AS envelope, v.rule, v.selected, v.cost, v.excluded, v.mean_winners AS "meanWinners"
    FROM budgeting.evaluation v JOIN budgeting.envelope e ON e.id = v.envelope_id
    WHERE v.process_id = ${processId} ORDER BY e.position, v.position`.execute(db)
  return rows
}

export async function isEvaluated(db: Db | Tx, processId: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM budgeting.evaluation WHERE process_id = ${processId} LIMIT 1`.execute(db)
  return rows.length > 0
}

/** In place of what was kept before. */
export async function keepEvaluation(
  tx: Tx,
  processId: string,
  all: (Omit<EvaluationRow, 'envelope'> & { envelopeId: string })[],
  now: Date,
): Promise<void> {
  await sql`DELETE FROM budgeting.evaluation WHERE process_id = ${processId}`.execute(tx)
  for (const [position, one] of all.entries())
    await sql`
      INSERT INTO budgeting.evaluation (envelope_id, rule, process_id, position, selected, cost, excluded, mean_winners, evaluated_at)
      VALUES (${one.envelopeId}, ${one.rule}, ${processId}, ${position}, ${one.selected}::integer[], ${one.cost}, ${one.excluded},
        ${one.meanWinners}, ${now})`.execute(tx)
}

/** Processes whose result the council decided on and that nobody evaluated yet. */
export async function decidedWithout(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT b.process_id AS id FROM budgeting.budget b
    WHERE b.result_state = 'decided' AND NOT EXISTS (SELECT 1 FROM budgeting.evaluation v WHERE v.process_id = b.process_id)
      AND EXISTS (SELECT 1 FROM budgeting.result r WHERE r.process_id = b.process_id)
    LIMIT 20`.execute(db)
  return rows.map(({ id }) => id)
}
