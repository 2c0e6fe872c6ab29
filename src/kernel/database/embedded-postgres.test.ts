import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { startEmbedded } from '#kernel/database/embedded-postgres.ts'
import { root } from '#kernel/root.ts'

let dataDir: string

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'punte-embedded-'))
})

after(async () => {
  await rm(dataDir, { recursive: true, force: true })
})

// Which processes belong to the server is read from /proc.
const skip = process.platform !== 'linux'

test('keeps what was committed when every process of the server is killed, and starts again by itself', {
  skip,
}, async () => {
  const lines: string[] = []
  const start = () => startEmbedded({ dataDir, log: (line) => lines.push(line) })

  const first = await start()
  await query(first.url, 'CREATE TABLE kept (word text)')
  await query(first.url, `INSERT INTO kept VALUES ('țară')`)

  const adopted = await start()
  assert.equal(adopted.url, first.url, 'a second start takes over the running server')

  await killAll()
  // What a reboot leaves: the number in the lock belongs to a process that is no server.
  const lock = join(dataDir, 'data/postmaster.pid')
  await writeFile(lock, (await readFile(lock, 'utf8')).replace(/^\d+/, String(process.ppid)))

  const second = await start()
  assert.equal(second.url, first.url, 'port and password are remembered')
  assert.deepEqual(await query(second.url, 'SELECT word, upper(word) AS upper FROM kept'), [
    { word: 'țară', upper: 'ȚARĂ' },
  ])
  assert.deepEqual(await query(second.url, 'SHOW fsync'), [{ fsync: 'on' }])
  assert.deepEqual(await query(second.url, 'SHOW data_checksums'), [{ data_checksums: 'on' }])
  assert.equal((await stat(join(dataDir, 'password'))).mode & 0o777, 0o600)
  await assert.rejects(query(second.url.replace(/punte:[^@]+@/, 'punte:wrong@'), 'SELECT 1'), /password/)

  await second.stop()
  await assert.rejects(query(second.url, 'SELECT 1'), /ECONNREFUSED/)
  assert.deepEqual(await processes(), [])
  assert.ok(lines.some((line) => line.includes('taken over')))
})

test('a copy of the folder, made while the server was stopped, is the same database elsewhere', { skip }, async () => {
  const first = await startEmbedded({ dataDir, log: () => undefined })
  await query(first.url, 'CREATE TABLE saved AS SELECT g AS n FROM generate_series(1, 1000) g')
  await first.stop()
  const above = await mkdtemp(join(tmpdir(), 'punte-restored-'))
  try {
    await chmod(above, 0o755)
    // With owners and modes, as an operator copies.
    await promisify(execFile)('cp', ['-a', dataDir, join(above, 'copy')])
    const restored = await startEmbedded({ dataDir: join(above, 'copy'), log: () => undefined })
    const [sum] = await query(restored.url, 'SELECT count(*)::int AS rows, sum(n)::int AS sum FROM saved')
    await restored.stop()
    assert.deepEqual(sum, { rows: 1000, sum: 500_500 })
  } finally {
    await rm(above, { recursive: true, force: true })
  }
})

test('a copy without its database is refused, not made a new installation', {
  skip: skip || process.getuid?.() !== 0,
}, async () => {
  const closed = await mkdtemp(join(tmpdir(), 'punte-closed-'))
  const copy = join(closed, 'postgres')
  try {
    await mkdir(copy)
    await writeFile(join(copy, 'database-lies-in'), '/var/lib/punte/data-gone\n')
    const start = () => startEmbedded({ dataDir: copy, log: () => undefined })
    await assert.rejects(start, /lay in \/var\/lib\/punte\/data-gone and is not here/)
    await mkdir(join(copy, 'data'))
    await writeFile(join(copy, 'data/PG_VERSION'), '18\n')
    await assert.rejects(start, /cannot be reached by the user/)
  } finally {
    await rm(closed, { recursive: true })
  }
})

test('is left running while another process is connected', { skip }, async () => {
  const server = await startEmbedded({ dataDir, log: () => undefined })
  const other = new Client({ connectionString: server.url.replace(/application_name=.*/, 'application_name=another') })
  await other.connect()
  await server.stop()
  assert.deepEqual((await other.query('SELECT 1 AS one')).rows, [{ one: 1 }])
  await other.end()
  const again = await startEmbedded({ dataDir, log: () => undefined })
  await again.stop()
  assert.deepEqual(await processes(), [])
})

test('two processes that start at once on an empty folder share one server', { skip }, async () => {
  const folder = join(dataDir, 'shared')
  const program = join(dataDir, 'start.mjs')
  await writeFile(
    program,
    `import { startEmbedded } from ${JSON.stringify(join(root, 'src/kernel/database/embedded-postgres.ts'))}
     const server = await startEmbedded({ dataDir: ${JSON.stringify(folder)}, log: () => {} })
     console.log(new URL(server.url).port)
     process.stdin.resume().on('end', async () => { await server.stop(); process.exit(0) })`,
  )
  const starters = [1, 2].map(() => spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] }))
  const ports = await Promise.all(starters.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()))
  assert.equal(ports[0], ports[1])
  await end(starters[0])
  assert.notDeepEqual(await processes(folder), [], 'the other one still needs it')
  await end(starters[1])
  assert.deepEqual(await processes(folder), [])
})

async function end(starter: ChildProcess | undefined) {
  assert.ok(starter?.stdin)
  starter.stdin.end()
  assert.deepEqual(await once(starter, 'exit'), [0, null])
}

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function killAll() {
  for (const number of await processes()) process.kill(number, 'SIGKILL')
}

/** Those of this server only: they work in its data folder. */
async function processes(folder = dataDir): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    if ((await readlink(`/proc/${name}/cwd`).catch(() => '')) === join(folder, 'data')) found.push(Number(name))
  }
  return found
}
