import { sql } from 'kysely'
import { beginLog } from '#commons/ledger/begin-log.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'

/** What is not of the demo: what was migrated, the fingerprints of the keys, the jurisdiction's places, and that this is a demo. */
const KEPT = ['kernel.migration', 'kernel.secret_fingerprint', 'places.place', 'demo.installation']

/**
 * Empties every table of every room and commons part in one transaction, also tables that are made tomorrow; numbers begin at 1
 * again, and the public log begins anew. Waiting jobs and kept files go too: they are about what is gone.
 */
export async function emptyHouse(services: Services): Promise<void> {
  await transact(services.db, async (tx) => {
    // It waits for what still holds a table, and flushes a file for each; both may take longer than a page may.
    await sql`SET LOCAL statement_timeout = '60s'`.execute(tx)
    await sql`SET LOCAL lock_timeout = '20s'`.execute(tx)
    await sql`TRUNCATE ${sql.join((await tables(tx)).map((name) => sql.table(name)))} RESTART IDENTITY`.execute(tx)
    await beginLog(tx)
    await sql`SELECT graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs))`.execute(tx)
  })
  for await (const { sha256 } of services.files.list()) await services.files.remove(sha256)
  services.settings.forget()
}

async function tables(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT schemaname || '.' || tablename AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker') AND schemaname || '.' || tablename <> ALL(${KEPT}::text[])
    ORDER BY 1`.execute(tx)
  return rows.map(({ name }) => name)
}
