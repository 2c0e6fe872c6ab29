import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { beginReset, endReset, findInstallation, markDemo, unmarkDemo } from '#commons/demo/reset/installation.ts'
import { resetDemo } from '#commons/demo/reset/reset-demo.ts'
import { KNOWN_FOR_MS } from '#commons/demo/reset/standstill.ts'
import { transact } from '#kernel/database/transact.ts'
import { buildServices } from '#src/app.ts'
import { seed } from '#src/seed.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { browserOf } from '#test/cookies.ts'
import { signedIn } from '#test/people.ts'

const small = (step: string) => !step.endsWith('.demo-crowd')
let app: TestApp
before(async () => {
  app = await testApp({ demoPeople: true })
})
after(() => app?.close())

/** Rows of every table, by its name; what was told of changes is gone within the hour, and differs with the order of transactions. */
async function rowsByTable(): Promise<Record<string, number>> {
  const { pool } = app.deps.database
  const tables = await pool.query(
    "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker') AND (schemaname, tablename) <> ('kernel', 'change')",
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables.rows) counts[name] = (await pool.query(`SELECT count(*) AS n FROM ${name}`)).rows[0].n
  return counts
}

async function signOnce(): Promise<void> {
  await app.post('/ro/petitions/1/signature-request', {
    name: 'Maria Rusu',
    email: 'maria@example.md',
    place: 'md-cu-botanica',
    consent: 'yes',
  })
  const link = (await app.mails()).at(-1)?.text.match(/http:\/\/punte\.test(\S+)/)?.[1] ?? ''
  await app.post(link, {})
  await app.fold()
}

test('everything is as at the beginning: rows of every table, numbers, record, files, sessions', async () => {
  const begun = await rowsByTable()
  const person = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
  await signOnce()
  await app.services.files.put(Buffer.from('a scan'))
  const browser = browserOf(app)
  await browser.post('/ro/demo/people', { person: 'radu' })
  assert.equal((await app.get('/api/v1/petitions/1')).json().count.total, 1)
  assert.notDeepEqual(await rowsByTable(), begun)

  app.clock.advance(3600)
  assert.equal((await browser.post('/ro/demo/reset', {})).headers.location, '/ro/demo/reset')
  assert.match((await app.get('/ro/demo/reset')).body, /Readucerea a fost cerută/)
  await resetDemo(app.services, small)

  assert.deepEqual(await rowsByTable(), begun)
  const { rows } = await sql<{ next: number }>`SELECT next_index AS next FROM ledger.log`.execute(app.services.db)
  assert.equal(rows[0]?.next, 0)
  for await (const file of app.services.files.list()) assert.fail(`${file.sha256} is left`)
  await setTimeout(KNOWN_FOR_MS)
  assert.equal((await app.get('/api/v1/petitions/1')).json().count.total, 0)
  assert.equal((await browser.get('/ro/work')).statusCode, 303)
  assert.equal((await app.get('/api/v1/account', person.headers)).statusCode, 401)
  assert.equal((await findInstallation(app.services.db))?.filledAt.getTime(), app.clock.now().getTime())
  await signOnce()
  assert.equal((await app.get('/api/v1/petitions/1')).json().count.total, 1)
})

test('while it goes on every address says so, with 503 and Retry-After; assets and health answer', async () => {
  await app.post('/ro/demo/reset', {})
  await beginReset(app.services.db, app.clock.now())
  await setTimeout(KNOWN_FOR_MS)
  for (const [path, words] of [
    ['/ro', /Demonstrația este readusă la început/],
    ['/ru/petitions/1', /Демонстрация возвращается к началу/],
    ['/en/demo/tour', /The demo is being put back/],
    ['/api/v1/petitions', /demo\.coming-back/],
    ['/petitions/1/badge.svg', /demo\.coming-back/],
  ] as const) {
    const reply = await app.get(path)
    assert.equal(reply.statusCode, 503, path)
    assert.equal(reply.headers['retry-after'], '10')
    assert.equal(reply.headers['cache-control'], 'no-store')
    assert.match(reply.body, words)
  }
  assert.equal((await app.post('/ro/demo/people', { person: 'radu' })).statusCode, 503)
  for (const path of ['/livez', '/readyz']) assert.equal((await app.get(path)).statusCode, 200)
  const css = /\/assets\/[^"]*\.css/.exec((await app.get('/ro')).body)?.[0] as string
  assert.equal((await app.get(css)).statusCode, 200)
  // A process that starts meanwhile fills nothing: whoever had begun does.
  await sql`DELETE FROM organisations.organisation WHERE slug = 'primaria-soroca'`.execute(app.services.db)
  await seed(app.deps, () => {}, small)
  assert.equal(
    (await sql`SELECT 1 FROM organisations.organisation WHERE slug = 'primaria-soroca'`.execute(app.services.db)).rows
      .length,
    0,
  )
  await endReset(app.services.db, app.clock.now())
  await setTimeout(KNOWN_FOR_MS)
  assert.equal((await app.get('/ro')).statusCode, 200)
})

test('the next start tells nothing of a demo that was filled', async () => {
  const told: string[] = []
  await seed(
    app.deps,
    () => {},
    (step) => {
      told.push(step)
      return false
    },
  )
  const demoSteps = app.services.manifests.flatMap(({ seed = [] }) =>
    seed.flatMap((step) => (step.demo ? [step.name] : [])),
  )
  assert.ok(demoSteps.includes('open-data.demo-crowd'))
  assert.deepEqual(
    told.filter((step) => demoSteps.includes(step)),
    [],
  )
})

test('cut off half-way it is done over, whoever comes next; asked twice it is done once', async () => {
  await Promise.all([app.post('/ro/demo/reset', {}), app.post('/ru/demo/reset', {})])
  await beginReset(app.services.db, app.clock.now())
  await sql`DELETE FROM petitions.listing`.execute(app.services.db)
  const other = await buildServices(app.deps)
  await resetDemo(other, small)
  const petition = (
    await app.services.db.selectNoFrom(sql<number>`(SELECT count(*) FROM petitions.listing)`.as('n')).execute()
  )[0]
  assert.equal(petition?.n, 1)
  const filled = (await findInstallation(app.services.db))?.filledAt
  app.clock.advance(60)
  await resetDemo(other, small)
  assert.deepEqual((await findInstallation(app.services.db))?.filledAt, filled)
})

test('what is somebody else’s in the same database stays, and every schema of ours is known', async () => {
  const { pool } = app.deps.database
  const { rows } = await pool.query(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public', 'graphile_worker') ORDER BY 1",
  )
  assert.deepEqual(
    await app.services.ownSchemas(),
    rows.map(({ name }) => name),
  )
  await pool.query('CREATE SCHEMA reporting; CREATE TABLE reporting.visit (n serial, petition bigint)')
  await pool.query('CREATE TABLE public.kept (n integer); INSERT INTO public.kept VALUES (1)')
  await pool.query('INSERT INTO reporting.visit (petition) VALUES (1), (1)')
  await app.post('/ro/demo/reset', {})
  await resetDemo(app.services, small)
  await setTimeout(KNOWN_FOR_MS)
  await pool.query('INSERT INTO reporting.visit (petition) VALUES (2)')
  assert.deepEqual((await pool.query('SELECT n FROM reporting.visit ORDER BY n')).rows, [{ n: 1 }, { n: 2 }, { n: 3 }])
  assert.equal((await pool.query('SELECT n FROM public.kept')).rows.length, 1)
})

test('where a table of somebody else refers to ours, nothing is begun, and both button and log say why', async () => {
  const { pool } = app.deps.database
  const begun = await findInstallation(app.services.db)
  await app.post('/ro/demo/reset', {})
  await pool.query('CREATE TABLE reporting.follower (petition uuid REFERENCES petitions.petition)')
  const said: unknown[] = []
  const log = Object.assign(Object.create(app.services.log), { warn: (what: unknown) => said.push(what) })
  await resetDemo({ ...app.services, log }, small)
  assert.deepEqual(said, [{ tables: ['reporting.follower'] }])
  assert.deepEqual(await findInstallation(app.services.db), begun, 'asked no more, never begun')

  const page = (await app.get('/en/demo/reset')).body
  assert.match(page, /cannot be put back now/)
  assert.doesNotMatch(page, /method="post"|reporting/)
  assert.equal((await app.postJson('/api/v1/demo/reset', {})).json().code, 'demo.reset.blocked')
  await pool.query('DROP TABLE reporting.follower')
  assert.equal((await app.post('/ro/demo/reset', {})).statusCode, 303)
  await resetDemo(app.services, small)
  await setTimeout(KNOWN_FOR_MS)
  assert.equal((await findInstallation(app.services.db))?.resetBegunAt, null)
})

test('outside a demo what is append-only cannot be emptied', async () => {
  for (const table of ['ledger.entry', 'audit.act', 'audit.reading'])
    await assert.rejects(sql`TRUNCATE ${sql.table(table)}`.execute(app.services.db), /is append-only/)
})

test('a database in which somebody began in earnest is never a demo', async () => {
  const { db } = app.services
  await unmarkDemo(db)
  await markDemo(db, app.clock.now())
  assert.equal(await findInstallation(db), undefined)
  const page = await app.get('/en/demo/reset')
  assert.match(page.body, /cannot be put back/)
  assert.doesNotMatch(page.body, /method="post"/)
  const before = await rowsByTable()
  assert.equal((await app.post('/en/demo/reset', {})).statusCode, 409)
  assert.equal((await app.postJson('/api/v1/demo/reset', {})).json().code, 'demo.reset.impossible')
  await resetDemo(app.services, small)
  assert.deepEqual(await rowsByTable(), before)
})

test('without PUNTE_DEMO there is no such page, and no tour', async () => {
  const real = await testApp({ env: { PUNTE_DEMO: 'off' } })
  try {
    for (const path of ['/demo/reset', '/demo/tour', '/demo/tour/1'])
      assert.equal((await real.get(`/ro${path}`)).statusCode, 404)
    assert.equal((await real.post('/ro/demo/reset', {})).statusCode, 404)
    assert.doesNotMatch((await real.get('/ro')).body, /demo/)
    await transact(real.services.db, async (tx) =>
      assert.equal((await sql`SELECT 1 FROM demo.installation`.execute(tx)).rows.length, 0),
    )
  } finally {
    await real.close()
  }
})

test('a first start that is cut off in the middle of the story tells it anew', async () => {
  const fresh = await testApp({ seeded: false })
  try {
    const cut = seed(
      fresh.deps,
      () => {},
      (step) => {
        if (step === 'petitions.demo') throw new Error('cut off')
        return small(step)
      },
    )
    await assert.rejects(cut, /cut off/)
    const petitions = async () =>
      (await sql<{ n: number }>`SELECT count(*)::integer AS n FROM petitions.petition`.execute(fresh.services.db))
        .rows[0]?.n
    assert.ok((await findInstallation(fresh.services.db))?.resetBegunAt, 'remembered as not whole')
    await seed(fresh.deps, () => {}, small)
    assert.equal(await petitions(), 0, 'the next start takes no half for the whole')
    await resetDemo(fresh.services, small)
    assert.ok(((await petitions()) ?? 0) > 0)
    assert.equal((await findInstallation(fresh.services.db))?.resetBegunAt, null)
  } finally {
    await fresh.close()
  }
})
