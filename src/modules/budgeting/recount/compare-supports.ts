import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Difference } from './difference.ts'
import type { InLog } from './read-log.ts'

/**
 * The number on each idea against the rows of its supporters, and, once gathering has ended, against what the log says was counted. Who has
 * their data erased afterwards takes a row away and stays counted, so then there may be fewer rows, and never more.
 */
export async function compareSupports(tx: Tx, log: Map<number, InLog>): Promise<Difference[]> {
  const { rows: kept } = await sql<Difference>`
    SELECT i.process_id AS "processId", i.id AS "ideaId", 'supports' AS place, jsonb_build_object('supports', n.rows) AS expected,
      jsonb_build_object('supports', i.supports) AS found
    FROM budgeting.idea i CROSS JOIN LATERAL (
      SELECT count(*)::integer AS rows FROM budgeting.idea_support s WHERE s.idea_id = i.id
    ) n WHERE CASE WHEN i.state = 'proposed' THEN n.rows <> i.supports ELSE n.rows > i.supports END`.execute(tx)
  const told = [...log].flatMap(([process, { supports }]) =>
    [...supports].map(([idea, count]) => ({ process, idea, count })),
  )
  const { rows: counted } = await sql<Difference>`
    SELECT i.process_id AS "processId", i.id AS "ideaId", 'support-counted' AS place, jsonb_build_object('supports', t.count) AS expected,
      jsonb_build_object('supports', i.supports) AS found
    FROM unnest(${told.map((one) => one.process)}::bigint[], ${told.map((one) => one.idea)}::bigint[], ${told.map((one) => one.count)}::integer[])
      AS t (process, idea, count)
    JOIN budgeting.idea i ON i.number = t.idea JOIN processes.process p ON p.id = i.process_id AND p.number = t.process
    WHERE i.supports <> t.count`.execute(tx)
  return [...kept, ...counted]
}
