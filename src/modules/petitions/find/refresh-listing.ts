import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { publicStates } from '../petition.ts'
import { refreshWords } from './refresh-words.ts'

/** A context has these, and so have the services of a job with their `now`. */
export interface ListingNow {
  now: Date
  timeZone: string
}

/**
 * Brings the listings of petitions up to date with everything that lists show: state, dates, place, addressees, cases, counts,
 * words. To be called last in every act that changes one of these, in its own transaction: `refreshListing(ctx.tx, [id], ctx)`.
 * What is not public has no listing. Safe to repeat; set-based, so give it many ids at once.
 */
export async function refreshListing(tx: Tx, petitionIds: string[], at: ListingNow): Promise<void> {
  if (petitionIds.length === 0) return
  await lockListings(tx, petitionIds)
  await sql`
    DELETE FROM petitions.listing l USING petitions.petition p
    WHERE l.petition_id = ANY(${petitionIds}::uuid[]) AND p.id = l.petition_id AND p.state <> ALL(${[...publicStates]}::text[])`.execute(
    tx,
  )
  await sql`
    INSERT INTO petitions.listing AS l (petition_id, state, lang, topic, place_path, authority_ids, listed_at, changed_at, closes_on,
      awaits_answer, answer_due_on, answered, signatures, signatures_week)
    SELECT p.id, p.state, p.lang, p.topic, ${placePath}, ${addresseesOf}, ${listedAt}, ${listedAt}, p.closes_on,
      coalesce(c.awaits, false), c.due_on, coalesce(c.answered, false), coalesce(n.total, 0), ${weekOf(at)}
    FROM petitions.petition p
    LEFT JOIN petitions.signature_count n ON n.petition_id = p.id
    LEFT JOIN LATERAL (${standingOf}) c ON true
    WHERE p.id = ANY(${petitionIds}::uuid[]) AND p.state = ANY(${[...publicStates]}::text[])
    ORDER BY p.id
    ON CONFLICT (petition_id) DO UPDATE SET state = excluded.state, lang = excluded.lang, topic = excluded.topic,
      place_path = excluded.place_path, authority_ids = excluded.authority_ids, listed_at = excluded.listed_at,
      closes_on = excluded.closes_on, awaits_answer = excluded.awaits_answer, answer_due_on = excluded.answer_due_on,
      answered = excluded.answered, signatures = excluded.signatures, signatures_week = excluded.signatures_week,
      changed_at = CASE WHEN (l.state, l.awaits_answer, l.answered) IS DISTINCT FROM (excluded.state, excluded.awaits_answer, excluded.answered)
        THEN ${at.now} ELSE l.changed_at END`.execute(tx)
  await refreshWords(tx, petitionIds)
}

/** Only the counts, for the timer that folds them: it touches many petitions every other second, and texts do not change there. */
export async function refreshListingCounts(tx: Tx, petitionIds: string[], at: ListingNow): Promise<void> {
  if (petitionIds.length === 0) return
  await lockListings(tx, petitionIds)
  await sql`
    UPDATE petitions.listing l SET signatures = coalesce(n.total, 0), signatures_week = ${weekOf(at)}
    FROM petitions.petition p LEFT JOIN petitions.signature_count n ON n.petition_id = p.id
    WHERE l.petition_id = ANY(${petitionIds}::uuid[]) AND p.id = l.petition_id`.execute(tx)
}

/**
 * Two transactions at once must not write what either saw before the other committed: the second waits here, and its next
 * statement sees what the first left. In the order of ids, so that they never wait for each other.
 */
async function lockListings(tx: Tx, petitionIds: string[]): Promise<void> {
  await sql`
    SELECT 1 FROM petitions.listing WHERE petition_id = ANY(${petitionIds}::uuid[]) ORDER BY petition_id FOR UPDATE`.execute(
    tx,
  )
}

/** One refused before it was published has no day of publication. */
const listedAt = sql`coalesce(p.published_at, p.created_at)`

const addresseesOf = sql`ARRAY(SELECT a.organisation_id FROM petitions.addressee a WHERE a.petition_id = p.id ORDER BY a.position)`

/** Civil days count, and today is the seventh. */
const weekOf = ({
  now,
  timeZone,
}: ListingNow) => sql`coalesce((SELECT sum(t.signatures) FROM petitions.signature_total t
  WHERE t.petition_id = p.id AND t.day > ${addDays(dayOf(now, timeZone), -7)}::date), 0)`

/** The place and all above it, the country first. */
const placePath = sql`ARRAY(
  WITH RECURSIVE up AS (
    SELECT key, parent_key, 0 AS above FROM places.place WHERE key = p.place_key
    UNION ALL SELECT q.key, q.parent_key, up.above + 1 FROM places.place q JOIN up ON q.key = up.parent_key
  ) SELECT key FROM up ORDER BY above DESC)`

/** What the addressees owe and gave. */
const standingOf = sql`SELECT false AS awaits, NULL::date AS due_on, false AS answered`
