import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import { makeFolder } from '#kernel/make-folder.ts'
import { ConfigError } from './config.ts'

/**
 * The installation's keys, 32 random bytes each. `person` makes "one person, one signature" hold, so it must be the same in
 * every process; `session` protects sign-in; `vault` encrypts what only its owner and the law may read; `ledger` signs the public log.
 */
export const secretNames = ['person', 'session', 'vault', 'ledger'] as const
export type SecretName = (typeof secretNames)[number]
export type Secrets = Record<SecretName, Buffer>

/**
 * Reads the keys from `folder`, making those that are missing (files of mode 0600).
 *
 * @param used keys that the database was first used with: those are restored from a backup, never made
 * @throws ConfigError when such a key is missing, or one is damaged
 */
export function loadSecrets(folder: string, used: ReadonlySet<string> = new Set()): Secrets {
  const fileOf = (name: SecretName) => path.join(folder, `${name}.key`)
  const lost = secretNames.find((name) => used.has(name) && !existsSync(fileOf(name)))
  if (lost)
    throw new ConfigError(
      `PUNTE_SECRETS_DIR has no ${fileOf(lost)}, and this database was first used with such a key; expected the original keys.`,
    )
  makeFolder(folder, 0o700)
  const load = (name: SecretName): Buffer => {
    const file = fileOf(name)
    if (!existsSync(file)) makeKey(file)
    if (!statSync(file).isFile()) throw new ConfigError(`PUNTE_SECRETS_DIR has no file at ${file}; expected a key.`)
    keepPrivate(file)
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
    if (key.length !== 32)
      throw new ConfigError(`PUNTE_SECRETS_DIR has a damaged key, ${file}; expected 32 bytes in base64.`)
    return key
  }
  return Object.fromEntries(secretNames.map((name) => [name, load(name)])) as Secrets
}

/** The file appears whole and is on the disk before the key is used: a lost key locks everybody out. */
function makeKey(file: string): void {
  const unfinished = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(unfinished, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(unfinished, file)
  } catch (error) {
    // Another process was first; its key is the one.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(unfinished)
  }
}

function keepPrivate(file: string): void {
  if ((statSync(file).mode & 0o077) === 0 || process.platform === 'win32') return
  try {
    chmodSync(file, 0o600)
  } catch {
    throw new ConfigError(`PUNTE_SECRETS_DIR has a key that others can read, ${file}; expected mode 0600.`)
  }
}

/** HMAC-SHA-256 of the parts under a key; parts are length-prefixed, so no two lists give the same bytes. */
export function keyedHash(key: Buffer, ...parts: string[]): Buffer {
  const framed = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('')
  return createHmac('sha256', key).update(framed).digest()
}

/** A key for one purpose, derived so that knowing it tells nothing about the others. */
export function derivedKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
}

/** Names of the keys that this database has been used with. */
export async function usedSecrets(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kernel.secret_fingerprint`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

/**
 * Refuses to go on with other keys than the ones this database was first used with: two machines with different keys
 * would let one person sign twice.
 *
 * @param folder where they lie, for the message
 */
export async function checkSecretFingerprints(db: Db, secrets: Secrets, folder: string): Promise<void> {
  for (const name of secretNames) {
    const fingerprint = createHash('sha256')
      .update('punte secret fingerprint\0')
      .update(name)
      .update(secrets[name])
      .digest()
    await sql`INSERT INTO kernel.secret_fingerprint (name, fingerprint) VALUES (${name}, ${fingerprint}) ON CONFLICT DO NOTHING`.execute(
      db,
    )
    const { rows } = await sql<{ same: boolean }>`
      SELECT fingerprint = ${fingerprint} AS same FROM kernel.secret_fingerprint WHERE name = ${name}`.execute(db)
    if (!rows[0]?.same)
      throw new ConfigError(
        `PUNTE_SECRETS_DIR is "${folder}", with another "${name}" key than the one this database was first used with; expected the original keys.`,
      )
  }
}
