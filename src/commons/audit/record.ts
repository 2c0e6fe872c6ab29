import { sql } from 'kysely'
import type { Person, Role } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'

/** Records an official's act in the act's own transaction. `data` says before and after, without personal data. */
export async function recordAct(
  tx: Tx,
  act: {
    /** Null when the house acts by itself (a clock ran out). */
    by: { person: Person; role: Role } | null
    /** `<room>.<verb>` */
    act: string
    subject: { kind: string; id: string }
    data?: Record<string, unknown>
    now: Date
  },
): Promise<void> {
  const { by, subject, now } = act
  await sql`
    INSERT INTO audit.act (id, account_id, token_id, role, organisation_id, act, subject_kind, subject_id, data, acted_at)
    VALUES (${newId(now)}, ${by?.person.accountId ?? null}, ${by?.person.tokenId ?? null}, ${by?.role.name ?? 'system'}, ${by?.role.organisationId ?? null}, ${act.act},
      ${subject.kind}, ${subject.id}, ${JSON.stringify(act.data ?? {})}::jsonb, ${now})`.execute(tx)
}

/** Whose eyes: an official's, or those of an authority that came by the link in its letter, without an account. */
export type Reader = { person: Person; role: Role } | { byLinkOf: string }

/** Records that somebody's personal data was read for an authority or the house; the person sees it under "my data". */
export async function recordReading(
  db: Db | Tx,
  reading: {
    by: Reader
    mailboxId: string
    subject: { kind: string; id: string }
    /** `<room>.<verb>`, said in words by the message `<room>.purpose.<verb>`. */
    purpose: string
    now: Date
  },
): Promise<void> {
  const { by, subject, now } = reading
  const [readerId, organisationId] =
    'person' in by ? [by.person.accountId, by.role.organisationId] : [null, by.byLinkOf]
  await sql`
    INSERT INTO audit.reading (id, reader_id, organisation_id, mailbox_id, subject_kind, subject_id, purpose, read_at)
    VALUES (${newId(now)}, ${readerId}, ${organisationId}, ${reading.mailboxId}, ${subject.kind}, ${subject.id},
      ${reading.purpose}, ${now})`.execute(db)
}
