import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { petitionArchived } from '../ledger-entries.ts'
import { recordEvent } from '../record-event.ts'
import { namesDays } from './settings.ts'

/** Rows a transaction: a petition may have a million, and what waits behind their locks should not wait long. */
const BATCH = 5000
/** The event that says it was done. */
const FORGOTTEN = 'signing.archived'

/**
 * A set time after closing, or after a refusal that took a petition down for good: names, villages and sources of signatures are forgotten,
 * and who spoke for an organisation; then a closed petition is archived. Counts, units, levels and keyed hashes stay, so the total can still
 * be recounted. The mailbox stays linked for those who have an account (their own list) or wait for news; for all others that link goes too.
 * Safe to repeat and to stop half-way.
 */
export async function forgetNames(services: Services): Promise<void> {
  const now = services.clock.now()
  const { rows } = await sql<{ id: string; closedAt: Date }>`
    SELECT p.id, coalesce(p.closed_at, p.refused_at) AS "closedAt" FROM petitions.petition p
    WHERE (p.state = 'closed' OR (p.state = 'refused-finally' AND p.published_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM petitions.event e WHERE e.petition_id = p.id AND e.kind = ${FORGOTTEN})))
      AND coalesce(p.closed_at, p.refused_at) < ${now} ORDER BY 2 LIMIT 1000`.execute(services.db)
  await eachApart(rows, async ({ id, closedAt }) => {
    const closedOn = dayOf(closedAt, services.timeZone)
    const days = await services.settings.valueOn(namesDays, closedOn)
    if (dayOf(now, services.timeZone) <= addDays(closedOn, days)) return
    while ((await forgetSome(services, id)) === BATCH);
    await archive(services, id, now)
  })
}

async function forgetSome(services: Services, petitionId: string): Promise<number> {
  const { rows } = await sql`
    UPDATE petitions.signature s SET name = NULL, show_name = false, place_key = unit_key,
      mailbox_id = CASE WHEN signed_in OR wants_news THEN mailbox_id END
    FROM (
      SELECT id FROM petitions.signature
      WHERE petition_id = ${petitionId}
        AND (name IS NOT NULL OR show_name OR place_key <> unit_key OR (mailbox_id IS NOT NULL AND NOT signed_in AND NOT wants_news))
      LIMIT ${BATCH}
    ) batch
    WHERE s.petition_id = ${petitionId} AND s.id = batch.id RETURNING 1`.execute(services.db)
  return rows.length
}

/** One that was taken down keeps its state: its page goes on saying that it was refused, and why. */
async function archive(services: Services, id: string, now: Date): Promise<void> {
  await transact(services.db, async (tx) => {
    const { rows } = await sql<{ number: number }>`
      UPDATE petitions.petition p SET state = CASE p.state WHEN 'closed' THEN 'archived' ELSE p.state END
      WHERE p.id = ${id} AND p.state IN ('closed', 'refused-finally')
        AND NOT EXISTS (SELECT 1 FROM petitions.event e WHERE e.petition_id = p.id AND e.kind = ${FORGOTTEN}) RETURNING p.number`.execute(
      tx,
    )
    if (!rows[0]) return
    await sql`UPDATE petitions.supporting_organisation SET representative = NULL WHERE petition_id = ${id}`.execute(tx)
    await recordEvent(tx, { petitionId: id, kind: FORGOTTEN, now })
    appendEntries(tx, [petitionArchived(rows[0].number, dayOf(now, services.timeZone))], now)
  })
}
