import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { Budget } from '../budget.ts'
import type { Category } from '../idea.ts'
import { type Names, namesOfIdea, setNames } from '../names.ts'

/** What goes onto the ballot of a rehearsal. Money in minor units. */
export interface Rehearsed {
  envelope: number
  envelopeId: string
  title: string
  lang: 'ro' | 'ru' | 'en'
  names: Names
  cost: number
  placeKey: string
  category: Category
  /** Number of the real idea; null where the project is made up. */
  idea: number | null
}

/** What the real process has on its ballot, or, before that, what was accepted; without whom it came from. */
export async function projectsToRehearse(db: Db | Tx, processId: string): Promise<Omit<Rehearsed, 'envelopeId'>[]> {
  const { rows } = await sql<Omit<Rehearsed, 'envelopeId'>>`
    SELECT e.position AS envelope, p.title, p.lang, ${namesOfIdea} AS names, p.cost, i.place_key AS "placeKey", i.category, i.number AS idea
    FROM budgeting.project p JOIN budgeting.envelope e ON e.id = p.envelope_id JOIN budgeting.idea i ON i.id = p.idea_id
    WHERE p.process_id = ${processId} AND p.void_at IS NULL
    UNION ALL
    SELECT e.position, i.title, i.lang, ${namesOfIdea}, c.works + c.vat + c.design + c.contingency, i.place_key, i.category, i.number AS idea
    FROM budgeting.idea i JOIN budgeting.envelope e ON e.id = i.envelope_id JOIN budgeting.cost c ON c.idea_id = i.id
    WHERE i.process_id = ${processId} AND i.state = 'accepted'
    ORDER BY idea`.execute(db)
  return rows
}

/** @param exclusive sets of ideas, by the numbers of the copies */
export async function setExclusive(tx: Tx, copyId: string, exclusive: number[][]): Promise<void> {
  await sql`UPDATE budgeting.budget SET exclusive = ${JSON.stringify(exclusive)}::jsonb WHERE process_id = ${copyId}`.execute(
    tx,
  )
}

export async function copyBudget(tx: Tx, source: Budget, copyId: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.budget (process_id, currency, supports_needed, contest_days, tie, exclusive, lists_ballots, fixed_at)
    VALUES (${copyId}, ${source.currency}, ${source.supportsNeeded}, ${source.contestDays}, ${source.tie}, '[]', ${source.listsBallots},
      ${now})`.execute(tx)
}

/**
 * The projects with an idea each, as the ballot has them: without author, with words that say what they are.
 *
 * @returns the number of each copied idea, by the number of the real one
 */
export async function putRehearsed(
  tx: Tx,
  copy: Pick<Process, 'id'>,
  projects: Rehearsed[],
  words: string,
  now: Date,
): Promise<Map<number, number>> {
  const copies = new Map<number, number>()
  for (const [at, { envelopeId, title, lang, names, cost, placeKey, category, idea }] of projects.entries()) {
    const id = newId(now)
    const { rows } = await sql<{ number: number }>`
      INSERT INTO budgeting.idea (id, process_id, state, lang, title, slug, text_markdown, text_html, text_salt, place_key, category, envelope_id,
        created_at)
      VALUES (${id}, ${copy.id}, 'on-ballot', ${lang}, ${title}, ${slugOf(title, 'idea')}, ${words}, ${`<p>${words}</p>`}, ${Buffer.alloc(16)},
        ${placeKey}, ${category}, ${envelopeId}, ${now}) RETURNING number`.execute(tx)
    await setNames(tx, id, names)
    if (idea !== null && rows[0]) copies.set(idea, rows[0].number)
    await sql`
      INSERT INTO budgeting.project (id, process_id, envelope_id, idea_id, number, title, lang, cost)
      VALUES (${newId(now)}, ${copy.id}, ${envelopeId}, ${id}, ${at + 1}, ${title}, ${lang}, ${cost})`.execute(tx)
  }
  return copies
}

export async function setRehearsed(tx: Tx, copyId: string, dice: string, day: string, now: Date): Promise<void> {
  // Without a checkpoint: no lot of the public log was drawn.
  await sql`
    UPDATE budgeting.budget SET result_state = 'provisional', lot_dice = ${dice}, counted_at = ${now}, contest_until = ${day}
    WHERE process_id = ${copyId}`.execute(tx)
}

/** Tables of what there may be of the ideas of a rehearsal, also what was done to them since: they can be hidden. */
export const OF_IDEAS = [
  'hiding',
  'idea_event',
  'idea_text',
  'idea_picture',
  'idea_support',
  'co_author',
  'opinion',
  'cost',
]

/** The same of the process, in an order in which they can be emptied. */
export const OF_PROCESS = [
  'recount_difference',
  'process_statistics',
  'visit_day',
  'recount',
  'evaluation',
  'result',
  'ballot',
  'ballot_delta',
  'ballot_count',
  'voting_channel',
  'project',
  'idea',
  'idea_delta',
  'idea_count',
  'envelope',
  'budget',
]

/** All that a rehearsal left in this room. */
export async function dropRehearsed(tx: Tx, { id }: Process): Promise<void> {
  for (const table of OF_IDEAS)
    await sql`
      DELETE FROM ${sql.table(`budgeting.${table}`)} WHERE idea_id IN (SELECT id FROM budgeting.idea WHERE process_id = ${id})`.execute(
      tx,
    )
  for (const table of OF_PROCESS)
    await sql`DELETE FROM ${sql.table(`budgeting.${table}`)} WHERE process_id = ${id}`.execute(tx)
}
