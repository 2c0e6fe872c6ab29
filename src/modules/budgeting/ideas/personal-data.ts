import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { holdPhases } from '#commons/processes/hold-phase.ts'
import type { Tx } from '#kernel/database/database.ts'
import { INVITATION_DAYS } from './co-authors.ts'
import { METHOD } from './process-of.ts'

/** Of a phase `f`: ideas are gathered in it now. */
const GATHERS = sql`f.method = ${METHOD} AND f.opened_at IS NOT NULL AND f.closed_at IS NULL`

/** What one proposed. The text that others read, supported and judged stays; whose it was does not. */
const ideasData: PersonalData = {
  name: 'budgeting.ideas',
  what: 'budgeting.ideas.personal-data.idea',
  why: 'budgeting.ideas.personal-data.idea.why',
  kept: { key: 'budgeting.ideas.personal-data.idea.long' },
  erased: 'budgeting.ideas.personal-data.idea.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT i.number AS idea, p.number AS process, i.state, i.lang, i.title, i.text_markdown AS text, i.category, i.place_key AS "placeKey",
        i.address, i.latitude, i.longitude, i.cost_guess AS "costGuess", i.author_name AS "authorName", i.created_at AS "createdAt"
      FROM budgeting.idea i JOIN processes.process p ON p.id = i.process_id
      WHERE i.author_mailbox_id = ${mailboxId} ORDER BY i.created_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await holdGathering(tx, mailboxId)
    await sql`
      DELETE FROM budgeting.merge_offer o USING budgeting.idea i
      WHERE i.id IN (o.idea_id, o.into_id) AND i.author_mailbox_id = ${mailboxId}`.execute(tx)
    await sql`
      UPDATE budgeting.idea SET author_mailbox_id = NULL, author_name = NULL WHERE author_mailbox_id = ${mailboxId}`.execute(
      tx,
    )
  },
}

/** Whom one supports. While ideas are gathered, erasing takes the support back; afterwards it is counted and nobody's. */
const supportsData: PersonalData = {
  name: 'budgeting.supports',
  what: 'budgeting.ideas.personal-data.support',
  why: 'budgeting.ideas.personal-data.support.why',
  kept: { key: 'budgeting.ideas.personal-data.support.long' },
  erased: 'budgeting.ideas.personal-data.support.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT i.number AS idea, i.state, CASE WHEN i.hidden_reason IS NULL THEN i.title END AS title, s.supported_at AS "supportedAt"
      FROM budgeting.idea_support s JOIN budgeting.idea i ON i.id = s.idea_id
      WHERE s.mailbox_id = ${mailboxId} ORDER BY s.supported_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await holdGathering(tx, mailboxId)
    // Ideas then, in one order, as who supports locks them. What a moderator hid may be given back, and gathers on.
    await sql`
      SELECT 1 FROM budgeting.idea i WHERE i.id IN (SELECT idea_id FROM budgeting.idea_support WHERE mailbox_id = ${mailboxId})
      ORDER BY i.number FOR NO KEY UPDATE`.execute(tx)
    await sql`
      WITH gone AS (DELETE FROM budgeting.idea_support WHERE mailbox_id = ${mailboxId} RETURNING idea_id)
      UPDATE budgeting.idea i SET supports = i.supports - 1 FROM gone
      WHERE i.id = gone.idea_id AND (i.state = 'proposed' OR i.state = 'hidden' AND EXISTS (
        SELECT FROM budgeting.hiding h JOIN processes.phase f ON f.process_id = i.process_id AND ${GATHERS}
        WHERE h.idea_id = i.id AND h.before = 'proposed' AND h.decision IS DISTINCT FROM 'lifted'))`.execute(tx)
  },
}

/**
 * The process before its ideas, in the order of who supports and of the change of a phase: locked the other way round, the two would wait for
 * each other. Until the erasure has ended support is not counted there; processes that gather no more are left alone.
 */
async function holdGathering(tx: Tx, mailboxId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT f.process_id AS id FROM processes.phase f
    WHERE ${GATHERS} AND EXISTS (
      SELECT FROM budgeting.idea i WHERE i.process_id = f.process_id AND (i.author_mailbox_id = ${mailboxId}
        OR EXISTS (SELECT FROM budgeting.idea_support s WHERE s.idea_id = i.id AND s.mailbox_id = ${mailboxId})))`.execute(
    tx,
  )
  await holdPhases(
    tx,
    rows.map(({ id }) => id),
  )
}

/** Ideas that one writes with their authors. The idea stays; who helped to write it does not. */
const coAuthorsData: PersonalData = {
  name: 'budgeting.co-authors',
  what: 'budgeting.ideas.personal-data.co-author',
  why: 'budgeting.ideas.personal-data.co-author.why',
  kept: { key: 'budgeting.ideas.personal-data.co-author.long', args: { days: INVITATION_DAYS } },
  erased: 'budgeting.ideas.personal-data.co-author.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT i.number AS idea, CASE WHEN i.hidden_reason IS NULL THEN i.title END AS title, c.name, c.accepted_at AS "acceptedAt"
      FROM budgeting.co_author c JOIN budgeting.idea i ON i.id = c.idea_id WHERE c.mailbox_id = ${mailboxId} ORDER BY c.accepted_at`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`DELETE FROM budgeting.co_author WHERE mailbox_id = ${mailboxId}`.execute(tx)
    // Whom one asked is nobody's business once nobody asks any more.
    await sql`
      DELETE FROM budgeting.co_author c USING budgeting.idea i
      WHERE i.id = c.idea_id AND i.author_mailbox_id = ${mailboxId} AND c.accepted_at IS NULL`.execute(tx)
  },
}

/** What one wrote against the hiding of an idea or a need. The decision stays; erasing takes the words and the link. */
const hidingAppeals: PersonalData = {
  name: 'budgeting.hiding-appeals',
  what: 'budgeting.ideas.personal-data.hiding',
  why: 'budgeting.ideas.personal-data.hiding.why',
  kept: { key: 'budgeting.ideas.personal-data.hiding.long' },
  erased: 'budgeting.ideas.personal-data.hiding.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT i.number AS idea, n.number AS need, h.appeal_text AS text, h.appealed_at AS at, h.decision, h.answer
      FROM budgeting.hiding h LEFT JOIN budgeting.idea i ON i.id = h.idea_id LEFT JOIN budgeting.need n ON n.id = h.need_id WHERE h.appealed_by = ${mailboxId} ORDER BY h.appealed_at`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      UPDATE budgeting.hiding SET appeal_text = NULL, appeal_lang = NULL, appealed_by = NULL WHERE appealed_by = ${mailboxId}`.execute(
      tx,
    )
  },
}

// Co-authors first: whom the author asked is known by the author.
export const personalData: PersonalData[] = [coAuthorsData, ideasData, supportsData, hidingAppeals]
