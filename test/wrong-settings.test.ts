import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { root } from '#kernel/root.ts'
import { testDatabase } from './database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
const taken = createServer()
before(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'punte-settings-'))
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  taken.close()
  rmSync(folder, { recursive: true })
  await database.close()
})

/** The program itself, with nothing of this process's environment but what it needs to run. */
async function run(command: string, settings: Record<string, string>) {
  const env = { PATH: process.env.PATH ?? '', PORT: '0', PUNTE_DATA_DIR: join(folder, 'data'), ...settings }
  const child = spawn(process.execPath, [join(root, 'dist/main.js'), command], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.resume()
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

const onDatabase = (settings: Record<string, string>) => ({ DATABASE_URL: database.url, ...settings })

test('a wrong setting ends the program with one line that names it, and nothing is left behind', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const { port } = taken.address() as { port: number }
  const fresh = join(folder, 'fresh')
  const wrong: [string, Record<string, string>, RegExp][] = [
    ['start', { PORT: String(port), PUNTE_DATA_DIR: fresh }, new RegExp(`PORT ${port} on 127.0.0.1 is taken`)],
    ['web', onDatabase({ HOST: '203.0.113.1' }), /HOST 203.0.113.1 is no address of this machine/],
    ['web', onDatabase({ PUNTE_DATA_DIR: '/proc/punte' }), /\/proc\/punte cannot be read or written.*PUNTE_DATA_DIR/],
    ['worker', onDatabase({ PUNTE_DATA_DIR: file }), /file cannot be read or written.*PUNTE_DATA_DIR/],
    ['migrate', { DATABASE_URL: 'postgres://a:pa55@127.0.0.1:1/c' }, /nobody answers at 127.0.0.1:1.*DATABASE_URL/],
    [
      'worker',
      { PUNTE_PUBLICURL: 'https://x.example' },
      /^punte: PUNTE_PUBLICURL is no setting; expected one of .*PUNTE_PUBLIC_URL/,
    ],
  ]
  for (const [command, settings, line] of wrong) {
    const { code, said } = await run(command, settings)
    assert.equal(code, 1, said)
    assert.match(said, line)
    assert.match(said, /^punte: [^\n]+\n$/)
    assert.doesNotMatch(said, /pa55|\n {4}at /)
  }
  assert.equal(existsSync(fresh), false, 'no database was begun for a port that is taken')
})
