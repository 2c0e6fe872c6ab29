import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

/**
 * Marks what a digest is about to tell a mailbox; returns the keys that were new to it. In the transaction of the mail, so
 * a repeated run tells nothing twice.
 */
export async function newToTell(tx: Tx, mailboxId: string, keys: string[], now: Date): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    INSERT INTO notices.told (mailbox_id, key, told_at)
    SELECT ${mailboxId}, key, ${now} FROM unnest(${keys}::text[]) AS row (key)
    ON CONFLICT DO NOTHING RETURNING key`.execute(tx)
  return new Set(rows.map((row) => row.key))
}

export interface PersonTold {
  mailboxId: string
  address: string
  lang: Lang
}

/** The next people who were told something, for a letter about what became of it; none when there are no more. @param after the last mailbox before */
export async function peopleTold(tx: Tx, key: string, after: string | null): Promise<PersonTold[]> {
  // By the mailbox of the note, whose key begins with it: by that of the address every batch read all notes before it.
  const { rows } = await sql<PersonTold>`
    SELECT m.id AS "mailboxId", m.address, a.lang
    FROM notices.told t JOIN people.mailbox m ON m.id = t.mailbox_id JOIN people.account a ON a.mailbox_id = m.id
    WHERE t.key = ${key} AND a.erased_at IS NULL AND m.address IS NOT NULL AND (${after}::uuid IS NULL OR t.mailbox_id > ${after}::uuid)
    ORDER BY t.mailbox_id LIMIT 500`.execute(tx)
  return rows
}

/** Takes away who was told of these keys. */
export async function forgetTold(tx: Tx, keys: string[]): Promise<void> {
  await sql`DELETE FROM notices.told WHERE key = ANY(${keys}::text[])`.execute(tx)
}
