import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

/** Where a starter is written to, and in which language; null when the address was erased. */
export async function starterMailbox(db: Db | Tx, id: string | null): Promise<{ to: string; lang: Lang } | null> {
  if (id === null) return null
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT address AS to, lang FROM people.mailbox WHERE id = ${id} AND address IS NOT NULL`.execute(db)
  return rows[0] ?? null
}
