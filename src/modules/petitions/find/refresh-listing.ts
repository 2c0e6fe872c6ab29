import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { CASE } from '../answering/case.ts'
import { publicStates } from '../petition.ts'
import { refreshWords } from './refresh-words.ts'

/**
 * Brings the listings of petitions up to date with everything that lists show: state, dates, place, addressees, cases, words.
 * What is not public has no listing. Safe to repeat; set-based, so give it many ids at once. An act says `touchListing`.
 */
export async function refreshListing(tx: Tx, petitionIds: string[], now: Date): Promise<void> {
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
      coalesce(c.awaits, false), c.due_on, coalesce(c.answered, false), coalesce(n.total, 0), 0
    FROM petitions.petition p
    LEFT JOIN petitions.signature_count n ON n.petition_id = p.id
    LEFT JOIN LATERAL (${standingOf}) c ON true
    WHERE p.id = ANY(${petitionIds}::uuid[]) AND p.state = ANY(${[...publicStates]}::text[])
    ORDER BY p.id
    ON CONFLICT (petition_id) DO UPDATE SET state = excluded.state, lang = excluded.lang, topic = excluded.topic,
      place_path = excluded.place_path, authority_ids = excluded.authority_ids, listed_at = excluded.listed_at,
      closes_on = excluded.closes_on, awaits_answer = excluded.awaits_answer, answer_due_on = excluded.answer_due_on,
      answered = excluded.answered,
      changed_at = CASE WHEN (l.state, l.awaits_answer, l.answered) IS DISTINCT FROM (excluded.state, excluded.awaits_answer, excluded.answered)
        THEN ${now} ELSE l.changed_at END`.execute(tx)
  await refreshWords(tx, petitionIds)
}

/** The counts of listings, in the transaction that folded them: many petitions every other second, whose texts do not change there. */
export async function refreshListingCounts(
  tx: Tx,
  petitionIds: string[],
  at: { now: Date; timeZone: string },
): Promise<void> {
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

/** Petitions of which nothing else is known were made with their state, as a demo's are. */
const listedAt = sql`coalesce(p.listed_at, p.created_at)`

const addresseesOf = sql`ARRAY(SELECT a.organisation_id FROM petitions.addressee a WHERE a.petition_id = p.id ORDER BY a.position)`

/** Civil days count, and today is the seventh. */
const weekOf = ({
  now,
  timeZone,
}: {
  now: Date
  timeZone: string
}) => sql`coalesce((SELECT sum(t.signatures) FROM petitions.day_count t
  WHERE t.petition_id = p.id AND t.day > ${addDays(dayOf(now, timeZone), -7)}::date), 0)`

/** The place and all above it, the country first. */
const placePath = sql`ARRAY(
  WITH RECURSIVE up AS (
    SELECT key, parent_key, 0 AS above FROM places.place WHERE key = p.place_key
    UNION ALL SELECT q.key, q.parent_key, up.above + 1 FROM places.place q JOIN up ON q.key = up.parent_key
  ) SELECT key FROM up ORDER BY above DESC)`

/** What the addressees owe and gave: who has only to tell what it does with a satisfied petition has answered. */
const standingOf = sql`
  SELECT bool_or(c.state IN ('promised', 'delivered', 'registered', 'mending')) AS awaits, bool_or(c.state IN ('following', 'answered')) AS answered,
    min(k.due_on) FILTER (WHERE c.state IN ('promised', 'delivered', 'registered', 'mending')) AS due_on
  FROM petitions.case c
  LEFT JOIN lifecycle.clock k ON k.subject_kind = ${CASE} AND k.subject_id = c.id::text AND k.stopped_on IS NULL
    AND (k.name = 'answer' OR k.name LIKE 'promised-%')
  WHERE c.petition_id = p.id`
