import { type RawBuilder, sql } from 'kysely'
import type { Person } from '#commons/access/permit.ts'
import { searchColumns } from '#commons/search/search-words.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { IdeaState } from '../idea.ts'
import type { IdeaRow } from '../idea-store.ts'
import type { WaitingAppeal } from './hiding-reply.ts'

/** One time that the words of an idea or a need were taken out of sight, with the appeal against it. */
export interface Hiding {
  id: string
  /** The idea's state then; null for a need, which has none. */
  before: IdeaState | null
  hiddenBy: string | null
  hiddenAt: Date
  appealText: string | null
  appealLang: Lang | null
  appealedAt: Date | null
  decision: 'upheld' | 'lifted' | null
  answer: string | null
  answerLang: Lang | null
  decidedAt: Date | null
}

const columns = sql`id, before, hidden_by AS "hiddenBy", hidden_at AS "hiddenAt", appeal_text AS "appealText", appeal_lang AS "appealLang",
  appealed_at AS "appealedAt", decision, answer, answer_lang AS "answerLang", decided_at AS "decidedAt"`

/** The last time an idea was hidden; null when it never was. */
export const lastHiding = (db: Db | Tx, ideaId: string) => lastOf(db, sql`idea_id = ${ideaId}`)

/** The same of a need. */
export const lastHidingOfNeed = (db: Db | Tx, needId: string) => lastOf(db, sql`need_id = ${needId}`)

async function lastOf(db: Db | Tx, subject: RawBuilder<unknown>): Promise<Hiding | null> {
  const { rows } = await sql<Hiding>`
    SELECT ${columns} FROM budgeting.hiding WHERE ${subject} ORDER BY hidden_at DESC, id DESC LIMIT 1`.execute(db)
  return rows[0] ?? null
}

type Moderator = Pick<Person, 'accountId' | 'mailboxId'>

/** Of ideas in these places, those whose authors wait for another moderator than who hid them, the longest first. */
export async function hidingsAppealed(
  db: Db,
  places: string[],
  { accountId, mailboxId }: Moderator,
): Promise<WaitingAppeal[]> {
  const { rows } = await sql<WaitingAppeal>`
    SELECT i.number, h.hidden_by IS NOT DISTINCT FROM ${accountId} OR i.author_mailbox_id IS NOT DISTINCT FROM ${mailboxId}
      OR EXISTS (SELECT FROM budgeting.co_author c WHERE c.idea_id = i.id AND c.mailbox_id = ${mailboxId}) AS anothers
    FROM budgeting.hiding h JOIN budgeting.idea i ON i.id = h.idea_id
    WHERE h.appealed_at IS NOT NULL AND h.decision IS NULL AND i.place_key = ANY(${places}::text[])
    ORDER BY h.appealed_at LIMIT 200`.execute(db)
  return rows
}

export async function addHiding(tx: Tx, idea: IdeaRow, by: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.hiding (id, idea_id, before, hidden_by, hidden_at)
    VALUES (${newId(now)}, ${idea.id}, ${idea.state}, ${by}, ${now})`.execute(tx)
}

/** The same of needs. */
export async function needsAppealed(
  db: Db,
  places: string[],
  { accountId, mailboxId }: Moderator,
): Promise<WaitingAppeal[]> {
  const { rows } = await sql<WaitingAppeal>`
    SELECT n.number, h.hidden_by IS NOT DISTINCT FROM ${accountId} OR n.author_mailbox_id IS NOT DISTINCT FROM ${mailboxId} AS anothers
    FROM budgeting.hiding h JOIN budgeting.need n ON n.id = h.need_id
    WHERE h.appealed_at IS NOT NULL AND h.decision IS NULL AND n.place_key = ANY(${places}::text[])
    ORDER BY h.appealed_at LIMIT 200`.execute(db)
  return rows
}

export async function addNeedHiding(tx: Tx, needId: string, by: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.hiding (id, need_id, hidden_by, hidden_at) VALUES (${newId(now)}, ${needId}, ${by}, ${now})`.execute(
    tx,
  )
}

/** @returns false when it was appealed before */
export async function addHidingAppeal(
  tx: Tx,
  id: string,
  appeal: { text: string; lang: Lang; mailboxId: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE budgeting.hiding SET appeal_text = ${appeal.text}, appeal_lang = ${appeal.lang}, appealed_by = ${appeal.mailboxId},
      appealed_at = ${appeal.now}
    WHERE id = ${id} AND appealed_at IS NULL RETURNING id`.execute(tx)
  return rows.length > 0
}

/** @returns false when somebody decided meanwhile */
export async function decideHiding(
  tx: Tx,
  id: string,
  decided: { decision: 'upheld' | 'lifted'; answer: string; lang: Lang; by: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE budgeting.hiding SET decision = ${decided.decision}, answer = ${decided.answer}, answer_lang = ${decided.lang}, decided_by = ${decided.by},
      decided_at = ${decided.now}
    WHERE id = ${id} AND appealed_at IS NOT NULL AND decision IS NULL RETURNING id`.execute(tx)
  return rows.length > 0
}

/** What stands for the words of a hidden idea where only its title is told, in every language. */
export const MASK = '[…]'

/**
 * Hidden from everybody, also from searches, from its own address, from the ballot and from the stories of ideas that became part of it or
 * took it in. Its number, its cost and its votes stay.
 */
export async function hideWords(tx: Tx, idea: IdeaRow, reason: string): Promise<void> {
  await sql`
    UPDATE budgeting.idea SET hidden_reason = ${reason}, slug = 'hidden', search_title = '', search_text = '' WHERE id = ${idea.id}`.execute(
    tx,
  )
  await tellTitle(tx, idea, MASK)
}

/** Everybody reads it again. */
export async function showWords(tx: Tx, idea: IdeaRow): Promise<void> {
  const search = searchColumns(idea.title, idea.textMarkdown)
  await sql`
    UPDATE budgeting.idea SET hidden_reason = NULL, slug = ${slugOf(idea.title, 'idea')}, search_title = ${search.title}, search_text = ${search.text}
    WHERE id = ${idea.id}`.execute(tx)
  await tellTitle(tx, idea, idea.title)
}

async function tellTitle(tx: Tx, idea: IdeaRow, title: string): Promise<void> {
  await sql`UPDATE budgeting.project SET title = ${title} WHERE idea_id = ${idea.id}`.execute(tx)
  await sql`
    UPDATE budgeting.idea_event SET data = data || jsonb_build_object('title', ${title}::text)
    WHERE (kind = 'ideas.merged' AND idea_id IN (SELECT id FROM budgeting.idea WHERE merged_into = ${idea.id}))
      OR (kind = 'ideas.took-in' AND idea_id = ${idea.mergedInto} AND data->>'from' = ${String(idea.number)})`.execute(
    tx,
  )
}
