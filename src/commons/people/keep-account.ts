import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { keepMailboxes } from './mailbox.ts'

/** The account of an address whose holder somebody answerable vouches for, made when there is none. @returns its id */
export async function keepAccount(
  tx: Tx,
  personKey: Buffer,
  person: { address: string; lang: Lang },
  now: Date,
): Promise<string> {
  const [mailboxId] = await keepMailboxes(tx, personKey, [person], now)
  const { rows } = await sql<{ id: string }>`
    INSERT INTO people.account AS a (id, mailbox_id, lang, created_at) VALUES (${newId(now)}, ${mailboxId}, ${person.lang}, ${now})
    ON CONFLICT (mailbox_id) DO UPDATE SET erased_at = NULL RETURNING id`.execute(tx)
  return rows[0]?.id as string
}
