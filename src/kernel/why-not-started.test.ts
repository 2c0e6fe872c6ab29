import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '#test/database.ts'
import { ConfigError } from './config/config.ts'
import { whyNotStarted } from './why-not-started.ts'

test('what an installation can mend is said in a line that names it', async () => {
  const { url, close } = await testDatabase()
  const other = (change: (url: URL) => void) => {
    const changed = new URL(url)
    change(changed)
    return changed.href
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-why-'))
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  try {
    const stopped: [RegExp, () => unknown][] = [
      [/^PORT is/, () => raise(new ConfigError('PORT is "x"; expected a number.'))],
      [/"nowhere" does not exist.*DATABASE_URL/, () => query(other((to) => (to.pathname = '/nowhere')))],
      [/"nobody".*DATABASE_URL/, () => query(other((to) => (to.username = 'nobody')))],
      [/nobody answers at 127.0.0.1:1;.*DATABASE_URL.*ECONNREFUSED/, () => query('postgres://a:b@127.0.0.1:1/c')],
      [/the name nowhere.invalid;.*DATABASE_URL/, () => query('postgres://a:b@nowhere.invalid/c')],
      [new RegExp(`PORT ${port} on 127.0.0.1 is taken`), () => listen(port)],
      [new RegExp(`${file}/keys.*PUNTE_DATA_DIR`), () => mkdirSync(path.join(file, 'keys'), { recursive: true })],
    ]
    for (const [line, fail] of stopped) assert.match(await lineOf(fail), line)
  } finally {
    taken.close()
    rmSync(folder, { recursive: true })
    await close()
  }
})

test('a bug is shown whole', () => {
  assert.equal(whyNotStarted(new TypeError('x is not a function')), null)
  assert.equal(whyNotStarted('x'), null)
})

async function lineOf(fail: () => unknown): Promise<string> {
  try {
    await fail()
  } catch (error) {
    return whyNotStarted(error) ?? `null: ${error}`
  }
  return 'nothing failed'
}

function raise(error: Error): never {
  throw error
}

async function query(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect().finally(() => client.end().catch(() => {}))
}

function listen(port: number): Promise<void> {
  return new Promise((resolve, reject) => createServer().once('error', reject).listen(port, '127.0.0.1', resolve))
}
