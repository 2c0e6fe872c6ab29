import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn } from '#test/people.ts'
import { countOf, maria, openPetition, requestByMail, signByMail } from '#test/signatures.ts'
import { closeDuePetitions } from './close-petitions.ts'
import { forgetNames } from './forget-names.ts'

let app: TestApp
before(async () => {
  app = await testApp({ now: '2026-11-22T10:00:00Z' })
})
after(() => app.close())

test('a petition closes at local midnight after its last day, once, and says so', async () => {
  const number = await openPetition(app, 'Până pe 30 noiembrie', '2026-11-30')
  const late = await requestByMail(app, maria, number)
  // 30 November in Chișinău ends at 22:00 UTC.
  app.clock.set('2026-11-30T21:59:00Z')
  await closeDuePetitions(app.services)
  assert.equal(await stateOf(number), 'open')
  app.clock.set('2026-11-30T22:01:00Z')
  assert.equal((await app.post(late, {})).statusCode, 410)
  await Promise.all([closeDuePetitions(app.services), closeDuePetitions(app.services)])
  await closeDuePetitions(app.services)
  assert.equal(await stateOf(number), 'closed')
  const reply = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual(
    reply.events.map((event: { kind: string }) => event.kind),
    ['signing.closed'],
  )
  assert.match((await app.get(`/ro/petitions/${number}-test`)).body, /Colectarea semnăturilor s-a încheiat/)
  assert.equal(await one(sql`SELECT count(*) AS n FROM ledger.entry WHERE kind = 'petitions.closed'`), 1)
})

test('a petition whose closing fails holds up no other', async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  const [broken, sound] = [
    await openPetition(app, 'Stricată', '2026-11-24'),
    await openPetition(app, 'Bună', '2026-11-25'),
  ]
  const { pool } = app.deps.database
  const { rows } = await pool.query('SELECT id FROM petitions.petition WHERE number = $1', [broken])
  await pool.query(`ALTER TABLE petitions.event ADD CONSTRAINT is_broken CHECK (petition_id <> '${rows[0].id}')`)
  app.clock.set('2026-11-26T10:00:00Z')
  await assert.rejects(closeDuePetitions(app.services), /is_broken/)
  assert.deepEqual([await stateOf(broken), await stateOf(sound)], ['open', 'closed'])
  await pool.query('ALTER TABLE petitions.event DROP CONSTRAINT is_broken')
  await closeDuePetitions(app.services)
  assert.equal(await stateOf(broken), 'closed')
})

test('those who chose to be shown are listed, in parts and in no order of time; others are not', async () => {
  app.clock.set('2026-12-01T10:00:00Z')
  const number = await openPetition(app, 'Cu nume')
  const names = []
  for (let n = 0; n < 120; n++) {
    // All come from one source; over its limit they would be held.
    if (n % 50 === 0) await sql`DELETE FROM kernel.limit_window`.execute(app.services.db)
    const name = `${'ABCDEFGHIJ'[Math.floor(n / 12)]}na ${'KLMNOPRSTUVZ'[n % 12]}escu`
    names.push(name)
    const shown = n % 12 === 11 ? {} : { showName: 'yes' }
    await signByMail(app, { ...maria, name, email: `p${n}@example.md`, ...shown }, number)
  }
  const first = await app.get(`/api/v1/petitions/${number}/signatories`)
  assert.equal(first.headers['x-robots-tag'], 'noindex')
  const [one, two] = [
    first.json(),
    (await app.get(`/api/v1/petitions/${number}/signatories?after=${first.json().next}`)).json(),
  ]
  const listed = [...one.items, ...two.items].map((item: { name: string }) => item.name)
  assert.equal(one.total, 110)
  assert.equal(two.next, null)
  const expected = names.filter((_, n) => n % 12 !== 11)
  assert.deepEqual(listed.toSorted(), expected.toSorted())
  assert.notDeepEqual(listed, expected)
  const html = await app.get(`/ro/petitions/${number}/signatories`)
  assert.match(html.body, /<meta name="robots" content="noindex"/)
  assert.equal(html.headers['x-robots-tag'], 'noindex')
  assert.match((await app.get(`/ro/petitions/${number}-test`)).body, /Vedeți 110 nume/)
  assert.equal((await app.get(`/ro/petitions/${number}/signatories?after=x`)).statusCode, 422)
})

test('ninety days after closing names, villages and mailboxes are forgotten; the count and one’s own list stay', async () => {
  app.clock.set('2026-12-01T10:00:00Z')
  const number = await openPetition(app, 'De uitat', '2026-12-10')
  const person = await signedIn(app, { name: 'Elena Munteanu', email: 'elena@example.md' })
  await app.post(
    `/ro/petitions/${number}/my-signature`,
    { ...maria, name: 'Elena Munteanu', showName: 'yes' },
    person.headers,
  )
  await signByMail(app, { ...maria, showName: 'yes' }, number)
  await signByMail(app, { ...maria, name: 'Ion Popa', email: 'ion@example.md', wantsNews: 'yes' }, number)
  app.clock.set('2026-12-10T22:30:00Z')
  await closeDuePetitions(app.services)
  const listed = (await app.get(`/api/v1/petitions/${number}/signatories`)).json()
  assert.equal(listed.total, 2)
  // Closed on 11 December in Chișinău.
  assert.equal(listed.until, '2027-03-11')

  app.clock.set('2027-03-11T12:00:00Z')
  await forgetNames(app.services)
  assert.equal((await app.get(`/api/v1/petitions/${number}/signatories`)).json().total, 2)
  app.clock.set('2027-03-12T12:00:00Z')
  assert.equal((await app.get(`/api/v1/petitions/${number}/signatories`)).json().shown, false)
  await forgetNames(app.services)
  await forgetNames(app.services)
  assert.equal(await stateOf(number), 'archived')
  const { rows } = await sql<{ name: string | null; place: string; linked: boolean }>`
    SELECT s.name, s.place_key AS place, s.mailbox_id IS NOT NULL AS linked FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE p.number = ${number} ORDER BY s.id`.execute(app.services.db)
  assert.deepEqual(rows, [
    { name: null, place: 'md-cu', linked: true },
    { name: null, place: 'md-cu', linked: false },
    { name: null, place: 'md-cu', linked: true },
  ])
  assert.equal((await countOf(app, number)).total, 3)
  assert.match((await app.get(`/ro/petitions/${number}-test/signatories`)).body, /nu se mai arată/)
  assert.match((await app.get('/ro/account/signatures', person.headers)).body, /De uitat/)
})

test('who signed what was taken down for good is forgotten as well, and who spoke for an organisation', async () => {
  app.clock.set('2027-03-13T10:00:00Z')
  const number = await openPetition(app, 'Luată jos', '2027-06-10')
  await signByMail(app, { ...maria, showName: 'yes' }, number)
  await sql`
    INSERT INTO petitions.supporting_organisation (petition_id, id, name, idno, mandate, representative, added_at)
    SELECT id, gen_random_uuid(), 'Asociația', '1003600012346', 'Decizia 1', 'Ana Lupu', ${app.clock.now()}
    FROM petitions.petition WHERE number = ${number}`.execute(app.services.db)
  const refuse = (state: string) =>
    sql`UPDATE petitions.petition SET state = ${state}, refused_at = ${app.clock.now()} WHERE number = ${number}`.execute(
      app.services.db,
    )
  const named = () =>
    one(sql`SELECT count(s.name) + count(o.representative) AS n FROM petitions.petition p
      JOIN petitions.signature s ON s.petition_id = p.id JOIN petitions.supporting_organisation o ON o.petition_id = p.id
      WHERE p.number = ${number}`)
  await refuse('refused')
  app.clock.set('2027-07-13T10:00:00Z')
  await forgetNames(app.services)
  assert.equal(await named(), 2, 'an appeal may still bring it back')
  await refuse('refused-finally')
  app.clock.set('2027-10-12T10:00:00Z')
  await forgetNames(app.services)
  await forgetNames(app.services)
  assert.equal(await named(), 0)
  assert.equal(await stateOf(number), 'refused-finally')
  assert.equal((await countOf(app, number)).total, 1)
  const told = sql`SELECT count(*) AS n FROM ledger.entry
    WHERE kind = 'petitions.archived' AND convert_from(body, 'UTF8')::jsonb -> 'petition' = to_jsonb(${number}::integer)`
  assert.equal(await one(told), 1)
})

async function stateOf(number: number): Promise<string> {
  return (await app.get(`/api/v1/petitions/${number}`)).json().state
}

async function one(query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await query.execute(app.services.db)
  return Number((rows[0] as { n: string }).n)
}
