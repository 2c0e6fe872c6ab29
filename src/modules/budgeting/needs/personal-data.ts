import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { holdPhases } from '#commons/processes/hold-phase.ts'
import type { Tx } from '#kernel/database/database.ts'

/** Needs that one named. The sentence stays, whose it was does not. */
const needsData: PersonalData = {
  name: 'budgeting.needs',
  what: 'budgeting.needs.personal-data.need',
  why: 'budgeting.needs.personal-data.need.why',
  kept: { key: 'budgeting.needs.personal-data.need.long' },
  erased: 'budgeting.needs.personal-data.need.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT number AS need, lang, text, category, place_key AS "placeKey", latitude, longitude, created_at AS "createdAt"
      FROM budgeting.need WHERE author_mailbox_id = ${mailboxId} ORDER BY created_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    // First of the three, and for all: its rows are locked after it, as the close of needs locks them.
    await holdNeeds(tx, mailboxId)
    await sql`UPDATE budgeting.need SET author_mailbox_id = NULL WHERE author_mailbox_id = ${mailboxId}`.execute(tx)
  },
}

/** Points that one gave. While needs are gathered, erasing takes them back; afterwards they are counted and nobody's. */
const pointsData: PersonalData = {
  name: 'budgeting.need-points',
  what: 'budgeting.needs.personal-data.points',
  why: 'budgeting.needs.personal-data.points.why',
  kept: { key: 'budgeting.needs.personal-data.points.long' },
  erased: 'budgeting.needs.personal-data.points.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT n.number AS need, CASE WHEN n.hidden_reason IS NULL THEN n.text END AS text, p.points, p.given_at AS "givenAt"
      FROM budgeting.need_points p JOIN budgeting.need n ON n.id = p.need_id
      WHERE p.mailbox_id = ${mailboxId} ORDER BY p.given_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await holdNeeds(tx, mailboxId)
    // Needs first and in one order, as who gives points locks them.
    await sql`
      SELECT 1 FROM budgeting.need n WHERE n.id IN (SELECT need_id FROM budgeting.need_points WHERE mailbox_id = ${mailboxId})
      ORDER BY n.number FOR NO KEY UPDATE`.execute(tx)
    await sql`
      WITH gone AS (DELETE FROM budgeting.need_points WHERE mailbox_id = ${mailboxId} RETURNING need_id, process_id, points)
      UPDATE budgeting.need n SET points = n.points - gone.points FROM gone
      WHERE n.id = gone.need_id AND EXISTS (
        SELECT 1 FROM processes.phase h WHERE h.process_id = gone.process_id AND h.method = 'budgeting.needs' AND h.closed_at IS NULL)`.execute(
      tx,
    )
  },
}

/** What one said of pairs. While needs are gathered, erasing takes it back; afterwards it is counted and nobody's. */
const pairsData: PersonalData = {
  name: 'budgeting.need-pairs',
  what: 'budgeting.needs.personal-data.pairs',
  why: 'budgeting.needs.personal-data.pairs.why',
  kept: { key: 'budgeting.needs.personal-data.points.long' },
  erased: 'budgeting.needs.personal-data.pairs.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT l.number AS need, h.number AS other,
        CASE d.choice WHEN 'low' THEN l.number WHEN 'high' THEN h.number END AS preferred, d.choice = 'alike' AS alike, d.decided_at AS "decidedAt"
      FROM budgeting.need_pair d JOIN budgeting.need l ON l.id = d.low_id JOIN budgeting.need h ON h.id = d.high_id
      WHERE d.mailbox_id = ${mailboxId} ORDER BY d.decided_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId, _accountId, now) {
    await holdNeeds(tx, mailboxId)
    // Needs first and in one order, as who compares them locks them.
    await sql`
      SELECT 1 FROM budgeting.need n WHERE n.id IN (
        SELECT unnest(ARRAY[low_id, high_id]) FROM budgeting.need_pair WHERE mailbox_id = ${mailboxId})
      ORDER BY n.number FOR NO KEY UPDATE`.execute(tx)
    await sql`
      WITH gone AS (DELETE FROM budgeting.need_pair WHERE mailbox_id = ${mailboxId} RETURNING process_id, low_id, high_id, choice),
      taken AS (
        SELECT * FROM gone WHERE choice <> 'unsure' AND EXISTS (
          SELECT 1 FROM processes.phase h WHERE h.process_id = gone.process_id AND h.method = 'budgeting.needs' AND h.closed_at IS NULL)),
      less AS (
        UPDATE budgeting.need_pair_count c SET low = c.low - (t.choice = 'low')::integer, high = c.high - (t.choice = 'high')::integer,
          alike = c.alike - (t.choice = 'alike')::integer, changed_at = ${now}
        FROM taken t WHERE c.process_id = t.process_id AND c.low_id = t.low_id AND c.high_id = t.high_id)
      UPDATE budgeting.need n SET compared = n.compared - o.times FROM (
        SELECT id, count(*)::integer AS times FROM taken, unnest(ARRAY[low_id, high_id]) AS id GROUP BY id) o
      WHERE n.id = o.id`.execute(tx)
  },
}

/**
 * While needs of this person are gathered, their process stays as it is until the erasure has ended: what is taken back is not in the
 * log, and what the log counted is not taken back. Processes whose needs are closed already are left alone.
 */
async function holdNeeds(tx: Tx, mailboxId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT h.process_id AS id FROM processes.phase h
    WHERE h.method = 'budgeting.needs' AND h.opened_at IS NOT NULL AND h.closed_at IS NULL AND (
      EXISTS (SELECT 1 FROM budgeting.need n WHERE n.process_id = h.process_id AND n.author_mailbox_id = ${mailboxId})
      OR EXISTS (SELECT 1 FROM budgeting.need_points p WHERE p.process_id = h.process_id AND p.mailbox_id = ${mailboxId})
      OR EXISTS (SELECT 1 FROM budgeting.need_pair d WHERE d.process_id = h.process_id AND d.mailbox_id = ${mailboxId}))`.execute(
    tx,
  )
  await holdPhases(
    tx,
    rows.map(({ id }) => id),
  )
}

export const personalData: PersonalData[] = [needsData, pointsData, pairsData]
