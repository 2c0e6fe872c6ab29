import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Counted } from '../result/count-envelope.ts'
import { hashOf } from '../result/count-votes.ts'
import type { Difference } from './difference.ts'
import { type InLog, nothing } from './read-log.ts'

interface Row {
  processId: string
  process: number
  envelope: number
  /** Null where there should be one. */
  outcome: Counted | null
}

/** Each outcome that stands, as the page shows it, against the fingerprint of the newest result in the log. */
export async function compareResults(tx: Tx, log: Map<number, InLog>): Promise<Difference[]> {
  const { rows } = await sql<Row>`
    SELECT e.process_id AS "processId", p.number AS process, e.position AS envelope, r.outcome
    FROM budgeting.budget b JOIN processes.process p ON p.id = b.process_id
    JOIN budgeting.envelope e ON e.process_id = b.process_id LEFT JOIN budgeting.result r ON r.envelope_id = e.id
    WHERE b.result_state IN ('provisional', 'protocol', 'decided') AND p.rehearsal_of IS NULL ORDER BY e.process_id, e.position`.execute(
    tx,
  )
  const sums = new Map<string, { envelopes: number; agreeing: number }>()
  for (const { processId, process, envelope, outcome } of rows) {
    const sum = sums.get(processId) ?? { envelopes: 0, agreeing: 0 }
    sums.set(processId, sum)
    sum.envelopes += 1
    const told = (log.get(process) ?? nothing).results.get(envelope)
    if (outcome && hashOf(outcome).toString('base64url') === told) sum.agreeing += 1
  }
  return [...sums].flatMap(([processId, { envelopes, agreeing }]) =>
    envelopes === agreeing
      ? []
      : [{ processId, ideaId: null, place: 'result' as const, expected: { envelopes }, found: { agreeing } }],
  )
}
