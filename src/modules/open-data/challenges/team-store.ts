import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { removeLeftInvitations } from './invitation-store.ts'

export interface Team {
  id: string
  challengeId: string
  name: string
  lang: Lang
  proposal: string
  leadMailboxId: string | null
  createdAt: Date
  prototypeUrl: string | null
  prototypeText: string | null
  prototypeAt: Date | null
  pilotText: string | null
  pilotLang: Lang | null
  pilotAt: Date | null
  resultText: string | null
  resultLang: Lang | null
  resultAt: Date | null
  withdrawnAt: Date | null
  hiddenReason: string | null
  hiddenLang: Lang | null
  /** Names that their bearers agreed to have shown, in the order in which they joined. */
  members: string[]
}

const columns = sql`t.id, t.challenge_id AS "challengeId", t.name, t.lang, t.proposal, t.lead_mailbox_id AS "leadMailboxId", t.created_at AS "createdAt",
  t.prototype_url AS "prototypeUrl", t.prototype_text AS "prototypeText", t.prototype_at AS "prototypeAt", t.pilot_text AS "pilotText",
  t.pilot_lang AS "pilotLang", t.pilot_at AS "pilotAt", t.result_text AS "resultText", t.result_lang AS "resultLang", t.result_at AS "resultAt",
  t.withdrawn_at AS "withdrawnAt", t.hidden_reason AS "hiddenReason", t.hidden_lang AS "hiddenLang", coalesce((SELECT array_agg(m.shown_name ORDER BY m.joined_at, m.mailbox_id) FROM open_data.team_member m
    WHERE m.team_id = t.id), '{}') AS members`

/** Teams for which a condition holds; the table is `t`. The condition may end in an order, a limit and a lock. */
async function teamsWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<Team[]> {
  return (await sql<Team>`SELECT ${columns} FROM open_data.team t WHERE ${where}`.execute(db)).rows
}

/** In the order in which they joined. */
export function teamsOf(db: Db | Tx, challengeId: string): Promise<Team[]> {
  return teamsWhere(db, sql`t.challenge_id = ${challengeId} ORDER BY t.created_at, t.id LIMIT 200`)
}

/** @throws NotFound */
export async function findTeam(db: Db | Tx, id: string): Promise<Team> {
  return one(await teamsWhere(db, sql`t.id = ${id}`))
}

/** Locked until the act is over. @throws NotFound */
export async function lockTeam(tx: Tx, id: string): Promise<Team> {
  return one(await teamsWhere(tx, sql`t.id = ${id} FOR NO KEY UPDATE OF t`))
}

function one([team]: Team[]): Team {
  if (!team) throw new NotFound()
  return team
}

/** @returns false when another team of the challenge has this name */
export async function addTeam(
  tx: Tx,
  team: Pick<Team, 'id' | 'challengeId' | 'name' | 'lang' | 'proposal' | 'createdAt'> & { leadMailboxId: string },
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO open_data.team (id, challenge_id, name, lang, proposal, lead_mailbox_id, created_at)
    VALUES (${team.id}, ${team.challengeId}, ${team.name}, ${team.lang}, ${team.proposal}, ${team.leadMailboxId}, ${team.createdAt})
    ON CONFLICT ON CONSTRAINT team_name_once DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

/** Again it changes the name. @returns false for who is in another team of the challenge */
export async function addMember(
  tx: Tx,
  { id, challengeId }: Pick<Team, 'id' | 'challengeId'>,
  member: { mailboxId: string; shownName: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO open_data.team_member AS m (team_id, challenge_id, mailbox_id, shown_name, joined_at)
    VALUES (${id}, ${challengeId}, ${member.mailboxId}, ${member.shownName}, ${member.now})
    ON CONFLICT ON CONSTRAINT team_member_once_a_challenge DO UPDATE SET shown_name = excluded.shown_name WHERE m.team_id = excluded.team_id
    RETURNING m.team_id`.execute(tx)
  return rows.length > 0
}

export async function removeMember(tx: Tx, teamId: string, mailboxId: string): Promise<void> {
  await sql`DELETE FROM open_data.team_member WHERE team_id = ${teamId} AND mailbox_id = ${mailboxId}`.execute(tx)
}

export async function isMember(db: Db | Tx, teamId: string, mailboxId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.team_member WHERE team_id = ${teamId} AND mailbox_id = ${mailboxId}`.execute(db)
  return rows.length > 0
}

/** The team of a challenge in which somebody is, if any. */
export async function teamOfPerson(db: Db | Tx, challengeId: string, mailboxId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT t.id FROM open_data.team t JOIN open_data.team_member m ON m.team_id = t.id
    WHERE t.challenge_id = ${challengeId} AND m.mailbox_id = ${mailboxId} AND t.withdrawn_at IS NULL ORDER BY t.created_at LIMIT 1`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

export async function setPrototype(tx: Tx, id: string, said: { url: string; text: string; now: Date }): Promise<void> {
  await sql`
    UPDATE open_data.team SET prototype_url = ${said.url}, prototype_text = ${said.text}, prototype_at = coalesce(prototype_at, ${said.now})
    WHERE id = ${id}`.execute(tx)
}

/** What the institution says of a team. */
interface SaidOfTeam {
  text: string
  lang: Lang | null
}

export async function setPilot(tx: Tx, id: string, { text, lang }: SaidOfTeam, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.team SET pilot_text = ${text}, pilot_lang = ${lang}, pilot_at = coalesce(pilot_at, ${now}) WHERE id = ${id}`.execute(
    tx,
  )
}

export async function setResult(tx: Tx, id: string, { text, lang }: SaidOfTeam, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.team SET result_text = ${text}, result_lang = ${lang}, result_at = coalesce(result_at, ${now}) WHERE id = ${id}`.execute(
    tx,
  )
}

export async function setHidden(tx: Tx, id: string, why: SaidOfTeam | null): Promise<void> {
  await sql`
    UPDATE open_data.team SET hidden_reason = ${why?.text ?? null}, hidden_lang = ${why?.lang ?? null} WHERE id = ${id}`.execute(
    tx,
  )
}

export async function setWithdrawn(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.team SET withdrawn_at = ${now} WHERE id = ${id}`.execute(tx)
  await removeLeftInvitations(tx)
}

/** Teams of a person, for that person. */
export async function membershipsOf(db: Db, mailboxId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT c.number AS challenge, t.name AS team, m.shown_name AS "shownName", m.joined_at AS "joinedAt",
      CASE WHEN t.lead_mailbox_id = ${mailboxId} THEN t.proposal END AS proposal
    FROM open_data.team_member m JOIN open_data.team t ON t.id = m.team_id JOIN open_data.challenge c ON c.id = t.challenge_id
    WHERE m.mailbox_id = ${mailboxId} ORDER BY m.joined_at`.execute(db)
  return rows
}

/** A team of nobody is over. */
export async function forgetMember(tx: Tx, mailboxId: string, now: Date): Promise<void> {
  // In one order, as who leaves locks one: of the last two who go at once the later one sees that nobody is left.
  await sql`
    SELECT 1 FROM open_data.team t WHERE t.id IN (SELECT team_id FROM open_data.team_member WHERE mailbox_id = ${mailboxId})
    ORDER BY t.id FOR NO KEY UPDATE`.execute(tx)
  await sql`
    WITH gone AS (DELETE FROM open_data.team_member WHERE mailbox_id = ${mailboxId} RETURNING team_id)
    UPDATE open_data.team t SET withdrawn_at = ${now} FROM gone WHERE t.id = gone.team_id AND t.withdrawn_at IS NULL
      AND NOT EXISTS (SELECT FROM open_data.team_member m WHERE m.team_id = t.id AND m.mailbox_id <> ${mailboxId})`.execute(
    tx,
  )
  await removeLeftInvitations(tx)
  await sql`UPDATE open_data.team SET lead_mailbox_id = NULL WHERE lead_mailbox_id = ${mailboxId}`.execute(tx)
}

export async function challengesBy(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT number AS challenge, title, created_at AS "createdAt" FROM open_data.challenge WHERE created_by = ${accountId} ORDER BY created_at`.execute(
    db,
  )
  return rows
}

export async function forgetCreator(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.challenge SET created_by = NULL WHERE created_by = ${accountId}`.execute(tx)
}
