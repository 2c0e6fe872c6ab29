import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** Which of these accounts have set up their second factor. */
export async function whoHasSecondFactor(db: Db, accountIds: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT account_id AS id FROM people.second_factor WHERE account_id = ANY(${accountIds}::uuid[]) AND confirmed_at IS NOT NULL`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}
