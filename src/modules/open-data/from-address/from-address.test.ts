import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDistribution, publishVersion, type TestFiles } from '#test/data-files.ts'
import { type OutsideServer, outsideServer } from '#test/outside-server.ts'
import { signedIn } from '#test/people.ts'
import { personalNumberOf } from '#test/personal-number.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { fetchDue } from './fetch-due.ts'
import { publishUnsent } from './publish-unsent.ts'
import { MOST_FAILURES } from './schedule.ts'
import { forgetSetter, setBy } from './setter-store.ts'

let app: TestApp
let other: OutsideServer
before(async () => {
  app = await testApp()
  other = await outsideServer()
})
after(async () => {
  other?.close()
  await app?.close()
})

const stops = (rows: string[]) => ['cod,strada', ...rows, ''].join('\n')
const first = stops(['1,Ismail', '2,Columna'])

const set = (files: TestFiles, fields: Record<string, string>, headers = files.officer.headers) =>
  app.post(`/ro${files.path}/address`, { schedule: 'daily', ...fields }, headers)
const shown = async (files: TestFiles) => (await app.get(`/api/v1${files.path}/address`, files.officer.headers)).json()
const versions = async (files: TestFiles) =>
  (await app.get(`/api/v1${files.path}`, files.officer.headers))
    .json()
    .versions.map(({ state }: { state: string }) => state)
const waiting = async (files: TestFiles) =>
  (await app.get('/api/v1/work/data-addresses', files.officer.headers))
    .json()
    .waiting.filter(({ distribution }: { distribution: { id: string } }) => distribution.id === files.distribution)
    .map(({ why, version }: { why: string; version: number }) => [why, version])
/** What the timers of the worker do. */
async function goOn(): Promise<void> {
  await fetchDue(app.services, undefined, other.options)
  await readWaiting(app.services)
  await publishUnsent(app.services)
}
const later = (hours: number) => app.clock.advance(hours * 3600)

test('a file is fetched, its first version published by an officer, the next ones by themselves where nothing speaks against it', async () => {
  const files = await addDistribution(app)
  let content = first
  let etag = '"1"'
  other.answers['/statii.csv'] = (reply, request) =>
    request.headers['if-none-match'] === etag
      ? reply.writeHead(304).end()
      : reply
          .writeHead(200, { etag, 'content-disposition': `attachment; filename*=UTF-8''sta%C8%9Bii.csv` })
          .end(content)
  const done = await set(files, { url: other.address('/statii.csv'), publishes: 'yes' })
  assert.equal(done.statusCode, 303, done.body)
  assert.equal((await shown(files)).source.state, 'due')
  await goOn()
  assert.deepEqual(await versions(files), ['read'])
  assert.deepEqual(await waiting(files), [['first', 1]])
  const { source, log } = await shown(files)
  assert.deepEqual(
    [source.state, log.length, log[0].outcome, log[0].version, log[0].status],
    ['going', 1, 'new', 1, 200],
  )
  const [{ fileName }] = (await app.get(`/api/v1${files.path}`, files.officer.headers)).json().versions
  assert.equal(fileName, 'stații.csv')
  assert.equal((await publishVersion(app, files, 1)).statusCode, 303)
  await publishUnsent(app.services)
  assert.deepEqual(await waiting(files), [])

  // Not before its time; then the server says that nothing is new.
  const before = other.asked.length
  later(23)
  await goOn()
  assert.equal(other.asked.length, before)
  later(1.1)
  await goOn()
  assert.equal(other.asked.at(-1)?.headers['if-none-match'], '"1"')
  assert.deepEqual(
    (await shown(files)).log.map(({ outcome }: { outcome: string }) => outcome),
    ['same', 'new'],
  )
  // Other marks, the same bytes: no version either.
  etag = '"2"'
  later(24.1)
  await goOn()
  assert.deepEqual(await versions(files), ['published'])

  content = stops(['1,Ismail', '2,Columna', '3,Armenească'])
  etag = '"3"'
  later(24.1)
  await goOn()
  assert.deepEqual(await versions(files), ['published', 'superseded'])
  const csv = await app.get(`/data/tables/${files.distribution}.csv`)
  assert.match(csv.body, /Armenească/)
  const { rows } = await sql<{ role: string; data: { came?: string } }>`
    SELECT role, data FROM audit.act WHERE subject_id = ${files.dataset} AND act = 'open-data.release' ORDER BY acted_at DESC, id DESC LIMIT 1`.execute(
    app.services.db,
  )
  assert.deepEqual([rows[0]?.role, rows[0]?.data.came], ['system', 'address'])

  // Another column, then somebody's personal number: both wait.
  content = stops(['1,Ismail']).replace('strada', 'bulevard')
  etag = '"4"'
  later(24.1)
  await goOn()
  assert.deepEqual(await waiting(files), [['drift', 3]])
  content = `${stops(['1,Ismail', '2,Columna'])}3,${personalNumberOf(12345)}\n`
  etag = '"5"'
  later(24.1)
  await goOn()
  assert.deepEqual((await versions(files)).slice(0, 2), ['read', 'read'])
  assert.equal((await waiting(files)).length, 1, 'an older one waits no more')
  assert.match((await app.get(`/ro/work`, files.officer.headers)).body, /data-addresses/)
  for (const lang of ['ro', 'ru', 'en'])
    for (const path of [`${files.path}/address`, '/work/data-addresses', files.path])
      assert.equal((await app.get(`/${lang}${path}`, files.officer.headers)).statusCode, 200)
})

test('what gives no file is asked later and later, then no more, until an officer says so', async () => {
  const files = await addDistribution(app)
  other.answers['/rau.csv'] = (reply) =>
    reply.setHeader('content-type', 'text/csv').end('<!DOCTYPE html><p>Autentificare')
  await set(files, { url: other.address('/rau.csv'), schedule: 'hourly' })
  await goOn()
  const { source, log } = await shown(files)
  assert.deepEqual([source.failures, log[0].outcome, log[0].reason], [1, 'failed', 'web-page'])
  const asked = () => other.asked.filter(({ path }) => path === '/rau.csv').length
  await goOn()
  assert.equal(asked(), 1)
  for (let more = 1; more < MOST_FAILURES; more++) {
    later(33)
    await goOn()
  }
  const stopped = await shown(files)
  assert.deepEqual([stopped.source.state, stopped.source.nextAt, asked()], ['stopped', null, MOST_FAILURES])
  assert.deepEqual(await waiting(files), [[null, null]])
  later(100)
  await goOn()
  assert.equal(asked(), MOST_FAILURES)
  other.answers['/rau.csv'] = (reply) => reply.end(first)
  assert.equal((await app.post(`/ro${files.path}/address/fetch`, {}, files.officer.headers)).statusCode, 303)
  await goOn()
  assert.deepEqual([(await shown(files)).source.state, await versions(files)], ['going', ['read']])
  assert.deepEqual(await waiting(files), [['by-hand', 1]])
  for (const [path, reason] of [
    ['/nimic.csv', 'status'],
    ['/gol.csv', 'empty'],
    ['/uriaş.csv', 'too-large'],
  ] as const) {
    other.answers['/gol.csv'] = (reply) => reply.end()
    other.answers[encodeURI('/uriaş.csv')] = (reply) =>
      reply.writeHead(200, { 'content-length': '2000000000' }).write('x')
    later(0.1)
    await set(files, { url: other.address(encodeURI(path)), schedule: 'once' })
    await goOn()
    assert.equal((await shown(files)).log[0].reason, reason, path)
  }
})

test('an address elsewhere stays for everybody until its file is here', async () => {
  const files = await addDistribution(app, { url: other.address('/elsewhere.csv') })
  other.answers['/elsewhere.csv'] = (reply) => reply.end(first)
  const refused = await set(files, { url: 'ftp://date.example/x' })
  assert.equal(refused.statusCode, 422)
  assert.equal((await set(files, { url: 'http://ion:parola@date.example/x' })).statusCode, 422)
  await set(files, { url: other.address('/elsewhere.csv'), schedule: 'once' })
  await goOn()
  const url = async () => {
    const { rows } = await sql<{ url: string | null }>`
      SELECT url FROM open_data.distribution WHERE id = ${files.distribution}`.execute(app.services.db)
    return rows[0]?.url
  }
  assert.equal(await url(), other.address('/elsewhere.csv'))
  assert.equal((await shown(files)).source.state, 'done')
  assert.equal((await publishVersion(app, files, 1)).statusCode, 303)
  assert.equal(await url(), null)
  assert.equal((await app.get(`/ro/data/tables/${files.distribution}`)).statusCode, 200)
  assert.equal((await app.post(`/ro${files.path}/address/removal`, {}, files.officer.headers)).statusCode, 303)
  assert.equal((await shown(files)).source, null)
})

test('two processes fetch a file once, one that was killed is taken over, and what changed meanwhile is not kept', async () => {
  const files = await addDistribution(app)
  let released = () => {}
  other.answers['/incet.csv'] = (reply) => {
    released = () => reply.end(first)
  }
  await set(files, { url: other.address('/incet.csv') })
  const going = fetchDue(app.services, undefined, other.options)
  while (!other.asked.some(({ path }) => path === '/incet.csv')) await new Promise((resolve) => setTimeout(resolve, 10))
  await fetchDue(app.services, undefined, other.options)
  const asked = () => other.asked.filter(({ path }) => path.startsWith('/incet')).length
  assert.equal(asked(), 1)
  assert.equal((await shown(files)).source.state, 'fetching')
  // An officer gives another address while the first is being asked.
  other.answers['/incet2.csv'] = (reply) => reply.end(stops(['9,Alta']))
  await set(files, { url: other.address('/incet2.csv') })
  released()
  await going
  await goOn()
  assert.deepEqual([(await shown(files)).log.length, await versions(files)], [1, ['read']])
  // Taken by a process that is no more.
  await sql`
    UPDATE open_data.file_source SET run_id = gen_random_uuid(), heard_at = ${app.clock.now()}, next_at = ${app.clock.now()}
    WHERE distribution_id = ${files.distribution}`.execute(app.services.db)
  const before = asked()
  await goOn()
  assert.equal(asked(), before)
  later(0.1)
  await goOn()
  assert.equal(asked(), before + 1)
  const ends = new AbortController()
  other.answers['/incet2.csv'] = () => ends.abort()
  later(25)
  await fetchDue(app.services, ends.signal, other.options)
  const { source, log } = await shown(files)
  assert.deepEqual(
    [source.failures, source.state, log.length],
    [0, 'due', 2],
    'a process that ends leaves it to another',
  )
})

test('only officers of the institution see and say it, and an erased account is not named', async () => {
  const files = await addDistribution(app)
  const stranger = await addDistribution(app, { authority: 'primaria-balti' })
  const citizen = await signedIn(app, { name: 'Ion', email: 'ion.simplu@example.md' })
  const url = other.address('/x.csv')
  for (const [headers, status] of [
    [{}, 401],
    [citizen.headers, 403],
    [stranger.officer.headers, 403],
  ] as const) {
    assert.equal((await app.get(`/api/v1${files.path}/address`, headers)).statusCode, status)
    for (const [path, body] of [
      ['/address', { url, schedule: 'once' }],
      ['/address/removal', {}],
      ['/address/fetch', {}],
    ] as const) {
      const reply = await app.postJson(`/api/v1${files.path}${path}`, body, {
        ...headers,
        'sec-fetch-site': 'same-origin',
      })
      assert.equal(reply.statusCode, status, path)
    }
  }
  assert.equal((await app.get('/api/v1/work/data-addresses', citizen.headers)).statusCode, 403)
  assert.equal((await app.post(`/ro${files.path}/address/fetch`, {}, files.officer.headers)).statusCode, 404)

  await set(files, { url, schedule: 'once' })
  const { accountId } = files.officer
  const given = async () =>
    (await setBy(app.services.db, accountId)).filter((one) => (one as { url: string }).url === url)
  assert.equal((await given()).length, 1)
  await transact(app.services.db, (tx) => forgetSetter(tx, accountId))
  assert.deepEqual([(await given()).length, (await shown(files)).source.url], [0, url], 'the address stays')
})
