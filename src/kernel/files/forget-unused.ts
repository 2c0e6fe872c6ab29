import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'

/** Longer than any act that keeps a file first and its row a moment later. */
const HOURS = 24
const BATCH = 500

/**
 * Removes kept files that no row names any more: of deleted drafts, of documents taken out, of acts that failed. A table says that it
 * refers to a file by a column named `sha256` (text); nothing else needs to be declared. Safe to repeat.
 */
export async function forgetUnusedFiles({ db, clock, files }: Pick<Services, 'db' | 'clock' | 'files'>): Promise<void> {
  const before = after(clock.now(), -HOURS * 3600)
  await files.forgetFolders(before)
  let batch: string[] = []
  for await (const { sha256, keptAt } of files.list()) {
    if (keptAt >= before) continue
    batch.push(sha256)
    if (batch.length < BATCH) continue
    await removeUnused(db, files, batch, before)
    batch = []
  }
  await removeUnused(db, files, batch, before)
}

async function removeUnused(db: Db, files: Services['files'], names: string[], before: Date): Promise<void> {
  if (names.length === 0) return
  const used = await namedByRows(db, names)
  for (const name of names) if (!used.has(name)) await files.remove(name, before)
}

/**
 * Which of these files rows of any room name.
 *
 * @param except tables (`schema.table`) whose rows are not asked: who asks knows better which of them count
 */
export async function namedByRows(db: Db | Tx, names: string[], except: string[] = []): Promise<Set<string>> {
  const used = new Set<string>()
  for (const { schema, table } of await tablesOfFiles(db)) {
    if (except.includes(`${schema}.${table}`)) continue
    const { rows } = await sql<{ sha256: string }>`
      SELECT sha256 FROM ${sql.table(`${schema}.${table}`)} WHERE sha256 = ANY(${names}::text[])`.execute(db)
    for (const row of rows) used.add(row.sha256)
  }
  return used
}

async function tablesOfFiles(db: Db | Tx): Promise<{ schema: string; table: string }[]> {
  const { rows } = await sql<{ schema: string; table: string }>`
    SELECT c.table_schema AS schema, c.table_name AS "table" FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.column_name = 'sha256' AND c.data_type = 'text' AND t.table_type = 'BASE TABLE'`.execute(db)
  return rows
}
