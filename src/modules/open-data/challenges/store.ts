import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { ChallengeState, EventKind, PhaseDays } from './challenge.ts'
import type { Before, Reason } from './changes.ts'

export type Texts = Partial<Record<Lang, string>>

export interface Challenge extends PhaseDays {
  id: string
  number: number
  state: ChallengeState
  organisationId: string
  institution: { slug: string; name: Localised }
  title: Localised
  problem: Texts
  endedText: Texts | null
  createdAt: Date
  publishedAt: Date | null
  endedAt: Date | null
  /** Those that have not withdrawn. */
  teams: number
}

const columns = sql`c.id, c.number, c.state, c.organisation_id AS "organisationId", jsonb_build_object('slug', o.slug, 'name', o.name) AS institution,
  c.title, c.problem, c.teams_until AS "teamsUntil", c.prototypes_until AS "prototypesUntil", c.pilot_until AS "pilotUntil",
  c.ended_text AS "endedText", c.created_at AS "createdAt", c.published_at AS "publishedAt", c.ended_at AS "endedAt",
  (SELECT count(*) FROM open_data.team t WHERE t.challenge_id = c.id AND t.withdrawn_at IS NULL AND t.hidden_reason IS NULL) AS teams`

/** Challenges for which a condition holds; the table is `c`. The condition may end in an order, a limit and a lock. */
export async function challengesWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<Challenge[]> {
  const { rows } = await sql<Challenge>`
    SELECT ${columns} FROM open_data.challenge c JOIN organisations.organisation o ON o.id = c.organisation_id WHERE ${where}`.execute(
    db,
  )
  return rows
}

/** @throws NotFound */
export async function findChallenge(db: Db | Tx, number: number): Promise<Challenge> {
  return one(await challengesWhere(db, sql`c.number = ${number}`))
}

/** One that everybody sees. @throws NotFound */
export async function findPublicChallenge(db: Db | Tx, number: number): Promise<Challenge> {
  return one(await challengesWhere(db, sql`c.number = ${number} AND c.published_at IS NOT NULL`))
}

export async function findChallengeById(db: Db | Tx, id: string): Promise<Challenge> {
  return one(await challengesWhere(db, sql`c.id = ${id}`))
}

/** Locked until the act is over. @throws NotFound */
export async function lockChallenge(tx: Tx, number: number): Promise<Challenge> {
  return one(await challengesWhere(tx, sql`c.number = ${number} FOR NO KEY UPDATE OF c`))
}

function one<T>([found]: T[]): T {
  if (!found) throw new NotFound()
  return found
}

interface Cursor {
  at: Date
  id: string
}

/** Those that everybody sees, the newest first. */
export function publicChallenges(db: Db, after: Cursor | null, limit: number): Promise<Challenge[]> {
  const further = after ? sql`(c.published_at, c.id) < (${after.at}, ${after.id}::uuid)` : sql`true`
  return challengesWhere(
    db,
    sql`c.published_at IS NOT NULL AND ${further} ORDER BY c.published_at DESC, c.id DESC LIMIT ${limit}`,
  )
}

/** @param organisationIds null: of all institutions */
export function challengesOf(
  db: Db,
  organisationIds: string[] | null,
  after: Cursor | null,
  limit: number,
): Promise<Challenge[]> {
  const whose = organisationIds === null ? sql`true` : sql`c.organisation_id = ANY(${organisationIds}::uuid[])`
  const further = after ? sql`(c.created_at, c.id) < (${after.at}, ${after.id}::uuid)` : sql`true`
  return challengesWhere(db, sql`${whose} AND ${further} ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit}`)
}

export interface Said extends PhaseDays {
  title: Localised
  problem: Texts
}

export async function addChallenge(
  tx: Tx,
  challenge: Said & { id: string; organisationId: string; accountId: string; now: Date },
): Promise<number> {
  const { id, organisationId, title, problem, teamsUntil, prototypesUntil, pilotUntil, accountId, now } = challenge
  const { rows } = await sql<{ number: number }>`
    INSERT INTO open_data.challenge (id, organisation_id, title, problem, teams_until, prototypes_until, pilot_until, created_by, created_at)
    VALUES (${id}, ${organisationId}, ${JSON.stringify(title)}::jsonb, ${JSON.stringify(problem)}::jsonb, ${teamsUntil}, ${prototypesUntil},
      ${pilotUntil}, ${accountId}, ${now}) RETURNING number`.execute(tx)
  return (rows[0] as { number: number }).number
}

export async function changeChallenge(tx: Tx, id: string, said: Said): Promise<void> {
  await sql`
    UPDATE open_data.challenge SET title = ${JSON.stringify(said.title)}::jsonb, problem = ${JSON.stringify(said.problem)}::jsonb,
      teams_until = ${said.teamsUntil}, prototypes_until = ${said.prototypesUntil}, pilot_until = ${said.pilotUntil} WHERE id = ${id}`.execute(
    tx,
  )
}

export async function setPublished(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.challenge SET state = 'open', published_at = ${now} WHERE id = ${id}`.execute(tx)
}

export async function setEnded(tx: Tx, id: string, to: 'closed' | 'cancelled', text: Texts, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.challenge SET state = ${to}, ended_text = ${JSON.stringify(text)}::jsonb, ended_at = ${now} WHERE id = ${id}`.execute(
    tx,
  )
}

export interface LinkedDataset {
  id: string
  name: string
  title: Localised
}

/** Published datasets by their names. */
export async function datasetsNamed(db: Db | Tx, names: string[]): Promise<LinkedDataset[]> {
  const { rows } = await sql<LinkedDataset>`
    SELECT id, name, title FROM open_data.dataset WHERE name = ANY(${names}::text[]) AND state = 'published'`.execute(
    db,
  )
  return rows
}

export async function setDatasets(tx: Tx, challengeId: string, datasetIds: string[]): Promise<void> {
  await sql`DELETE FROM open_data.challenge_dataset WHERE challenge_id = ${challengeId}`.execute(tx)
  await sql`
    INSERT INTO open_data.challenge_dataset (challenge_id, dataset_id, position)
    SELECT ${challengeId}, id, position FROM unnest(${datasetIds}::uuid[]) WITH ORDINALITY AS named (id, position)`.execute(
    tx,
  )
}

/** Those that are public now, in their order. */
export async function datasetsOf(db: Db | Tx, challengeId: string): Promise<LinkedDataset[]> {
  const { rows } = await sql<LinkedDataset>`
    SELECT d.id, d.name, d.title FROM open_data.challenge_dataset l JOIN open_data.dataset d ON d.id = l.dataset_id
    WHERE l.challenge_id = ${challengeId} AND d.state = 'published' ORDER BY l.position`.execute(db)
  return rows
}

export async function addEvent(
  tx: Tx,
  challengeId: string,
  kind: Exclude<EventKind, 'changed'>,
  teamId: string | null,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO open_data.challenge_event (id, challenge_id, kind, team_id, happened_at)
    VALUES (${newId(now)}, ${challengeId}, ${kind}, ${teamId}, ${now})`.execute(tx)
}

/** It says something else from now on. @param before what it said, of that which is another */
export async function addChange(tx: Tx, challengeId: string, before: Before, now: Date): Promise<void> {
  await sql`
    INSERT INTO open_data.challenge_event (id, challenge_id, kind, happened_at, before)
    VALUES (${newId(now)}, ${challengeId}, 'changed', ${now}, ${JSON.stringify(before)}::jsonb)`.execute(tx)
}

/** Takes the words that it said before out of what is told of its changes, for good. */
export async function hideChanges(tx: Tx, challengeId: string, { reason, lang }: Reason): Promise<void> {
  await sql`
    UPDATE open_data.challenge_event SET before = (before - 'title' - 'problem') || jsonb_build_object('hidden', ${reason}::text, 'hiddenLang', ${lang}::text)
    WHERE challenge_id = ${challengeId} AND kind = 'changed' AND (before ? 'title' OR before ? 'problem')`.execute(tx)
}

/** Another telling of what it said before one of its changes, for good. */
export async function setBefore(tx: Tx, eventId: string, before: Before): Promise<void> {
  await sql`UPDATE open_data.challenge_event SET before = ${JSON.stringify(before)}::jsonb WHERE id = ${eventId}`.execute(
    tx,
  )
}

/** What changed in it since everybody sees it, the newest first. @param most null: all */
export async function changesOf(
  db: Db | Tx,
  challengeId: string,
  most: number | null,
): Promise<{ id: string; at: Date; before: Before }[]> {
  const { rows } = await sql<{ id: string; at: Date; before: Before }>`
    SELECT id, happened_at AS at, before FROM open_data.challenge_event
    WHERE challenge_id = ${challengeId} AND kind = 'changed' ORDER BY happened_at DESC, id DESC LIMIT ${most}::bigint`.execute(
    db,
  )
  return rows
}

export interface ChallengeEvent {
  kind: EventKind
  at: Date
  challenge: { id: string; number: number; title: Localised; placeKey: string }
  team: string | null
}

/** What happened to challenges in a stretch of time, the oldest first; of a hidden team nothing. */
export async function eventsBetween(db: Db, since: Date, until: Date): Promise<ChallengeEvent[]> {
  const { rows } = await sql<ChallengeEvent>`
    SELECT e.kind, e.happened_at AS at, t.name AS team,
      jsonb_build_object('id', c.id, 'number', c.number, 'title', c.title, 'placeKey', o.place_key) AS challenge
    FROM open_data.challenge_event e JOIN open_data.challenge c ON c.id = e.challenge_id
    JOIN organisations.organisation o ON o.id = c.organisation_id LEFT JOIN open_data.team t ON t.id = e.team_id
    WHERE e.happened_at > ${since} AND e.happened_at <= ${until} AND t.hidden_reason IS NULL ORDER BY e.happened_at, e.id LIMIT 1000`.execute(
    db,
  )
  return rows
}
