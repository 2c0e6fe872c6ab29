import { type RawBuilder, sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { NeedsRanking } from '../budget.ts'
import type { Category } from '../idea.ts'

export interface NeedRow {
  id: string
  processId: string
  number: number
  channel: 'online' | 'meeting'
  lang: Lang
  text: string
  slug: string
  category: Category
  placeKey: string
  latitude: number | null
  longitude: number | null
  authorMailboxId: string | null
  groupId: string | null
  points: number
  people: number
  /** What the ranking goes by: points and people together; by pairs the thousandths of pairs/bradley-terry.ts. */
  score: number
  /** How often somebody compared it with another one, online. */
  compared: number
  ranking: NeedsRanking
  hiddenReason: string | null
  createdAt: Date
}

const columns = sql`n.id, n.process_id AS "processId", n.number, n.channel, n.lang, n.text, n.slug, n.category, n.place_key AS "placeKey", n.latitude,
  n.longitude, n.author_mailbox_id AS "authorMailboxId", n.group_id AS "groupId", n.points, n.people, n.compared, (SELECT b.needs_ranking FROM budgeting.budget b WHERE b.process_id = n.process_id) AS ranking,
  CASE (SELECT b.needs_ranking FROM budgeting.budget b WHERE b.process_id = n.process_id) WHEN 'pairs' THEN n.pair_score ELSE n.score END AS score,
  n.hidden_reason AS "hiddenReason", n.created_at AS "createdAt"`

/** Needs for which a condition holds; the table is `n`. The condition may end in an order, a limit and a lock. */
export async function needsWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<NeedRow[]> {
  return (await sql<NeedRow>`SELECT ${columns} FROM budgeting.need n WHERE ${where}`.execute(db)).rows
}

/** @throws NotFound */
export async function findNeed(db: Db | Tx, number: number): Promise<NeedRow> {
  const [need] = await needsWhere(db, sql`n.number = ${number}`)
  if (!need) throw new NotFound()
  return need
}

/** The need, locked until the act is over. @throws NotFound */
export async function lockNeed(tx: Tx, number: number): Promise<NeedRow> {
  const [need] = await needsWhere(tx, sql`n.number = ${number} FOR NO KEY UPDATE OF n`)
  if (!need) throw new NotFound()
  return need
}

export async function addNeed(
  tx: Tx,
  need: Omit<
    NeedRow,
    'number' | 'groupId' | 'points' | 'people' | 'score' | 'compared' | 'ranking' | 'hiddenReason'
  > & { textSalt: Buffer },
): Promise<{ number: number; slug: string }> {
  const { rows } = await sql<{ number: number; slug: string }>`
    INSERT INTO budgeting.need (id, process_id, channel, lang, text, text_salt, slug, category, place_key, latitude, longitude, author_mailbox_id,
      created_at)
    VALUES (${need.id}, ${need.processId}, ${need.channel}, ${need.lang}, ${need.text}, ${need.textSalt}, ${need.slug}, ${need.category},
      ${need.placeKey}, ${need.latitude}, ${need.longitude}, ${need.authorMailboxId}, ${need.createdAt})
    RETURNING number, slug`.execute(tx)
  return rows[0] as { number: number; slug: string }
}

export interface Sought {
  processId: string
  category: Category | null
  group: string | null
}

/** Where the next part of the ranking begins. */
export interface After {
  score: number
  number: number
}

const condition = ({ processId, category, group }: Sought) => sql`n.process_id = ${processId}
  AND (${category}::text IS NULL OR n.category = ${category}) AND (${group}::uuid IS NULL OR n.group_id = ${group})`

/** What the ranking goes by; each has its index. */
export const scoreBy = (ranking: NeedsRanking) => (ranking === 'pairs' ? sql`n.pair_score` : sql`n.score`)

/** Needs of a process, the highest score first; of equal ones the earlier. */
export function rankedNeeds(
  db: Db,
  ranking: NeedsRanking,
  sought: Sought,
  limit: number,
  after: After | null,
): Promise<NeedRow[]> {
  const score = scoreBy(ranking)
  const further = after
    ? sql`(${score} < ${after.score} OR (${score} = ${after.score} AND n.number > ${after.number}))`
    : sql`true`
  return needsWhere(db, sql`${condition(sought)} AND ${further} ORDER BY ${score} DESC, n.number LIMIT ${limit}`)
}

export interface Totals {
  needs: number
  points: number
  people: number
  /** Who gave points. */
  givers: number
}

export async function totalsOf(db: Db | Tx, sought: Sought): Promise<Totals> {
  const { rows } = await sql<Totals>`
    SELECT count(*) AS needs, coalesce(sum(n.points), 0)::bigint AS points, coalesce(sum(n.people), 0)::bigint AS people,
      (SELECT count(DISTINCT mailbox_id) FROM budgeting.need_points WHERE process_id = ${sought.processId}) AS givers
    FROM budgeting.need n WHERE ${condition(sought)}`.execute(db)
  return rows[0] as Totals
}

export interface Group {
  id: string
  title: Localised
  needs: number
  points: number
  people: number
  /** The highest score among its needs: what groups are ordered by where needs are compared in pairs. */
  best: number
}

/** Groups of a process with the sums of their needs, the highest first. */
export async function groupsOf(db: Db | Tx, processId: string, ranking: NeedsRanking = 'points'): Promise<Group[]> {
  const { rows } = await sql<Group>`
    SELECT g.id, g.title, count(n.id) AS needs, coalesce(sum(n.points), 0)::bigint AS points, coalesce(sum(n.people), 0)::bigint AS people,
      coalesce(max(${scoreBy(ranking)}), 0) AS best
    FROM budgeting.need_group g LEFT JOIN budgeting.need n ON n.group_id = g.id
    WHERE g.process_id = ${processId} GROUP BY g.id
    ORDER BY ${ranking === 'pairs' ? sql`max(n.pair_score) DESC NULLS LAST` : sql`coalesce(sum(n.score), 0) DESC`}, g.created_at, g.id LIMIT 100`.execute(
    db,
  )
  return rows
}

export async function addGroup(
  tx: Tx,
  group: { id: string; processId: string; title: Localised; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO budgeting.need_group (id, process_id, title, created_at)
    VALUES (${group.id}, ${group.processId}, ${JSON.stringify(group.title)}::jsonb, ${group.now})`.execute(tx)
}

/** @returns the numbers that were found */
export async function putInGroup(
  tx: Tx,
  processId: string,
  numbers: number[],
  groupId: string | null,
): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    UPDATE budgeting.need SET group_id = ${groupId} WHERE process_id = ${processId} AND number = ANY(${numbers}::bigint[]) RETURNING number`.execute(
    tx,
  )
  return rows.map(({ number }) => number)
}

export interface Meeting {
  heldAt: string
  heldOn: PlainDay
  present: number
  needs: number
}

export async function meetingsOf(db: Db, processId: string): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`
    SELECT m.held_at AS "heldAt", m.held_on AS "heldOn", m.present,
      (SELECT count(*) FROM budgeting.need_mention WHERE meeting_id = m.id) AS needs
    FROM budgeting.need_meeting m WHERE m.process_id = ${processId} ORDER BY m.held_on, m.id LIMIT 100`.execute(db)
  return rows
}

export async function addMeeting(
  tx: Tx,
  meeting: { id: string; processId: string; heldAt: string; heldOn: PlainDay; present: number; by: string; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO budgeting.need_meeting (id, process_id, held_at, held_on, present, entered_by, entered_at)
    VALUES (${meeting.id}, ${meeting.processId}, ${meeting.heldAt}, ${meeting.heldOn}, ${meeting.present}, ${meeting.by}, ${meeting.now})`.execute(
    tx,
  )
}

/** So many people named a need at a meeting. */
export async function addMention(tx: Tx, needId: string, meetingId: string, people: number): Promise<void> {
  await sql`
    INSERT INTO budgeting.need_mention (need_id, meeting_id, people) VALUES (${needId}, ${meetingId}, ${people})`.execute(
    tx,
  )
  await sql`UPDATE budgeting.need SET people = people + ${people}::integer WHERE id = ${needId}`.execute(tx)
}

/** Where a need was said, with how many people. */
export async function mentionsOf(db: Db, needId: string): Promise<(Omit<Meeting, 'needs'> & { people: number })[]> {
  const { rows } = await sql<Omit<Meeting, 'needs'> & { people: number }>`
    SELECT m.held_at AS "heldAt", m.held_on AS "heldOn", m.present, o.people
    FROM budgeting.need_mention o JOIN budgeting.need_meeting m ON m.id = o.meeting_id
    WHERE o.need_id = ${needId} ORDER BY m.held_on, m.id LIMIT 100`.execute(db)
  return rows
}

/** The points of one person in a process, by need. */
export async function pointsOf(
  db: Db | Tx,
  processId: string,
  mailboxId: string,
): Promise<{ needId: string; points: number }[]> {
  const { rows } = await sql<{ needId: string; points: number }>`
    SELECT need_id AS "needId", points FROM budgeting.need_points WHERE mailbox_id = ${mailboxId} AND process_id = ${processId}`.execute(
    db,
  )
  return rows
}

/** One person's points of a process change one act after the other. */
export async function lockGiver(tx: Tx, processId: string, mailboxId: string): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('budgeting.need-points ' || ${processId}::text || ' ' || ${mailboxId}::text, 0))`.execute(
    tx,
  )
}

/** @param before what the person had given to this need */
export async function setPoints(
  tx: Tx,
  need: NeedRow,
  given: { mailboxId: string; points: number; before: number; now: Date },
): Promise<void> {
  if (given.points === 0)
    await sql`DELETE FROM budgeting.need_points WHERE need_id = ${need.id} AND mailbox_id = ${given.mailboxId}`.execute(
      tx,
    )
  else
    await sql`
      INSERT INTO budgeting.need_points (need_id, mailbox_id, process_id, points, given_at)
      VALUES (${need.id}, ${given.mailboxId}, ${need.processId}, ${given.points}, ${given.now})
      ON CONFLICT ON CONSTRAINT need_points_once DO UPDATE SET points = excluded.points, given_at = excluded.given_at`.execute(
      tx,
    )
  await sql`
    UPDATE budgeting.need SET points = points + ${given.points - given.before}::integer WHERE id = ${need.id}`.execute(
    tx,
  )
}

/** Everybody reads the reason, and nobody the words. */
export async function hideNeedText(tx: Tx, id: string, reason: string): Promise<void> {
  await sql`UPDATE budgeting.need SET hidden_reason = ${reason}, slug = 'hidden' WHERE id = ${id}`.execute(tx)
}

/** Everybody reads it again. */
export async function showNeedText(tx: Tx, { id, text }: Pick<NeedRow, 'id' | 'text'>): Promise<void> {
  await sql`UPDATE budgeting.need SET hidden_reason = NULL, slug = ${slugOf(text, 'need')} WHERE id = ${id}`.execute(tx)
}

/** Needs in places, newest first, as moderators read them. */
export function needsIn(db: Db, places: string[], after: Cursor | null, limit: number): Promise<NeedRow[]> {
  return needsWhere(
    db,
    sql`n.place_key = ANY(${places}::text[])
      AND (${after?.at ?? null}::timestamptz IS NULL OR (n.created_at, n.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
      ORDER BY n.created_at DESC, n.id DESC LIMIT ${limit}`,
  )
}

/** Ideas that answer a need, by number, of those whose words everybody reads. */
export async function ideasForNeed(
  db: Db,
  needId: string,
): Promise<{ number: number; slug: string; title: string; lang: Lang }[]> {
  const { rows } = await sql<{ number: number; slug: string; title: string; lang: Lang }>`
    SELECT number, slug, title, lang FROM budgeting.idea WHERE need_id = ${needId} AND hidden_reason IS NULL ORDER BY number LIMIT 100`.execute(
    db,
  )
  return rows
}

/** The need that an idea answers; null when it says none. */
export async function needOfIdea(db: Db, ideaId: string): Promise<NeedRow | null> {
  const [need] = await needsWhere(db, sql`n.id = (SELECT need_id FROM budgeting.idea WHERE id = ${ideaId})`)
  return need ?? null
}

export async function setNeedOfIdea(tx: Tx, ideaId: string, needId: string): Promise<void> {
  await sql`UPDATE budgeting.idea SET need_id = ${needId} WHERE id = ${ideaId}`.execute(tx)
}
