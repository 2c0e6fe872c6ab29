import { sql } from 'kysely'
import { beginLog } from '#commons/ledger/begin-log.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'

/** What is not of the demo: what was migrated, the fingerprints of the keys, the jurisdiction's places, and that this is a demo. */
const KEPT = ['kernel.migration', 'kernel.secret_fingerprint', 'places.place', 'demo.installation']

/**
 * Empties every table of every room and commons part in one transaction, also tables that are made tomorrow; numbers begin at 1
 * again, and the public log begins anew. Schemas that are not ours stay as they are. Waiting jobs and kept files go too: they are
 * about what is gone.
 *
 * @throws Error when tables of others hang on ours ({@link foreignTables}): PostgreSQL empties none of them
 */
export async function emptyHouse(services: Services): Promise<void> {
  const tables = await ownTables(services)
  await transact(services.db, async (tx) => {
    // It waits for what still holds a table, and flushes a file for each; both may take longer than a page may.
    await sql`SET LOCAL statement_timeout = '60s'`.execute(tx)
    await sql`SET LOCAL lock_timeout = '20s'`.execute(tx)
    await sql`TRUNCATE ${sql.join(tables.map((name) => sql.table(name)))} RESTART IDENTITY`.execute(tx)
    await beginLog(tx)
    await sql`SELECT graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs))`.execute(tx)
  })
  for await (const { sha256 } of services.files.list()) await services.files.remove(sha256)
  services.settings.forget()
}

async function ownTables({ db, ownSchemas }: Services): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT schemaname || '.' || tablename AS name FROM pg_tables
    WHERE schemaname = ANY(${await ownSchemas()}::text[]) AND schemaname || '.' || tablename <> ALL(${KEPT}::text[])
    ORDER BY 1`.execute(db)
  return rows.map(({ name }) => name)
}

/**
 * Tables of schemas that are not ours that refer to one of ours or inherit from it. Ours could not be emptied without them, and they are
 * not ours to empty.
 */
export async function foreignTables({ db, ownSchemas }: Pick<Services, 'db' | 'ownSchemas'>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT n.nspname || '.' || c.relname AS name FROM (
      SELECT conrelid AS hanging, confrelid AS on_table FROM pg_constraint WHERE contype = 'f'
      UNION ALL SELECT inhrelid, inhparent FROM pg_inherits
    ) one JOIN pg_class c ON c.oid = one.hanging JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class o ON o.oid = one.on_table JOIN pg_namespace m ON m.oid = o.relnamespace
    WHERE m.nspname = ANY(${await ownSchemas()}::text[]) AND n.nspname <> ALL(${await ownSchemas()}::text[]) ORDER BY 1`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}
