import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { refreshListingCounts } from '../find/refresh-listing.ts'
import { thresholdMoved } from '../ledger-entries.ts'
import { countToThresholds } from '../paper/count-to-thresholds.ts'
import { recordEvent } from '../record-event.ts'
import { publishUnits } from './publish-units.ts'

interface Moved {
  petition_id: string
  number: number
  /** Short name of the authority that promised. */
  authority: string
  name: string
  signatures: number
  /** Of those that count, on paper. */
  paper: number
  crossed: boolean
}

/**
 * Moves the deltas of signatures into the totals and stamps thresholds that were crossed (or no longer are), in one
 * transaction. DELETE … RETURNING takes exactly the rows that are committed now: none is lost, none is counted twice.
 */
export async function foldCounts(services: Services): Promise<void> {
  const now = services.clock.now()
  await transact(services.db, async (tx) => {
    const today = dayOf(now, services.timeZone)
    const signed = await moveDeltas(tx, now)
    const onPaper = await countToThresholds(services, tx, today)
    const touched = [...new Set([...signed, ...onPaper])]
    await sql`
      INSERT INTO petitions.fold (folded_at) VALUES (${now})
      ON CONFLICT (single) DO UPDATE SET folded_at = excluded.folded_at`.execute(tx)
    if (touched.length === 0) return
    await publishUnits(tx, touched, await services.settings.valueOn(smallestToldApart, today), { now, today })
    const moved = await stampThresholds(tx, touched, now)
    for (const { petition_id, crossed, name, signatures, paper } of eventsOf(moved))
      await recordEvent(tx, {
        petitionId: petition_id,
        kind: `${paper > 0 ? 'paper' : 'signing'}.${crossed ? 'threshold-crossed' : 'threshold-uncrossed'}`,
        data: { name, signatures, ...(paper > 0 && { paper }) },
        now,
      })
    appendEntries(
      tx,
      moved.map(({ crossed, number, ...threshold }) =>
        thresholdMoved(crossed ? 'crossed' : 'uncrossed', number, threshold, today),
      ),
      now,
    )
    await refreshListingCounts(tx, touched, { ...services, now })
  })
}

async function moveDeltas(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ petition_id: string }>`
    WITH moved AS (
      DELETE FROM petitions.signature_delta RETURNING petition_id, unit_key, level, day, change
    ), totals AS (
      INSERT INTO petitions.signature_total AS t (petition_id, unit_key, level, day, signatures)
      SELECT petition_id, unit_key, level, day, sum(change) FROM moved GROUP BY petition_id, unit_key, level, day
      ON CONFLICT (petition_id, unit_key, level, day) DO UPDATE SET signatures = t.signatures + excluded.signatures
    ), days AS (
      INSERT INTO petitions.day_count AS d (petition_id, day, signatures)
      SELECT petition_id, day, sum(change) FROM moved GROUP BY petition_id, day
      ON CONFLICT (petition_id, day) DO UPDATE SET signatures = d.signatures + excluded.signatures
    ), units AS (
      INSERT INTO petitions.unit_count AS u (petition_id, unit_key, signatures)
      SELECT petition_id, unit_key, sum(change) FROM moved GROUP BY petition_id, unit_key
      ON CONFLICT (petition_id, unit_key) DO UPDATE SET signatures = u.signatures + excluded.signatures
    )
    INSERT INTO petitions.signature_count AS c (petition_id, email, strong, signed, folded_at)
    SELECT petition_id, coalesce(sum(change) FILTER (WHERE level = 'email'), 0), coalesce(sum(change) FILTER (WHERE level = 'strong'), 0),
      coalesce(sum(change) FILTER (WHERE level = 'signed'), 0), ${now}
    FROM moved GROUP BY petition_id
    ON CONFLICT (petition_id) DO UPDATE SET email = c.email + excluded.email, strong = c.strong + excluded.strong,
      signed = c.signed + excluded.signed, folded_at = excluded.folded_at
    RETURNING petition_id`.execute(tx)
  return rows.map((row) => row.petition_id)
}

/** Stamps a threshold reached, and takes the stamp back when signatures were removed. */
async function stampThresholds(tx: Tx, petitionIds: string[], now: Date): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    WITH standing AS (
      SELECT t.petition_id, t.organisation_id, t.name, t.crossed_at,
        coalesce(CASE t.level WHEN 'email' THEN c.total WHEN 'strong' THEN c.strong + c.signed ELSE c.signed END, 0) + t.paper
          >= t.signatures AS reached
      FROM petitions.threshold t LEFT JOIN petitions.signature_count c USING (petition_id)
      WHERE t.petition_id = ANY(${petitionIds}::uuid[])
    )
    UPDATE petitions.threshold t SET crossed_at = CASE WHEN s.reached THEN ${now}::timestamptz END
    FROM standing s, petitions.petition p, organisations.organisation o
    WHERE t.petition_id = s.petition_id AND t.organisation_id = s.organisation_id AND t.name = s.name AND p.id = t.petition_id
      AND o.id = t.organisation_id AND s.reached <> (s.crossed_at IS NOT NULL)
    RETURNING t.petition_id, p.number, o.slug AS authority, t.name, t.signatures, t.paper, s.reached AS crossed`.execute(
    tx,
  )
  return rows
}

/** One line of the timeline where several authorities promised the same; which they are, what they promised says next. */
function eventsOf(moved: Moved[]): Moved[] {
  const lines = moved.map((one): [string, Moved] => [
    [one.petition_id, one.name, one.signatures, one.paper, one.crossed].join(' '),
    one,
  ])
  return [...new Map(lines).values()]
}
