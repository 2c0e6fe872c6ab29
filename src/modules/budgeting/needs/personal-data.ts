import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'

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

export const personalData: PersonalData[] = [needsData, pointsData]
