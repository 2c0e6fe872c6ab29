import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { tokenHash } from '#kernel/ids.ts'
import type { Level, PetitionState } from '../petition.ts'

export interface RequestShown {
  number: number
  slug: string
  title: string
  petitionLang: Lang
  name: string
}

/** The request behind a confirmation link, while it waits. */
export async function findRequest(db: Db, token: string, now: Date): Promise<RequestShown | undefined> {
  const { rows } = await sql<RequestShown>`
    SELECT p.number, p.slug, p.title, p.lang AS "petitionLang", r.name
    FROM petitions.signature_request r JOIN petitions.petition p ON p.id = r.petition_id
    WHERE r.token_hash = ${tokenHash(token)} AND r.expires_at > ${now}`.execute(db)
  return rows[0]
}

/** What leads to the entry of the public log, as long as there is a key. */
export interface RecordedRow {
  id: string
  unitKey: string
  recordKey: Buffer | null
}

export type EndedBy = 'withdrawn' | 'replaced' | 'invalidated'

export interface ReceiptRow {
  number: number
  slug: string
  title: string
  petitionLang: Lang
  petitionState: PetitionState
  closesOn: string | null
  outcome: 'counted' | 'mailbox-full'
  level: Level | null
  confirmedOn: string | null
  /** This link was the second way to the same signature. */
  signedBefore: boolean
  endedBy: EndedBy | null
  /** Waits for a person, who looks at it by this day; not counted yet. */
  heldUntil: string | null
  /** Null where the mailbox had no place for it. */
  signature: RecordedRow | null
}

export async function findReceipt(db: Db | Tx, token: string): Promise<ReceiptRow | undefined> {
  const [receipt] = (await findReceipts(db, [tokenHash(token)])).values()
  return receipt
}

/** Receipts by the hexadecimal hash of their tokens. */
export async function findReceipts(db: Db | Tx, hashes: Buffer[]): Promise<Map<string, ReceiptRow>> {
  type Row = Omit<ReceiptRow, 'signature'> & Omit<RecordedRow, 'id'> & { hash: string; id: string | null }
  const { rows } = await sql<Row>`
    SELECT encode(l.token_hash, 'hex') AS hash, p.number, p.slug, p.title, p.lang AS "petitionLang", p.state AS "petitionState",
      p.closes_on AS "closesOn", l.outcome, l.signed_before AS "signedBefore", s.level, s.confirmed_on AS "confirmedOn", s.ended_by AS "endedBy",
      h.due_on AS "heldUntil", s.id, s.unit_key AS "unitKey", s.record_key AS "recordKey"
    FROM petitions.receipt_link l JOIN petitions.petition p ON p.id = l.petition_id
    LEFT JOIN petitions.signature s ON s.petition_id = l.petition_id AND s.id = l.signature_id
    LEFT JOIN petitions.hold h ON h.id = s.hold_id
    WHERE l.token_hash = ANY(${hashes}::bytea[])`.execute(db)
  return new Map(
    rows.map(({ hash, id, unitKey, recordKey, ...receipt }) => [
      hash,
      { ...receipt, signature: id === null ? null : { id, unitKey, recordKey } },
    ]),
  )
}

export interface OwnSignatureRow extends RecordedRow {
  number: number
  slug: string
  title: string
  petitionLang: Lang
  petitionState: PetitionState
  closesOn: string | null
  level: Level
  name: string | null
  showName: boolean
  wantsNews: boolean
  confirmedOn: string
  endedBy: EndedBy | null
  /** Waits for a person, who looks at it by this day; not counted yet. */
  heldUntil: string | null
}

const ownColumns = sql`s.id, p.number, p.slug, p.title, p.lang AS "petitionLang", p.state AS "petitionState", p.closes_on AS "closesOn",
  s.level, s.name, s.unit_key AS "unitKey", s.show_name AS "showName", s.wants_news AS "wantsNews", s.confirmed_on AS "confirmedOn",
  s.ended_by AS "endedBy", (SELECT h.due_on FROM petitions.hold h WHERE h.id = s.hold_id) AS "heldUntil", s.record_key AS "recordKey"`

export interface SignerKeys {
  mailboxId: string
  /** Null while the account has no name. */
  signerKey: Buffer | null
  personKey: Buffer | null
}

/**
 * Standing signatures that were given with one of these keys, on whichever petition; a signature may come twice. By each key for itself and
 * without the petition: otherwise the database reads the whole of a petition of which it knows nothing yet.
 */
export const standingBy = ({ signerKey, personKey, mailboxId }: Record<keyof SignerKeys, unknown>) => sql`
  (SELECT * FROM petitions.signature WHERE signer_key = ${signerKey} AND ended_at IS NULL
  UNION ALL SELECT * FROM petitions.signature WHERE person_key = ${personKey} AND ended_at IS NULL
  UNION ALL SELECT * FROM petitions.signature WHERE mailbox_id = ${mailboxId} AND ended_at IS NULL AND signed_in OFFSET 0)`

/** The standing signature of a person on a petition, by whichever way it was given; the strongest one. */
export async function findStanding(
  db: Db | Tx,
  petitionId: string,
  keys: SignerKeys,
): Promise<OwnSignatureRow | undefined> {
  const { rows } = await sql<OwnSignatureRow>`
    SELECT ${ownColumns} FROM ${standingBy(keys)} s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE s.petition_id = ${petitionId}
    ORDER BY array_position(ARRAY['signed', 'strong', 'email'], s.level), s.signed_in DESC LIMIT 1`.execute(db)
  return rows[0]
}

/** Signatures of a mailbox, newest first, also those given without signing in. @param before id of the last one shown */
export async function signaturesOfMailbox(
  db: Db,
  mailboxId: string,
  limit: number,
  before: string | null,
): Promise<OwnSignatureRow[]> {
  const { rows } = await sql<OwnSignatureRow>`
    SELECT ${ownColumns} FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE s.mailbox_id = ${mailboxId} ${before ? sql`AND s.id < ${before}` : sql``} ORDER BY s.id DESC LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

export async function countOfMailbox(db: Db, mailboxId: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`SELECT count(*)::integer AS n FROM petitions.signature WHERE mailbox_id = ${mailboxId}`.execute(db)
  return rows[0]?.n ?? 0
}

export async function findOwn(db: Db | Tx, mailboxId: string, id: string): Promise<OwnSignatureRow | undefined> {
  const { rows } = await sql<OwnSignatureRow>`
    SELECT ${ownColumns} FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE s.mailbox_id = ${mailboxId} AND s.id = ${id}`.execute(db)
  return rows[0]
}

/** Address of the mailbox that gave a signature; null where its holder had their data erased. */
export async function addressBehind(db: Db | Tx, petition: number, id: string): Promise<string | null> {
  const { rows } = await sql<{ address: string | null }>`
    SELECT m.address FROM petitions.petition p JOIN petitions.signature s ON s.petition_id = p.id
    JOIN people.mailbox m ON m.id = s.mailbox_id WHERE p.number = ${petition} AND s.id = ${id}`.execute(db)
  return rows[0]?.address ?? null
}

export interface Signatory {
  name: string
  unitKey: string
  /** Place in an order that tells nothing of the time. */
  position: Buffer
}

/** Signatories who chose to be shown. @param after position of the last one shown */
export async function shownSignatories(
  db: Db,
  petitionId: string,
  limit: number,
  after: Buffer | null,
): Promise<Signatory[]> {
  const { rows } = await sql<Signatory>`
    SELECT name, unit_key AS "unitKey", sha256(signer_key) AS position FROM petitions.signature
    WHERE petition_id = ${petitionId} AND ended_at IS NULL AND hold_id IS NULL AND show_name AND name IS NOT NULL
      ${after ? sql`AND sha256(signer_key) > ${after}` : sql``}
    ORDER BY sha256(signer_key) LIMIT ${limit}`.execute(db)
  return rows
}

export async function countShown(db: Db, petitionId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    ${prepared} SELECT count(*)::integer AS n FROM petitions.signature
    WHERE petition_id = ${petitionId} AND ended_at IS NULL AND hold_id IS NULL AND show_name AND name IS NOT NULL`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
