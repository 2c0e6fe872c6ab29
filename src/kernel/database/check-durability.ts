import { sql } from 'kysely'
import { ConfigError } from '#kernel/config/config.ts'
import type { Db } from './database.ts'

/** What each setting must be so that nothing acknowledged is lost in a crash; `remote_write` and `local` still wait for our own disk. */
const needed: Record<string, readonly string[]> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_apply', 'remote_write', 'local'],
}

/**
 * Asks PostgreSQL whether it keeps what it acknowledges.
 *
 * @returns what is only worth a warning: without checksums a damaged page is not noticed
 * @throws ConfigError naming the settings, their values and what is expected
 */
export async function checkDurability(db: Db): Promise<{ checksums: boolean }> {
  const { rows } = await sql<{ name: string; setting: string }>`
    SELECT name, setting FROM pg_settings WHERE name = ANY(${[...Object.keys(needed), 'data_checksums']}::text[])`.execute(
    db,
  )
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]))
  const wrong = Object.entries(needed).flatMap(([name, expected]) => {
    const setting = settings.get(name) ?? ''
    return expected.includes(setting) ? [] : [`${name} is "${setting}"; expected ${expected.join(' or ')}.`]
  })
  if (wrong.length > 0) throw new ConfigError(`PostgreSQL could lose what it has acknowledged. ${wrong.join(' ')}`)
  return { checksums: settings.get('data_checksums') === 'on' }
}
