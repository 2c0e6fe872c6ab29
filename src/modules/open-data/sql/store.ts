import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** In the order of the names. */
export async function idsOfPublished(db: Db, names: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM open_data.dataset WHERE name = ANY(${names}) AND state = 'published' ORDER BY array_position(${names}::text[], name)`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
