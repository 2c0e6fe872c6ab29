import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'

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
