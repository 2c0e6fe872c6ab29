import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { connect, type Database } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { createLogger } from '#kernel/log.ts'
import { neverStill, type Standstill } from '#kernel/standstill.ts'
import { testDatabase } from '#test/database.ts'
import { enqueue, type Job, type Timer } from './jobs.ts'
import { startWorker, type Worker } from './worker.ts'

let database: Database
let url: string
let drop: () => Promise<void>
const workers: Worker[] = []
let log = ''
const done: string[] = []

const write: Job<{ word: string; fail?: boolean }> = {
  name: 'test.write',
  repeat: 'writes the same word again',
  async run(_services, { word, fail }) {
    done.push(word)
    if (fail) throw new Error(`cannot write to maria@example.md`)
  },
}

before(async () => {
  const made = await testDatabase()
  url = made.url
  drop = made.close
  database = connect(url, { max: 4 })
})
beforeEach(() => {
  done.length = 0
  log = ''
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})
after(async () => {
  await database.close()
  await drop()
})

async function work(timers: Timer[] = [], standstill: Standstill = neverStill): Promise<Worker> {
  const services = {
    db: database.db,
    standstill,
    log: createLogger('error', {
      write(line) {
        log += line
      },
    }),
  } as unknown as Services
  const worker = await startWorker({ directUrl: url, services, jobs: [write as Job], timers })
  workers.push(worker)
  return worker
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('it did not happen')
    await setTimeout(10)
  }
}

test('a job runs when its act is kept, and only then', async () => {
  await assert.rejects(
    transact(database.db, async (tx) => {
      await enqueue(tx, write, { word: 'lost' })
      throw new Error('no')
    }),
  )
  await work()
  await transact(database.db, async (tx) => {
    await enqueue(tx, write, { word: 'kept' })
    await setTimeout(50)
    assert.deepEqual(done, [])
  })
  await until(() => done.length > 0)
  assert.deepEqual(done, ['kept'])
})

test('a job for later waits, and a failed one is tried again and logged by its name alone', async () => {
  await work()
  await transact(database.db, async (tx) => {
    await enqueue(tx, write, { word: 'later' }, new Date(Date.now() + 3_600_000))
    await enqueue(tx, write, { word: 'fails', fail: true })
  })
  await until(() => log.includes('job failed'))
  assert.deepEqual(done, ['fails'])
  await until(async () => {
    const { rows } = await database.pool.query(
      'SELECT attempts, run_at > now() AS again FROM graphile_worker.jobs WHERE attempts > 0 AND locked_at IS NULL',
    )
    return rows.length === 1 && rows[0].again
  })
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    lines.map((line) => line.job ?? line.msg),
    ['test.write'],
  )
  await database.pool.query('DELETE FROM graphile_worker._private_jobs')
})

test('a timer runs in one process at a time, and another takes over', async () => {
  const ran: string[] = []
  let inside = 0
  const timer = (name: string): Timer => ({
    name: 'test.timer',
    everySeconds: 0.02,
    async run() {
      inside += 1
      assert.equal(inside, 1)
      await setTimeout(5)
      ran.push(name)
      inside -= 1
    },
  })
  const first = await work([timer('a')])
  await until(() => ran.length > 2)
  await work([timer('b')])
  await setTimeout(150)
  assert.deepEqual([...new Set(ran)], ['a'])
  await first.stop()
  await until(() => ran.includes('b'))
  const after = ran.length
  assert.equal(ran.indexOf('b'), ran.lastIndexOf('a') + 1)
  await until(() => ran.length > after)
})

test('a timer comes back after a failure, and after its connection was cut', async () => {
  let runs = 0
  await work([
    {
      name: 'test.falls',
      everySeconds: 0.02,
      async run() {
        runs += 1
        if (runs === 1) throw new Error('falls')
      },
    },
  ])
  await until(() => runs >= 3)
  assert.match(log, /"timer":"test\.falls"/)
  const holders = `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE l.locktype = 'advisory' AND d.datname = current_database()`
  const cut = await database.pool.query(`SELECT pg_terminate_backend(pid) FROM (${holders}) h`)
  assert.equal(cut.rowCount, 1)
  const before = runs
  await until(() => runs > before + 2)
  const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM (${holders}) h`)
  assert.equal(rows[0].n, 1)
})

test('stopping waits for what is running', async () => {
  let ended = false
  const worker = await work([
    {
      name: 'test.slow',
      everySeconds: 60,
      async run() {
        done.push('begun')
        await setTimeout(100)
        ended = true
      },
    },
  ])
  await until(() => done.includes('begun'))
  await worker.stop()
  assert.equal(ended, true)
})

test('while the house stands still only what it waits for runs, and a job waits', async () => {
  let since: Date | null = new Date()
  const ran: string[] = []
  const timer = (name: string, more: Partial<Timer> = {}): Timer => ({
    name,
    everySeconds: 0.02,
    run: async () => void ran.push(name),
    ...more,
  })
  await work([timer('test.waits'), timer('test.goes', { whileStill: true }), timer('test.demo', { demo: true })], {
    since: async () => since,
  })
  await transact(database.db, (tx) => enqueue(tx, write, { word: 'late' }))
  await until(() => ran.length > 5)
  await until(async () => {
    const { rows } = await database.pool.query('SELECT 1 FROM graphile_worker.jobs WHERE locked_at IS NOT NULL')
    return rows.length === 1
  })
  assert.deepEqual([...new Set(ran)], ['test.goes'])
  assert.equal(done.length, 0)
  since = null
  await until(() => ran.includes('test.waits') && done.includes('late'))
  assert.ok(!ran.includes('test.demo'))
})
