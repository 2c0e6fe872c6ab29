import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { paperCounts } from './settings.ts'

/**
 * Brings into each threshold what its own authority accepted on paper, where the authority's setting says that it counts today,
 * and takes it out again where it no longer does.
 *
 * @returns ids of the petitions whose thresholds changed
 */
export async function countToThresholds(
  services: Pick<Services, 'settings'>,
  tx: Tx,
  today: PlainDay,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT organisation_id AS id FROM petitions.paper_batch WHERE state IN ('accepted', 'ended')`.execute(tx)
  if (rows.length === 0) return []
  const counting: string[] = []
  for (const { id } of rows) if (await services.settings.valueOn(paperCounts, today, id)) counting.push(id)
  const changed = await sql<{ id: string }>`
    WITH paper AS (
      SELECT petition_id, organisation_id,
        coalesce(sum(signatures) FILTER (WHERE state = 'accepted' AND organisation_id = ANY(${counting}::uuid[])), 0) AS signatures
      FROM petitions.paper_batch WHERE state IN ('accepted', 'ended') GROUP BY petition_id, organisation_id
    )
    UPDATE petitions.threshold t SET paper = p.signatures FROM paper p
    WHERE t.petition_id = p.petition_id AND t.organisation_id = p.organisation_id AND t.paper <> p.signatures
    RETURNING t.petition_id AS id`.execute(tx)
  return [...new Set(changed.rows.map(({ id }) => id))]
}
