import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { connect } from '#kernel/database/database.ts'
import { whyNotStarted } from '#kernel/why-not-started.ts'
import { testDatabase } from '#test/database.ts'
import { ConfigError } from './config.ts'
import { checkSecretFingerprints, derivedKey, keyedHash, loadSecrets, secretNames, usedSecrets } from './secrets.ts'

if (process.argv[2] === 'load') {
  console.log(loadSecrets(process.argv[3] ?? '').person.toString('hex'))
  process.exit(0)
}

let folder: string
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'punte-secrets-')), 'keys')
})
afterEach(() => rmSync(path.dirname(folder), { recursive: true }))

test('keys are made once, for their owner only', () => {
  const made = loadSecrets(folder)
  assert.deepEqual(loadSecrets(folder), made)
  assert.equal(new Set(secretNames.map((name) => made[name].toString('hex'))).size, secretNames.length)
  assert.deepEqual(readdirSync(folder).sort(), secretNames.map((name) => `${name}.key`).sort())
  assert.equal(statSync(folder).mode & 0o777, 0o700)
  for (const name of secretNames) assert.equal(statSync(path.join(folder, `${name}.key`)).mode & 0o777, 0o600)
  chmodSync(path.join(folder, 'person.key'), 0o644)
  loadSecrets(folder)
  assert.equal(statSync(path.join(folder, 'person.key')).mode & 0o777, 0o600)
})

test('a damaged key is named', () => {
  loadSecrets(folder)
  const file = path.join(folder, 'vault.key')
  for (const text of ['', 'short', readFileSync(file, 'utf8').slice(0, 20)]) {
    writeFileSync(file, text)
    assert.throws(
      () => loadSecrets(folder),
      (error: Error) => error instanceof ConfigError && error.message.includes(file),
    )
  }
})

test('a folder in the place of a key is no key', () => {
  mkdirSync(path.join(folder, 'person.key'), { recursive: true, mode: 0o700 })
  assert.throws(
    () => loadSecrets(folder),
    (error: Error) => error instanceof ConfigError && error.message.includes(path.join(folder, 'person.key')),
  )
})

test('where no folder can be made the start stops and says where', { skip: process.platform !== 'linux' }, () => {
  assert.throws(
    () => loadSecrets('/proc/punte/secrets'),
    (error: NodeJS.ErrnoException) => /^\/proc\/punte cannot be read or written/.test(whyNotStarted(error) ?? ''),
  )
})

test('processes that start at once agree on the keys', async () => {
  const self = fileURLToPath(import.meta.url)
  const runs = await Promise.all(
    Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, [self, 'load', folder])),
  )
  assert.equal(new Set(runs.map(({ stdout }) => stdout.trim())).size, 1)
  assert.equal(readdirSync(folder).length, secretNames.length)
})

test('a database refuses other keys than its first ones, and says which', async () => {
  const { url, close } = await testDatabase()
  const database = connect(url, { max: 2 })
  try {
    const secrets = loadSecrets(folder)
    await checkSecretFingerprints(database.db, secrets, folder)
    await checkSecretFingerprints(database.db, secrets, folder)
    const other = { ...secrets, session: Buffer.alloc(32, 7) }
    await assert.rejects(
      checkSecretFingerprints(database.db, other, folder),
      (error: Error) =>
        error instanceof ConfigError && /PUNTE_SECRETS_DIR is ".*keys", with another "session"/.test(error.message),
    )
    const swapped = { ...secrets, session: secrets.vault, vault: secrets.session }
    await assert.rejects(checkSecretFingerprints(database.db, swapped, folder), ConfigError)
    const { rows } = await database.pool.query('SELECT fingerprint FROM kernel.secret_fingerprint')
    for (const name of secretNames) for (const row of rows) assert.notDeepEqual(row.fingerprint, secrets[name])
  } finally {
    await database.close()
    await close()
  }
})

test('a key that the database knows is never made anew', async () => {
  const { url, close } = await testDatabase()
  const database = connect(url, { max: 2 })
  try {
    const secrets = loadSecrets(folder, await usedSecrets(database.db))
    await checkSecretFingerprints(database.db, secrets, folder)
    const used = await usedSecrets(database.db)
    rmSync(path.join(folder, 'person.key'))
    assert.throws(
      () => loadSecrets(folder, used),
      (error) => error instanceof ConfigError && error.message.includes(path.join(folder, 'person.key')),
    )
    assert.deepEqual(readdirSync(folder).sort(), ['ledger.key', 'session.key', 'vault.key'])
    const elsewhere = path.join(path.dirname(folder), 'elsewhere')
    assert.throws(() => loadSecrets(elsewhere, used), ConfigError)
    assert.equal(existsSync(elsewhere), false)
  } finally {
    await database.close()
    await close()
  }
})

test('no two lists of parts have the same hash', () => {
  const key = Buffer.alloc(32, 1)
  const parts = fc.array(
    fc.oneof(fc.constantFrom('', ':', '1:', '1:a', 'a', 'ab', '0:'), fc.string({ unit: 'grapheme' })),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const same = a.length === b.length && a.every((part, at) => part === b[at])
      assert.equal(keyedHash(key, ...a).equals(keyedHash(key, ...b)), same)
    }),
    { numRuns: 500 },
  )
  assert.notDeepEqual(keyedHash(key, 'a'), keyedHash(Buffer.alloc(32, 2), 'a'))
  assert.notDeepEqual(derivedKey(key, 'a'), derivedKey(key, 'b'))
})
