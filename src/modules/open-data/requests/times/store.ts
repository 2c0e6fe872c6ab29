import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import { REQUEST, type RequestKind } from '../request.ts'
import type { Quarter } from './quarters.ts'

/** Requests of one kind that were answered in a quarter, by one institution or (null) by all. */
export interface AnsweredRow {
  quarter: Quarter
  kind: RequestKind
  organisationId: string | null
  answered: number
  /** Days from sending to answering: half of the requests took no longer. */
  medianDays: number
  /** Within the term that ran for them. */
  inTime: number
}

/**
 * What may be told of the requests that were answered in a stretch of whole quarters that are over, so that no number ever changes. Told of an
 * institution are requests of at least k different people; of all institutions together the same, and only where those whose institution is not
 * told are at least k people, or nobody: else the difference would tell of them.
 */
export async function answeredRows(
  db: Db,
  { from, until, timeZone, k }: { from: Date; until: Date; timeZone: string; k: number },
): Promise<AnsweredRow[]> {
  const figures = sql`count(*) AS answered, percentile_cont(0.5) WITHIN GROUP (ORDER BY a.days) AS "medianDays",
    count(*) FILTER (WHERE a.in_time) AS "inTime"`
  const { rows } = await sql<AnsweredRow>`
    WITH answered AS (
      SELECT r.organisation_id, r.kind, r.mailbox_id, to_char(r.closed_at AT TIME ZONE ${timeZone}, 'YYYY"-Q"Q') AS quarter,
        (r.closed_at AT TIME ZONE ${timeZone})::date - (r.sent_at AT TIME ZONE ${timeZone})::date AS days,
        NOT EXISTS (SELECT FROM lifecycle.clock c WHERE c.subject_kind = ${REQUEST} AND c.subject_id = r.id::text AND c.stopped_on > c.due_on) AS in_time
      FROM open_data.data_request r WHERE r.state = 'answered' AND r.closed_at >= ${from} AND r.closed_at < ${until}
    ), of_one AS (
      SELECT quarter, kind, organisation_id, count(DISTINCT mailbox_id) >= ${k}::bigint AS told FROM answered GROUP BY quarter, kind, organisation_id
    )
    SELECT a.quarter, a.kind, a.organisation_id AS "organisationId", ${figures}
    FROM answered a JOIN of_one USING (quarter, kind, organisation_id) WHERE told GROUP BY a.quarter, a.kind, a.organisation_id
    UNION ALL
    SELECT a.quarter, a.kind, NULL, ${figures}
    FROM answered a JOIN of_one USING (quarter, kind, organisation_id) GROUP BY a.quarter, a.kind
    HAVING count(DISTINCT a.mailbox_id) >= ${k}::bigint
      AND (bool_and(told) OR count(DISTINCT a.mailbox_id) FILTER (WHERE NOT told) >= ${k}::bigint)`.execute(db)
  return rows
}
