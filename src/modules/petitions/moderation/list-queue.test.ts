import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { everyCheck, type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, endRoles, moderatorOf, signedIn } from '#test/people.ts'

const DAY = 86_400

let app: TestApp
let desk: ModerationDesk
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
})
after(() => app.close())

test('an item leads back to the queue as it was filtered, also after it was held and let go', async () => {
  const { item } = await desk.waiting({ title: 'Filtrele rămân' })
  const filtered = '/work/moderation?kind=petition&held=free'
  const queue = await app.get(`/ru${filtered}`, desk.ion.headers)
  const link = /href="(\/ru\/work\/moderation\/[0-9a-f-]{36}\?from=[^"]+)"/.exec(queue.body)?.[1]
  assert.ok(link, 'the row carries the filters')
  const from = `?from=${encodeURIComponent(filtered)}`
  const page = await app.get(`/ru/work/moderation/${item}${from}`, desk.ion.headers)
  const back = `href="/ru${filtered.replace('&', '&amp;')}"`
  assert.ok(page.body.includes(back), 'the way back has them')
  assert.match(page.body, /<input type="hidden" name="from" value="\/work\/moderation\?kind=petition&amp;held=free"/)
  const held = await app.post(`/ru/work/moderation/${item}/hold`, { from: filtered }, desk.ion.headers)
  assert.equal(held.headers.location, `/ru/work/moderation/${item}${from}`)
  const released = await app.post(`/ru/work/moderation/${item}/release`, { from: filtered }, desk.ion.headers)
  assert.equal(released.headers.location, `/ru${filtered}`)
  const plain = await app.get(`/ru/work/moderation/${item}?from=https://evil.example/work/moderation`, desk.ion.headers)
  assert.doesNotMatch(plain.body, /<(a|input)[^>]*evil/)
})

test('who serves the addressee, or did within a year, may not judge; nor the starter, nor a supporter', async () => {
  const { item, id } = await desk.waiting({ title: 'Nimeni din primărie' })
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const officer = await signedIn(app, {
    name: 'Olga Funcționar',
    email: 'olga@example.md',
    roles: [
      { name: 'moderator', placeKey: 'md' },
      { name: 'officer', organisationId },
    ],
  })
  const page = await app.get(`/ro/work/moderation/${item}`, officer.headers)
  assert.match(page.body, /lucrați sau ați lucrat/i)
  assert.doesNotMatch(page.body, /Nimeni din primărie/)
  const json = await app.get(`/api/v1/work/moderation/${item}`, officer.headers)
  assert.deepEqual([json.json().barred, json.json().about], ['addressee', null])
  const held = await desk.send(`/api/v1/work/moderation/${item}/hold`, {}, officer.headers)
  assert.deepEqual([held.statusCode, held.json().code], [403, 'petitions.moderation.barred.addressee'])

  await endRoles(app, officer.accountId, 'officer', app.clock.now())
  assert.equal((await desk.send(`/api/v1/work/moderation/${item}/hold`, {}, officer.headers)).statusCode, 403)
  const decided = await desk.send(
    `/api/v1/work/moderation/${item}/decision`,
    { decision: 'published', checks: everyCheck },
    { ...officer.headers, 'idempotency-key': 'x' },
  )
  assert.equal(decided.json().code, 'petitions.moderation.barred.addressee')
  await endRoles(app, officer.accountId, 'officer', new Date(app.clock.now().getTime() - 366 * DAY * 1000))
  assert.equal((await app.get(`/api/v1/work/moderation/${item}`, officer.headers)).json().barred, null)

  const own = await moderatorOf(app, 'md', { name: 'Sofia Autor', email: 'sofia@example.md' })
  assert.equal((await app.get(`/api/v1/work/moderation/${item}`, own.headers)).json().barred, 'starter')
  await sql`
    INSERT INTO petitions.signature (petition_id, id, mailbox_id, level, signer_key, mailbox_key, slot, show_name, wants_news, place_key, unit_key,
      confirmed_at, confirmed_on)
    SELECT ${id}, ${newId(app.clock.now())}, ${desk.ion.mailboxId}, 'email', '\\x01', '\\x02', 1, false, false, 'md-cu-botanica', 'md-cu',
      ${app.clock.now()}, '2026-11-22'`.execute(app.services.db)
  assert.equal((await app.get(`/api/v1/work/moderation/${item}`, desk.ion.headers)).json().barred, 'supporter')
})

test('a moderator of another place, a citizen and nobody are refused', async () => {
  const { item } = await desk.waiting({ title: 'Numai pentru Chișinău' })
  const balti = await moderatorOf(app, 'md-ba', { name: 'Vera Bălți', email: 'vera@example.md' })
  assert.doesNotMatch((await app.get('/ro/work/moderation', balti.headers)).body, /Numai pentru Chișinău/)
  assert.equal((await app.get(`/ro/work/moderation/${item}`, balti.headers)).statusCode, 403)
  assert.equal((await desk.send(`/api/v1/work/moderation/${item}/hold`, {}, balti.headers)).statusCode, 403)
  const citizen = await signedIn(app, { name: 'Dan Cetățean', email: 'dan@example.md' })
  assert.equal((await app.get('/api/v1/work/moderation', citizen.headers)).statusCode, 403)
  assert.equal((await app.get('/api/v1/work/moderation')).statusCode, 401)
  const weak = await signedIn(app, {
    name: 'Ana Moderator',
    email: 'ana@example.md',
    roles: [{ name: 'moderator', placeKey: 'md' }],
    secondFactor: false,
  })
  assert.equal((await app.get('/api/v1/work/moderation', weak.headers)).json().code, 'access.second-factor-needed')
  assert.equal((await app.get('/api/v1/work/moderation/not-an-id', desk.ana.headers)).statusCode, 404)
})

test('the queue shows what is due first on top, by filter and by page', async () => {
  for (let n = 0; n < 32; n++) {
    await desk.waiting({ title: `De rând ${n}`, placeKey: 'md-so' })
    if (n === 15) app.clock.advance(DAY)
  }
  const first = (await app.get('/api/v1/work/moderation?place=md-so', desk.ana.headers)).json()
  assert.equal(first.items.length, 30)
  assert.equal(first.total, 32)
  assert.deepEqual(
    first.items.map((one: { clock: { dueOn: string } }) => one.clock.dueOn),
    first.items.map((one: { clock: { dueOn: string } }) => one.clock.dueOn).toSorted(),
  )
  const second = (await app.get(`/api/v1/work/moderation?place=md-so&after=${first.next}`, desk.ana.headers)).json()
  assert.equal(second.items.length, 2)
  assert.equal(new Set([...first.items, ...second.items].map(({ id }: { id: string }) => id)).size, 32)
  assert.equal((await app.get('/api/v1/work/moderation?after=bm90', desk.ana.headers)).statusCode, 422)
  assert.equal(
    (await app.get('/api/v1/work/moderation?kind=flags&place=md-so', desk.ana.headers)).json().items.length,
    0,
  )
  assert.match(
    (await app.get('/ru/work/moderation?place=md-so&overdue=yes', desk.ana.headers)).body,
    /Ничто не ждёт решения/,
  )
})

test('the public list counts decisions by reason and filters by it', async () => {
  await desk.refused('repeat')
  await desk.refused('advertising')
  await desk.published()
  const all = (await app.get('/api/v1/petitions/decisions')).json()
  const repeats = (await app.get('/api/v1/petitions/decisions?reason=repeat')).json()
  assert.equal(repeats.total, all.byReason.find(({ reason }: { reason: string }) => reason === 'repeat').decisions)
  assert.ok(repeats.items.every(({ reason }: { reason: string }) => reason === 'repeat'))
  for (const lang of ['ro', 'ru', 'en']) assert.equal((await app.get(`/${lang}/petitions/decisions`)).statusCode, 200)
  if (all.next) assert.equal((await app.get(`/api/v1/petitions/decisions?after=${all.next}`)).statusCode, 200)
  assert.ok(!JSON.stringify(all).includes(desk.ana.accountId))
})
