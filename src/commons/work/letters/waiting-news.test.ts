import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { sendDigests } from '#commons/notices/following/send-digests.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { breakOffDigests, endRoles } from '#test/digests.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { addWish } from '#test/wishes.ts'

let app: TestApp
let officer: TestPerson
let citizen: TestPerson

before(async () => {
  // A Tuesday, before the job of the morning.
  app = await testApp({ now: '2026-11-24T05:00:00Z', demoPeople: false })
  const organisationId = await authorityId(app, 'primaria-chisinau')
  officer = await signedIn(app, {
    name: 'Doina Plămădeală',
    email: 'doina@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  citizen = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
})
after(() => app.close())

/** The letters of the next day's job. */
async function nextDay() {
  const before = (await app.mails()).length
  app.clock.advance(86_400)
  await sendDigests(app.services)
  return (await app.mails()).slice(before)
}

test('an official hears of what waits without asking, once, in the letter that everybody gets', async () => {
  assert.deepEqual(await nextDay(), [], 'nothing waits')
  await addWish(app, citizen)
  const letters = await nextDay()
  assert.deepEqual(
    letters.map(({ to }) => to),
    ['doina@example.md'],
  )
  assert.match(letters[0]?.text ?? '', /\/ro\/work\/data-wishes\n+– La locul dumneavoastră de lucru așteaptă un lucru/)
  assert.doesNotMatch(letters[0]?.text ?? '', /Orarul/, 'a letter tells no content')
  assert.deepEqual(await nextDay(), [], 'nothing new')
  await addWish(app, citizen, { title: 'Lista parcărilor' })
  assert.match((await nextDay())[0]?.text ?? '', /– La locul dumneavoastră de lucru așteaptă 2 lucruri/)
})

test('on a Monday all that waits is told again, also where as much came as went', async () => {
  while (new Date(app.clock.now()).getUTCDay() !== 0) assert.deepEqual(await nextDay(), [])
  assert.match((await nextDay())[0]?.text ?? '', /– La locul dumneavoastră de lucru așteaptă 2 lucruri/)
})

test('a round that is made again tells the same, and a workspace that fails keeps no letter from going out', async () => {
  await addWish(app, citizen, { title: 'Lista stațiilor' })
  const work = app.services.manifests.flatMap(({ workspace = [] }) => workspace)
  const broken = work.find(({ path }) => path === '/work/data') as { waiting?: unknown }
  const { waiting } = broken
  broken.waiting = async () => {
    throw new Error('broken')
  }
  assert.equal((await nextDay()).length, 1)
  broken.waiting = waiting
  await breakOffDigests(app)
  const before = (await app.mails()).length
  await sendDigests(app.services)
  assert.match((await app.mails()).slice(before)[0]?.text ?? '', /– La locul dumneavoastră de lucru așteaptă 3 lucruri/)
})

test('an official stops it where all that is followed stands; a citizen finds nothing there', async () => {
  assert.equal((await app.get('/ro/follow/work/mine', citizen.headers)).statusCode, 404)
  assert.match((await app.get('/ro/follow/work/mine', officer.headers)).body, /Ce vă așteaptă la locul de lucru/)
  assert.match((await app.get('/ro/work', officer.headers)).body, /href="\/ro\/follow\/work\/mine"/)
  const { kinds } = (await app.get('/api/v1/account/following', officer.headers)).json()
  assert.deepEqual(
    kinds.map(({ kind, subjects }: { kind: string; subjects: unknown[] }) => [kind, subjects.length]),
    [['work', 1]],
  )
  assert.equal((await app.post('/ro/follow/work/mine/end', {}, officer.headers)).statusCode, 303)
  await addWish(app, citizen, { title: 'Lista spitalelor' })
  assert.deepEqual(await nextDay(), [])
  assert.equal((await app.post('/ro/follow/work/mine', {}, officer.headers)).statusCode, 303)
  await addWish(app, citizen, { title: 'Lista grădinițelor' })
  assert.equal((await nextDay()).length, 1)
})

test('the house can do without', async () => {
  const admin = await signedIn(app, { name: 'Radu', email: 'radu@example.md', roles: [{ name: 'administrator' }] })
  const set = async (value: 'yes' | 'false') => {
    const said = { value, from: app.clock.now().toISOString().slice(0, 10), reason: 'Probăm', 'idempotency-key': value }
    const reply = await app.post('/ro/work/settings/work.waiting-in-digests', said, admin.headers)
    assert.equal(reply.statusCode, 303, reply.body)
  }
  await set('false')
  app.clock.advance(10)
  await addWish(app, citizen, { title: 'Lista bibliotecilor' })
  assert.deepEqual(await nextDay(), [])
  await set('yes')
})

test('who is no official any more hears nothing, and what waited is forgotten after a month', async () => {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM work.waited`.execute(app.services.db)
  assert.ok((rows[0]?.n ?? 0) > 0)
  await endRoles(app, officer)
  app.clock.advance(40 * 86_400)
  assert.ok((await nextDay()).every(({ to }) => to !== 'doina@example.md'))
  const { rows: left } = await sql`SELECT FROM work.waited WHERE mailbox_id = ${officer.mailboxId}`.execute(
    app.services.db,
  )
  assert.equal(left.length, 0)
})
