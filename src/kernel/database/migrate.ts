import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'

export class MigrationError extends Error {}

const ADVISORY_LOCK = 7_210_114 // any number, the same in every process: two never migrate at once

/**
 * Applies every file of `folder` that this database has not seen, in name order (also one older than the newest: branches
 * meet late). Each runs in a transaction of its own unless it starts with `-- no transaction`; such a file holds one statement,
 * one that may run again (`CREATE INDEX CONCURRENTLY IF NOT EXISTS …`).
 *
 * @returns names of the files applied
 * @throws MigrationError when a file that was applied has changed or is gone
 */
export async function migrate(url: string, folder: string, tell: (line: string) => void = () => {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'punte migrate' })
  // A server that dies also rejects the query, which is where it is handled.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK])
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS kernel;
      CREATE TABLE IF NOT EXISTS kernel.migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL)`)
    const applied = new Map<string, string>(
      (await client.query('SELECT name, checksum FROM kernel.migration')).rows.map((row) => [row.name, row.checksum]),
    )
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
    const missing = [...applied.keys()].find((name) => !files.includes(name))
    if (missing)
      throw new MigrationError(`Migration ${missing} was applied to this database and is no longer in ${folder}.`)
    const done: string[] = []
    for (const name of files) {
      // A checkout on Windows may end lines otherwise; that is no change.
      const source = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(source).digest('hex')
      const known = applied.get(name)
      if (known === checksum) continue
      if (known)
        throw new MigrationError(`Migration ${name} has changed since it was applied. Write a new one instead.`)
      tell(`migrating: ${name}`)
      await apply(client, name, source, checksum)
      done.push(name)
    }
    return done
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, name: string, source: string, checksum: string): Promise<void> {
  const alone = source.startsWith('-- no transaction')
  if (!alone) await client.query('BEGIN')
  try {
    await client.query(source)
    await client.query('INSERT INTO kernel.migration (name, checksum, applied_at) VALUES ($1, $2, clock_timestamp())', [
      name,
      checksum,
    ])
    if (!alone) await client.query('COMMIT')
  } catch (error) {
    if (!alone) await client.query('ROLLBACK').catch(() => {})
    throw new MigrationError(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** @returns whether every file of `folder` has been applied */
export async function isMigrated(
  client: { query(text: string): Promise<{ rows: { name: string }[] }> },
  folder: string,
): Promise<boolean> {
  const applied = new Set((await client.query('SELECT name FROM kernel.migration')).rows.map((row) => row.name))
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).every((name) => applied.has(name))
}
