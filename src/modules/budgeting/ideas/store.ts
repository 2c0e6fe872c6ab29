import { sql } from 'kysely'
import { prefixesOf, searchColumns } from '#commons/search/search-words.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import { type IdeaCount, ideaCountsOf } from '../counts.ts'
import type { Category, IdeaState } from '../idea.ts'
import { type IdeaRow, ideasWhere } from '../idea-store.ts'
import type { Sort } from './fields.ts'

export type NewIdea = Pick<
  IdeaRow,
  | 'id'
  | 'processId'
  | 'lang'
  | 'title'
  | 'slug'
  | 'textMarkdown'
  | 'textHtml'
  | 'textSalt'
  | 'placeKey'
  | 'latitude'
  | 'longitude'
  | 'address'
  | 'category'
  | 'costGuess'
  | 'authorMailboxId'
  | 'authorName'
  | 'createdAt'
>

export async function addIdea(tx: Tx, idea: NewIdea): Promise<{ number: number; slug: string }> {
  const search = searchColumns(idea.title, idea.textMarkdown)
  const { rows } = await sql<{ number: number; slug: string }>`
    INSERT INTO budgeting.idea (id, process_id, state, lang, title, slug, text_markdown, text_html, text_salt, place_key, latitude, longitude,
      address, category, cost_guess, author_mailbox_id, author_name, created_at, search_title, search_text)
    VALUES (${idea.id}, ${idea.processId}, 'proposed', ${idea.lang}, ${idea.title}, ${idea.slug}, ${idea.textMarkdown}, ${idea.textHtml},
      ${idea.textSalt}, ${idea.placeKey}, ${idea.latitude}, ${idea.longitude}, ${idea.address}, ${idea.category}, ${idea.costGuess},
      ${idea.authorMailboxId}, ${idea.authorName}, ${idea.createdAt}, ${search.title}, ${search.text})
    RETURNING number, slug`.execute(tx)
  return rows[0] as { number: number; slug: string }
}

export interface Sought {
  processId: string
  words: string | null
  category: Category | null
  state: IdeaState | null
  /** Of these ideas alone; null of all. */
  among: string[] | null
}

/** Where the next part of a list begins: the sorted value (an instant, or a count) and the id of the last one shown. */
export interface After {
  value: string
  id: string
}

const orders = {
  newest: { by: sql`i.created_at`, type: sql`timestamptz` },
  supported: { by: sql`i.supports`, type: sql`integer` },
}

/** Ideas of a process that are sought, in order; ids break ties, so nothing is shown twice and nothing is passed over. */
export function findIdeas(db: Db, sought: Sought, sort: Sort, limit: number, after: After | null): Promise<IdeaRow[]> {
  const { by, type } = orders[sort]
  const further = after ? sql`(${by}, i.id) < (${after.value}::${type}, ${after.id}::uuid)` : sql`true`
  return ideasWhere(db, sql`${condition(sought)} AND ${further} ORDER BY ${by} DESC, i.id DESC LIMIT ${limit}`)
}

/** How many are sought. Only words, and ideas that are named, need counting: by state and category it is known. @param counts of the process */
export async function countIdeas(db: Db, sought: Sought, counts: readonly IdeaCount[]): Promise<number> {
  const { words, category, state, among } = sought
  if (words === null && among === null)
    return counts
      .filter((one) => (category === null || one.category === category) && (state === null || one.state === state))
      .reduce((sum, { ideas }) => sum + ideas, 0)
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM budgeting.idea i WHERE ${condition(sought)}`.execute(db)
  return rows[0]?.count ?? 0
}

function condition({ processId, words, category, state, among }: Sought) {
  const prefixes = words === null ? [] : prefixesOf(words, 1)
  return sql`i.process_id = ${processId}
    AND (${category}::text IS NULL OR i.category = ${category}) AND (${state}::text IS NULL OR i.state = ${state})
    AND (${among === null} OR i.id = ANY(${among ?? []}::uuid[]))
    AND (${words === null} OR to_tsvector('simple', i.search_text) @@ ${prefixes.join(' & ')}::tsquery)`
}

/** Half of the words of a title must be in the other idea, or half of its trigrams in the other's title. */
const ALIKE = 0.5
const SHOWN = 5

/** Ideas of the process that may be the same as one with this title, the likest first, at most five. */
export function similarIdeas(db: Db, processId: string, title: string): Promise<IdeaRow[]> {
  const words = prefixesOf(title, 4)
  const { title: folded } = searchColumns(title, '')
  const byLetters = sql`similarity(i.search_title, ${folded})`
  const byWords = sql`(SELECT count(*) FROM unnest(${words}::text[]) AS word
    WHERE to_tsvector('simple', i.search_text) @@ word::tsquery)::real / greatest(${words.length}::integer, 1)`
  return ideasWhere(
    db,
    sql`i.process_id = ${processId} AND i.state NOT IN ('withdrawn', 'merged') AND i.hidden_reason IS NULL
      AND greatest(${byLetters}, ${byWords}) >= ${ALIKE}::real
      ORDER BY ${byLetters} + ${byWords} DESC, i.supports DESC, i.number LIMIT ${SHOWN}`,
  )
}

/** Whether a mailbox supports an idea. */
export async function supports(db: Db, ideaId: string, mailboxId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM budgeting.idea_support WHERE idea_id = ${ideaId} AND mailbox_id = ${mailboxId}`.execute(db)
  return rows.length > 0
}

/** How many ideas a process has that everybody reads, and how often they are supported. */
export async function figuresOf(db: Db, processId: string): Promise<{ ideas: number; supports: number }> {
  const shown = (await ideaCountsOf(db, processId)).filter(({ state }) => state !== 'hidden')
  return {
    ideas: shown.reduce((sum, { ideas }) => sum + ideas, 0),
    supports: shown.reduce((sum, { supports }) => sum + supports, 0),
  }
}

/** Ideas that somebody wrote, alone or with others, newest first. */
export function ideasOfAuthor(db: Db | Tx, mailboxId: string): Promise<IdeaRow[]> {
  return ideasWhere(
    db,
    sql`i.author_mailbox_id = ${mailboxId} OR i.id IN (SELECT idea_id FROM budgeting.co_author WHERE mailbox_id = ${mailboxId})
      ORDER BY i.created_at DESC, i.id DESC LIMIT 200`,
  )
}

/** Ideas in places, newest first, as moderators read them. */
export function ideasIn(db: Db, places: string[], after: Cursor | null, limit: number): Promise<IdeaRow[]> {
  return ideasWhere(
    db,
    sql`i.place_key = ANY(${places}::text[])
      AND i.process_id NOT IN (SELECT id FROM processes.process WHERE rehearsal_of IS NOT NULL)
      AND (${after?.at ?? null}::timestamptz IS NULL OR (i.created_at, i.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
      ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit}`,
  )
}

/** Proposed ideas of a process by number, locked until the act is over. */
export function lockProposed(tx: Tx, processId: string): Promise<IdeaRow[]> {
  return ideasWhere(
    tx,
    sql`i.process_id = ${processId} AND i.state = 'proposed' ORDER BY i.number FOR NO KEY UPDATE OF i`,
  )
}
