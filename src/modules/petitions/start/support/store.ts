import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { tokenHash } from '#kernel/ids.ts'
import type { PetitionState } from '../../petition.ts'

/** A petition as those see it who have its private link. */
export interface SupportedPetition {
  id: string
  number: number
  slug: string
  state: PetitionState
  lang: Lang
  title: string
  whyHtml: string
  placeKey: string
  starterName: string | null
  organisationIdno: string | null
  organisationMandate: string | null
  version: number
  needed: number
  supporters: number
  publishedAt: Date | null
}

const columns = sql`p.id, p.number, p.slug, p.state, p.lang, p.title, p.why_html AS "whyHtml", p.place_key AS "placeKey",
  p.starter_name AS "starterName", p.organisation_idno AS "organisationIdno", p.organisation_mandate AS "organisationMandate",
  p.text_version AS version, p.supporters_needed AS needed, p.published_at AS "publishedAt",
  (SELECT count(*) FROM petitions.supporter s WHERE s.petition_id = p.id AND s.version = p.text_version) AS supporters`

/** The petition behind a private link. */
export async function findByLink(db: Db | Tx, token: string): Promise<SupportedPetition | undefined> {
  const { rows } = await sql<SupportedPetition>`
    SELECT ${columns} FROM petitions.petition p WHERE p.support_hash = ${tokenHash(token)}`.execute(db)
  return rows[0]
}

/** A petition held until the transaction ends: supporters come one after the other, so exactly one is the last needed. */
export async function holdPetition(tx: Tx, id: string): Promise<SupportedPetition | undefined> {
  await sql`SELECT 1 FROM petitions.petition WHERE id = ${id} FOR UPDATE`.execute(tx)
  // Counted by a second statement: the first one's snapshot is older than the wait.
  const { rows } = await sql<SupportedPetition>`SELECT ${columns} FROM petitions.petition p WHERE p.id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

export interface SupportRequest {
  petitionId: string
  version: number
  name: string
  email: string
  placeKey: string
  showName: boolean
  wantsNews: boolean
  lang: Lang
}

const requestColumns = sql`petition_id AS "petitionId", version, name, email, place_key AS "placeKey", show_name AS "showName",
  wants_news AS "wantsNews", lang`

export async function findSupportRequest(db: Db | Tx, token: string, now: Date): Promise<SupportRequest | undefined> {
  const { rows } = await sql<SupportRequest>`
    SELECT ${requestColumns} FROM petitions.support_request WHERE token_hash = ${tokenHash(token)} AND expires_at > ${now}`.execute(
    db,
  )
  return rows[0]
}

export async function takeSupportRequest(tx: Tx, token: string, now: Date): Promise<SupportRequest | undefined> {
  const { rows } = await sql<SupportRequest>`
    DELETE FROM petitions.support_request WHERE token_hash = ${tokenHash(token)} AND expires_at > ${now} RETURNING ${requestColumns}`.execute(
    tx,
  )
  return rows[0]
}

export interface SupportReceipt {
  petitionId: string
  supporterId: string | null
  outcome: 'counted' | 'mailbox-full' | 'withdrawn'
  /** Null when nothing was added. */
  supportedAt: Date | null
  /** Whether the text supported is still the newest one. */
  current: boolean
  number: number
  slug: string
  title: string
  lang: Lang
  state: PetitionState
  publishedAt: Date | null
  /** It is a signature now; the same token shows that one's receipt. */
  signed: boolean
}

/** What became of a support, by the link in its mail. */
export async function findSupportReceipt(db: Db | Tx, token: string): Promise<SupportReceipt | undefined> {
  const { rows } = await sql<SupportReceipt>`
    SELECT l.petition_id AS "petitionId", l.supporter_id AS "supporterId", l.outcome, s.supported_at AS "supportedAt",
      coalesce(s.version = p.text_version, false) AS current, p.number, p.slug, p.title, p.lang, p.state, p.published_at AS "publishedAt",
      EXISTS (SELECT 1 FROM petitions.receipt_link r WHERE r.token_hash = l.token_hash) AS signed
    FROM petitions.support_link l JOIN petitions.petition p ON p.id = l.petition_id
    LEFT JOIN petitions.supporter s ON s.petition_id = l.petition_id AND s.id = l.supporter_id
    WHERE l.token_hash = ${tokenHash(token)}`.execute(db)
  return rows[0]
}
