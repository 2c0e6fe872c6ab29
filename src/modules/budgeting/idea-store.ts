import { type RawBuilder, sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { type Category, type IdeaState, ideaLife } from './idea.ts'

/** An idea as its row has it; whom it belongs to is not for public replies. */
export interface IdeaRow {
  id: string
  processId: string
  number: number
  state: IdeaState
  lang: 'ro' | 'ru' | 'en'
  title: string
  slug: string
  textMarkdown: string
  textHtml: string
  textSalt: Buffer
  placeKey: string
  latitude: number | null
  longitude: number | null
  address: string | null
  category: Category
  /** What its author thinks that it costs; minor units. */
  costGuess: number | null
  envelopeId: string | null
  authorMailboxId: string | null
  authorName: string | null
  mergedInto: string | null
  supports: number
  createdAt: Date
  decidedAt: Date | null
  refusalReason: string | null
  refusalText: string | null
  appealText: string | null
  appealLang: 'ro' | 'ru' | 'en' | null
  appealedAt: Date | null
  /** Since when the present text stands; null: since it was proposed. */
  textSince: Date | null
  /** Why a moderator took its words out of sight, as everybody reads it. */
  hiddenReason: string | null
}

/** Whether its words are nobody's to read. What is final keeps its state when it is hidden. */
export const isHidden = ({ hiddenReason }: Pick<IdeaRow, 'hiddenReason'>) => hiddenReason !== null

const columns = sql`i.id, i.process_id AS "processId", i.number, i.state, i.lang, i.title, i.slug, i.text_markdown AS "textMarkdown",
  i.text_html AS "textHtml", i.text_salt AS "textSalt", i.place_key AS "placeKey", i.latitude, i.longitude, i.address, i.category,
  i.cost_guess AS "costGuess", i.envelope_id AS "envelopeId", i.author_mailbox_id AS "authorMailboxId", i.author_name AS "authorName",
  i.merged_into AS "mergedInto", i.supports, i.created_at AS "createdAt", i.decided_at AS "decidedAt", i.refusal_reason AS "refusalReason",
  i.refusal_text AS "refusalText", i.appeal_text AS "appealText", i.appeal_lang AS "appealLang", i.appealed_at AS "appealedAt", i.text_since AS "textSince",
  i.hidden_reason AS "hiddenReason"`

/** Ideas for which a condition holds; the table is `i`. The condition may end in an order, a limit and a lock. */
export async function ideasWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<IdeaRow[]> {
  return (await sql<IdeaRow>`SELECT ${columns} FROM budgeting.idea i WHERE ${where}`.execute(db)).rows
}

/** @throws NotFound */
export async function findIdea(db: Db | Tx, number: number): Promise<IdeaRow> {
  const [idea] = await ideasWhere(db, sql`i.number = ${number}`)
  if (!idea) throw new NotFound()
  return idea
}

/** The idea, locked until the act is over. @throws NotFound */
export async function lockIdea(tx: Tx, number: number): Promise<IdeaRow> {
  const [idea] = await ideasWhere(tx, sql`i.number = ${number} FOR NO KEY UPDATE OF i`)
  if (!idea) throw new NotFound()
  return idea
}

/** What a change of state may set besides the state. */
export interface SetOnMove {
  refusalReason?: string
  refusalText?: string
  appealText?: string
  envelopeId?: string
  mergedInto?: string
}

/** What decides nothing about an idea leaves the day on which it was last decided. */
const undecided: readonly (keyof typeof ideaLife.transitions)[] = [
  'beginReview',
  'awaitAnswer',
  'askAgain',
  'appeal',
  'putOnBallot',
]

/**
 * Takes an idea along a transition of its life.
 *
 * @param idea as it was read; when somebody moved it since, nothing happens
 * @throws RuleBroken budgeting.changed-meanwhile
 */
export async function moveIdea(
  tx: Tx,
  idea: IdeaRow,
  transition: keyof typeof ideaLife.transitions,
  by: 'author' | 'officer' | 'moderator' | 'system',
  now: Date,
  set: SetOnMove = {},
): Promise<void> {
  const step = move(ideaLife, idea.state, transition, by)
  if (!step.ok) throw new RuleBroken('budgeting.changed-meanwhile')
  const appealed = set.appealText === undefined ? null : now
  const decided = undecided.includes(transition) ? null : now
  const { rows } = await sql`
    UPDATE budgeting.idea SET state = ${step.to}, decided_at = coalesce(${decided}::timestamptz, decided_at),
      refusal_reason = coalesce(${set.refusalReason ?? null}, refusal_reason), refusal_text = coalesce(${set.refusalText ?? null}, refusal_text),
      appeal_text = coalesce(${set.appealText ?? null}, appeal_text), appealed_at = coalesce(${appealed}::timestamptz, appealed_at),
      envelope_id = coalesce(${set.envelopeId ?? null}::uuid, envelope_id), merged_into = coalesce(${set.mergedInto ?? null}::uuid, merged_into)
    WHERE id = ${idea.id} AND state = ${idea.state} RETURNING id`.execute(tx)
  if (rows.length === 0) throw new RuleBroken('budgeting.changed-meanwhile')
}

/** What happened to an idea, in order, as its page tells it. */
export interface IdeaEvent {
  kind: string
  data: Record<string, string | number>
  happenedAt: Date
}

/** Writes one line of an idea's story: the message `budgeting.<part>.event.<name>` of the kind `<part>.<name>`, with `data` as its arguments. */
export async function recordIdeaEvent(
  tx: Tx,
  event: { ideaId: string; kind: `${'ideas' | 'review'}.${string}`; data?: Record<string, string | number>; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO budgeting.idea_event (id, idea_id, kind, data, happened_at)
    VALUES (${newId(event.now)}, ${event.ideaId}, ${event.kind}, ${JSON.stringify(event.data ?? {})}::jsonb, ${event.now})`.execute(
    tx,
  )
}

export async function ideaEventsOf(db: Db | Tx, ideaId: string): Promise<IdeaEvent[]> {
  const { rows } = await sql<IdeaEvent>`
    SELECT kind, data, happened_at AS "happenedAt" FROM budgeting.idea_event WHERE idea_id = ${ideaId} ORDER BY happened_at, id`.execute(
    db,
  )
  return rows
}
