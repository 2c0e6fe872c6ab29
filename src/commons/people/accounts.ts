import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { addressKey, keepMailboxes } from './mailbox.ts'

/** The account of an address whose holder has just proved to read it; made when there is none. */
export async function keepAccount(
  tx: Tx,
  personKey: Buffer,
  person: { address: string; lang: Lang },
  now: Date,
): Promise<{ accountId: string; mailboxId: string }> {
  const [mailboxId] = await keepMailboxes(tx, personKey, [person], now)
  // The update changes nothing: it makes RETURNING give the row that was there.
  const { rows } = await sql<{ id: string }>`
    INSERT INTO people.account AS a (id, mailbox_id, lang, created_at) VALUES (${newId(now)}, ${mailboxId}, ${person.lang}, ${now})
    ON CONFLICT (mailbox_id) DO UPDATE SET lang = a.lang RETURNING id`.execute(tx)
  return { accountId: rows[0]?.id as string, mailboxId: mailboxId as string }
}

/** The account of an address, for administrators who give roles; undefined when nobody has signed in with it. */
export async function findAccount(db: Db | Tx, personKey: Buffer, address: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT a.id FROM people.account a JOIN people.mailbox m ON m.id = a.mailbox_id
    WHERE m.address_key = ${addressKey(personKey, address)} AND a.erased_at IS NULL`.execute(db)
  return rows[0]?.id
}

export interface AccountRow {
  address: string
  name: string | null
  lang: Lang
  placeKey: string | null
  identified: boolean
  createdAt: Date
}

export async function accountOf(db: Db | Tx, accountId: string): Promise<AccountRow> {
  const { rows } = await sql<AccountRow>`
    SELECT m.address, a.name, a.lang, a.place_key AS "placeKey", a.person_key IS NOT NULL AS identified, a.created_at AS "createdAt"
    FROM people.account a JOIN people.mailbox m ON m.id = a.mailbox_id WHERE a.id = ${accountId}`.execute(db)
  if (!rows[0]) throw new Error('no such account')
  return rows[0]
}

/** Whether an account acts for an institution. */
export async function holdsRoles(db: Db | Tx, accountId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM access.role r WHERE r.account_id = ${accountId} AND r.ended_at IS NULL LIMIT 1`.execute(db)
  return rows.length > 0
}
