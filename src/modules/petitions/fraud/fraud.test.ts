import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { moderatorOf, signedIn, type TestPerson } from '#test/people.ts'
import { countOf, openPetition, requestByMail, signByMail } from '#test/signatures.ts'
import { likeOf } from './condition.ts'
import { forgetTraces } from './forget-traces.ts'
import { lapseHolds } from './release-hold.ts'
import { restoreJob, setAsideJob } from './run-invalidation.ts'
import { watchSources } from './watch-sources.ts'

let app: TestApp
let moderator: TestPerson
let citizen: TestPerson
let number = 0
/** Settings of this file; others are the usual ones. */
const limits: Record<string, number> = {}
let people = 0

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  const { settings } = app.services
  const usual = settings.valueOn.bind(settings)
  settings.valueOn = (async (definition: { key: string }, ...rest: [string]) =>
    limits[definition.key] ?? usual(definition as never, ...rest)) as typeof usual
  moderator = await moderatorOf(app, 'md', { name: 'Mod Erator', email: 'mod@example.md' })
  citizen = await signedIn(app, { name: 'Ion Munteanu', email: 'ion@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  // A clock that goes back would mix up the order of mails, so tests that move it stand last.
  if (app.clock.now() > new Date('2026-11-24')) await sql`DELETE FROM kernel.mail`.execute(app.services.db)
  app.clock.set('2026-11-23T08:00:00Z')
  limits['petitions.held-over-source'] = 3
  limits['petitions.held-over-domain'] = 5
  // Each test starts with a crowd of its own.
  await sql`DELETE FROM kernel.limit_window`.execute(app.services.db)
  number = await openPetition(app, 'Petiție cu mulțime')
})

const somebody = (fields: Record<string, string> = {}) => ({
  name: `Om ${'abcdefghijklmnopqrstuvwxyz'[people % 26]}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(people / 26) % 26]} Test`,
  email: `om${people++}@gmail.com`,
  place: 'md-cu-botanica',
  consent: 'yes',
  ...fields,
})
const sign = (fields?: Record<string, string>) => signByMail(app, somebody(fields), number)
const total = async () => (await countOf(app, number)).total
const desk = async () => (await app.get('/api/v1/work/fraud', moderator.headers)).json()
const holdHere = async () =>
  (await desk()).holds.find((one: { petition: { number: number } }) => one.petition.number === number)
const entries = async (kind: string) =>
  (
    await sql<{ body: Record<string, never> }>`
      SELECT convert_from(body, 'UTF8')::jsonb AS body FROM ledger.entry WHERE kind = ${kind} ORDER BY index`.execute(
      app.services.db,
    )
  ).rows
    .map(({ body }) => body as Record<string, unknown>)
    .filter((body) => body.petition === number)

test('over the limit of a source a signature is held: its holder sees it, nobody else, and it is not counted', async () => {
  const first = await sign()
  for (let n = 0; n < 2; n++) await sign()
  const held = await sign({ name: 'Ana Reținută', showName: 'yes' })
  assert.equal(await total(), 3)
  assert.equal((await entries('petitions.signature-confirmed')).length, 4, 'the log does not tell which is held')
  const receipt = (await app.get(held)).body
  assert.match(receipt, /Semnătura se numără după verificare/)
  assert.match(receipt, /Un om o verifică până la 26\snoiembrie\s2026/)
  assert.match(receipt, new RegExp(`href="/ro/petitions/${number}/my-signature"`))
  assert.doesNotMatch(receipt, /rețea|adres[ăa] de rețea/)
  assert.match((await app.get(first)).body, /după verificări/)
  assert.doesNotMatch((await app.get(`/ro/petitions/${number}/signatories`)).body, /Ana Reținută/)

  const hold = await holdHere()
  assert.deepEqual([hold.kind, hold.signatures, hold.dueOn, hold.domain], ['source', 1, '2026-11-26', null])
  const ofTwo = await signedIn(app, {
    name: 'Două Locuri',
    email: 'doua@example.md',
    roles: [
      { name: 'moderator', placeKey: 'md-so' },
      { name: 'moderator', placeKey: 'md-cu' },
    ],
  })
  const theirs = (await app.get('/api/v1/work/fraud', ofTwo.headers)).json()
  assert.ok(
    theirs.holds.some(({ id }: { id: string }) => id === hold.id),
    'a hold in the second of their places',
  )
  assert.equal((await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, citizen.headers)).statusCode, 403)
  const released = await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, moderator.headers)
  assert.equal(released.statusCode, 303, released.body)
  assert.equal(await total(), 4)
  assert.equal((await entries('petitions.signature-confirmed')).length, 4)
  assert.match((await app.get(held)).body, /Semnătura a fost numărată/)
  assert.equal((await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, moderator.headers)).statusCode, 409)
  // A person has looked at this source today: the rest of the school is not held again.
  await sign()
  assert.equal(await total(), 5)
})

test('a held signature can be taken back, and is never subtracted', async () => {
  for (let n = 0; n < 3; n++) await sign()
  const held = await sign()
  assert.equal((await app.post(`${held}/withdrawal`, {})).statusCode, 303)
  assert.equal(await total(), 3)
  assert.equal((await entries('petitions.signature-withdrawn')).length, 1)
  const hold = await holdHere()
  await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, moderator.headers)
  assert.equal(await total(), 3)
})

test('a mail domain of its own has a limit; a large provider has none', async () => {
  for (let n = 0; n < 8; n++) {
    // Another network each.
    await sql`DELETE FROM kernel.limit_window WHERE rule = 'petitions.held-over-source'`.execute(app.services.db)
    await sign()
  }
  assert.equal(await total(), 8)
  for (let n = 0; n < 6; n++) {
    await sql`DELETE FROM kernel.limit_window WHERE rule = 'petitions.held-over-source'`.execute(app.services.db)
    await sign({ email: `bot${n}@ferma.example` })
  }
  assert.equal(await total(), 13)
  const hold = await holdHere()
  assert.deepEqual([hold.kind, hold.domain, hold.signatures], ['domain', 'ferma.example', 1])
  await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, moderator.headers)
  const { rows } = await sql<{
    domain: string | null
  }>`SELECT domain FROM petitions.hold WHERE id = ${hold.id}`.execute(app.services.db)
  assert.equal(rows[0]?.domain, null)
})

test('signatures are set aside by a condition: counted, run, told in public, restored', async () => {
  await sql`
    INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
    SELECT p.id, 'answer', 3, 'email', o.id FROM petitions.petition p, organisations.organisation o
    WHERE p.number = ${number} AND o.slug = 'primaria-chisinau'`.execute(app.services.db)
  limits['petitions.held-over-source'] = 1000
  await sign({ name: 'Vera Adevărată' })
  const bots = [await sign({ name: 'Robot Unu' }), await sign({ name: 'ROBOT Doi' })]
  await requestByMail(app, somebody({ name: 'Robot Trei' }), number)
  assert.equal(await total(), 3)
  const crossed = async () => (await app.get(`/api/v1/petitions/${number}`)).json().thresholds[0].crossedAt !== null
  assert.equal(await crossed(), true)

  const id = await counted({ name: 'robot*', reason: 'automated' })
  const found = (await app.get(`/api/v1/work/fraud/invalidations/${id}`, moderator.headers)).json()
  assert.deepEqual([found.state, found.signaturesFound, found.requestsFound], ['counted', 2, 1])
  assert.equal(await total(), 3)
  assert.equal((await act(id, 'run')).statusCode, 303)
  assert.equal((await act(id, 'run')).statusCode, 409)
  await setAsideJob.run(app.services, { id })
  await setAsideJob.run(app.services, { id })
  assert.equal(await total(), 1)
  assert.equal(await crossed(), false)
  assert.match((await app.get(bots[0] as string)).body, /nu mai este numărată/)
  const page = (await app.get((await app.get(`/ro/petitions/${number}`)).headers.location as string)).body
  assert.match(page, /2 semnături anulate după verificare \(o cerere neconfirmată ștearsă\)\. Motivul: făcute automat/)
  assert.deepEqual(await entries('petitions.signatures-set-aside'), [
    {
      kind: 'petitions.signatures-set-aside',
      v: 2,
      petition: number,
      reason: 'automated',
      counts: [{ level: 'email', signatures: 2 }],
      day: '2026-11-23',
    },
  ])

  // One of the two signs again; it must not count twice after restoring.
  await sign({ name: 'Robot Unu', email: `om${people - 3}@gmail.com` })
  const again = await total()
  assert.equal((await act(id, 'restoration')).statusCode, 303)
  await restoreJob.run(app.services, { id })
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE p.number = ${number} AND s.ended_at IS NULL AND s.hold_id IS NULL`.execute(app.services.db)
  assert.equal(await total(), rows[0]?.n)
  assert.equal(await total(), again + 1)
  assert.equal(await crossed(), true)
})

test('an invalidation that is cancelled does nothing more', async () => {
  await sign()
  const id = await counted({ from: '2026-11-23', reason: 'automated' })
  await act(id, 'run')
  await act(id, 'cancellation')
  await setAsideJob.run(app.services, { id })
  assert.equal(await total(), 1)
})

test('an empty condition, a condition of stars and a source alone are refused', async () => {
  for (let n = 0; n < 4; n++) await sign()
  const hold = await holdHere()
  for (const [fields, message] of [
    [{}, /cel puțin o condiție/],
    [{ name: ' ** ' }, /cel puțin o condiție/],
    [{ hold: hold.id }, /Numai adresa nu ajunge/],
    [{ unit: 'md-cu-botanica' }, /aria-invalid/],
    [{ domain: '@mail.example' }, /Scrieți domeniul fără @/],
    [{ from: '2026-11-23', to: '2026-11-22' }, /Ultima zi este înaintea/],
  ] as const) {
    const reply = await ask({ ...fields, reason: 'automated' })
    assert.equal(reply.statusCode, 422, JSON.stringify(fields))
    assert.match(reply.body, message)
  }
  const id = await counted({ hold: hold.id, from: '2026-11-23', reason: 'bought' })
  const one = (await app.get(`/api/v1/work/fraud/invalidations/${id}`, moderator.headers)).json()
  assert.equal(one.signaturesFound, 4)
  assert.doesNotMatch(JSON.stringify(one), /[A-Za-z0-9+/]{43}=/)
  await act(id, 'run')
  await setAsideJob.run(app.services, { id })
  assert.equal(await total(), 0)
  assert.equal((await ask({ name: 'x', reason: 'bought' }, citizen)).statusCode, 403)
})

test('a pattern takes the signs of LIKE as they are written', () => {
  assert.equal(likeOf('a%b_c*\\'), 'a\\%b\\_c%\\\\')
})

test('no address is stored in clear', async () => {
  await sign()
  const { rows } = await sql<{ source_hash: Buffer }>`
    SELECT source_hash FROM petitions.signature WHERE source_hash IS NOT NULL`.execute(app.services.db)
  assert.ok(rows.length > 0)
  for (const { source_hash } of rows)
    assert.equal(source_hash.length === 32 && !source_hash.includes('127.0.0.1'), true)
})

test('what nobody decides in three working days counts', async () => {
  for (let n = 0; n < 4; n++) await sign()
  app.clock.set('2026-11-26T20:00:00Z')
  await lapseHolds(app.services)
  assert.equal(await total(), 3)
  app.clock.set('2026-11-27T08:00:00Z')
  await lapseHolds(app.services)
  await lapseHolds(app.services)
  assert.equal(await total(), 4)
})

test('a crowd is seen within the hour, and where it came from is forgotten after 30 days', async () => {
  const people = Array.from({ length: 200 }, (_, n) => ({ address: `c${n}@crowd.example`, lang: 'ro' as const }))
  const mailboxes = await transact(app.services.db, (tx) =>
    keepMailboxes(tx, app.services.secrets.person, people, app.clock.now()),
  )
  await sql`
    INSERT INTO petitions.signature (petition_id, id, mailbox_id, level, signer_key, mailbox_key, slot, name, show_name, wants_news, place_key,
      unit_key, confirmed_at, confirmed_on, source_hash)
    SELECT p.id, gen_random_uuid(), m.id, 'email', sha256(m.id::text::bytea), sha256(m.id::text::bytea), 1, 'x y', false, false, 'md-cu', 'md-cu',
      ${new Date('2026-11-23T07:30:00Z')}, '2026-11-23', '\\x01'
    FROM unnest(${mailboxes}::uuid[]) AS m (id), petitions.petition p WHERE p.number = ${number}`.execute(
    app.services.db,
  )
  await watchSources(app.services)
  await watchSources(app.services)
  const { trends } = await desk()
  assert.deepEqual(
    trends.map((one: { kind: string; hour: string; signatures: number }) => [one.kind, one.hour, one.signatures]),
    [['source', '2026-11-23T07:00:00.000Z', 200]],
  )
  assert.match((await app.get('/ru/work/fraud', moderator.headers)).body, /Много сразу/)
  app.clock.set('2026-12-24T08:00:00Z')
  await forgetTraces(app.services)
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM petitions.signature WHERE source_hash IS NOT NULL OR domain_hash IS NOT NULL`.execute(
    app.services.db,
  )
  assert.equal(rows[0]?.n, 0)
  assert.match((await app.get('/ro/privacy')).body, /30 de zile/)
})

let asked = 0
function ask(fields: Record<string, string>, by = moderator) {
  return app.post(
    '/ro/work/fraud/invalidations',
    { number: String(number), 'idempotency-key': `fraud-${asked++}`, ...fields },
    by.headers,
  )
}

async function counted(fields: Record<string, string>): Promise<string> {
  const reply = await ask(fields)
  assert.equal(reply.statusCode, 303, reply.body)
  return String(reply.headers.location).split('/').at(-1) as string
}

function act(id: string, what: 'run' | 'cancellation' | 'restoration') {
  return app.post(`/ro/work/fraud/invalidations/${id}/${what}`, {}, moderator.headers)
}
