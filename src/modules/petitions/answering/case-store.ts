import { sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { canBeAsked } from './asked-authorities.ts'
import { type CaseState, caseLife, type Outcome } from './case.ts'

export interface Organisation {
  id: string
  slug: string
  kind: string
  name: Localised
  placeKey: string
  email: string | null
}

export interface CaseRow {
  id: string
  state: CaseState
  petitionId: string
  organisationId: string
  organisation: Organisation
  lodgingId: string | null
  redirectedFrom: string | null
  incomingNumber: string | null
  responsibleId: string | null
  lodgedAt: Date | null
  registeredAt: Date | null
  outcome: Outcome | null
  answeredAt: Date | null
  finishedAt: Date | null
  number: number
  slug: string
  title: string
  lang: Lang
  whyHtml: string
  placeKey: string
  textSalt: Buffer
  starterMailboxId: string | null
}

const caseColumns = sql`c.id, c.state, c.petition_id AS "petitionId", c.organisation_id AS "organisationId",
  jsonb_build_object('id', o.id, 'slug', o.slug, 'kind', o.kind, 'name', o.name, 'placeKey', o.place_key, 'email', o.email) AS organisation,
  c.lodging_id AS "lodgingId", c.redirected_from AS "redirectedFrom", c.incoming_number AS "incomingNumber", c.responsible_id AS "responsibleId",
  c.lodged_at AS "lodgedAt", c.registered_at AS "registeredAt", c.outcome, c.answered_at AS "answeredAt", c.finished_at AS "finishedAt",
  p.number, p.slug, p.title, p.lang, p.why_html AS "whyHtml", p.place_key AS "placeKey", p.text_salt AS "textSalt",
  p.starter_mailbox_id AS "starterMailboxId"`
const caseTables = sql`petitions.case c JOIN petitions.petition p ON p.id = c.petition_id JOIN organisations.organisation o ON o.id = c.organisation_id`

export async function findCase(db: Db | Tx, id: string): Promise<CaseRow> {
  const { rows } = await sql<CaseRow>`SELECT ${caseColumns} FROM ${caseTables} WHERE c.id = ${id}`.execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** The case, locked until the act is over: a second officer waits and then sees what the first did. */
export async function lockCase(tx: Tx, id: string): Promise<CaseRow> {
  const { rows } = await sql<CaseRow>`
    SELECT ${caseColumns} FROM ${caseTables} WHERE c.id = ${id} FOR UPDATE OF c`.execute(tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export async function casesOf(db: Db | Tx, petitionId: string): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    ${prepared} SELECT ${caseColumns} FROM ${caseTables} WHERE c.petition_id = ${petitionId} ORDER BY c.created_at, c.id`.execute(
    db,
  )
  return rows
}

export type CaseTransition = keyof typeof caseLife.transitions
export type CaseRole = 'officer' | 'link' | 'moderator' | 'starter' | 'system'

/** @throws RuleBroken petitions.answering.changed-meanwhile when the case is no longer where the act expects it */
export function stepOf(one: CaseRow, transition: CaseTransition, role: CaseRole): CaseState {
  const step = move(caseLife, one.state, transition, role)
  if (!step.ok) throw new RuleBroken('petitions.answering.changed-meanwhile')
  return step.to
}

/** Moves a locked case on and writes what the act adds. */
export async function moveCase(
  tx: Tx,
  one: CaseRow,
  to: CaseState,
  set: Partial<{
    incomingNumber: string | null
    responsibleId: string | null
    registeredAt: Date
    outcome: Outcome
    answeredAt: Date
    finishedAt: Date
  }> = {},
): Promise<void> {
  const { rows } = await sql`
    UPDATE petitions.case SET state = ${to}, incoming_number = ${set.incomingNumber ?? one.incomingNumber},
      responsible_id = ${set.responsibleId ?? one.responsibleId}, registered_at = ${set.registeredAt ?? one.registeredAt},
      outcome = ${set.outcome ?? one.outcome}, answered_at = ${set.answeredAt ?? one.answeredAt},
      finished_at = ${set.finishedAt ?? one.finishedAt}
    WHERE id = ${one.id} AND state = ${one.state} RETURNING id`.execute(tx)
  if (rows.length === 0) throw new RuleBroken('petitions.answering.changed-meanwhile')
}

export async function findOrganisation(db: Db | Tx, slug: string): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`
    SELECT o.id, o.slug, o.kind, o.name, o.place_key AS "placeKey", o.email FROM organisations.organisation o
    WHERE o.slug = ${slug} AND ${canBeAsked}`.execute(db)
  return rows[0]
}

export async function listAuthorities(db: Db | Tx): Promise<{ slug: string; name: Localised }[]> {
  const { rows } = await sql<{ slug: string; name: Localised }>`
    SELECT o.slug, o.name FROM organisations.organisation o WHERE ${canBeAsked} ORDER BY o.name->>'ro'`.execute(db)
  return rows
}

export async function addresseeOrganisations(db: Db | Tx, petitionId: string): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    SELECT o.id, o.slug, o.kind, o.name, o.place_key AS "placeKey", o.email
    FROM petitions.addressee a JOIN organisations.organisation o ON o.id = a.organisation_id
    WHERE a.petition_id = ${petitionId} ORDER BY a.position`.execute(db)
  return rows
}

/** Officers of an authority who may be named responsible. */
export async function officersOf(
  db: Db | Tx,
  organisationId: string,
): Promise<{ accountId: string; mailboxId: string; name: string | null }[]> {
  const { rows } = await sql<{ accountId: string; mailboxId: string; name: string | null }>`
    SELECT a.id AS "accountId", a.mailbox_id AS "mailboxId", a.name FROM access.role r JOIN people.account a ON a.id = r.account_id
    WHERE r.role = 'officer' AND r.organisation_id = ${organisationId} AND r.ended_at IS NULL AND a.erased_at IS NULL
    ORDER BY a.name, a.id`.execute(db)
  return rows
}
