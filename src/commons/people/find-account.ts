import { sql } from 'kysely'
import type { Secrets } from '#kernel/config/secrets.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { addressKey } from './mailbox.ts'

/** The account of a mailbox. @returns null when nobody has signed in with this address, or the account was erased */
export async function findAccount(ctx: { db: Db | Tx; secrets: Secrets }, address: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT a.id FROM people.account a JOIN people.mailbox m ON m.id = a.mailbox_id
    WHERE m.address_key = ${addressKey(ctx.secrets.person, address)} AND a.erased_at IS NULL`.execute(ctx.db)
  return rows[0]?.id ?? null
}
