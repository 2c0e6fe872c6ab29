import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { findEntryOf } from '#commons/ledger/find-entry.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, givePersonalNumber, moderatorOf, signedIn, type TestPerson } from '#test/people.ts'
import { countOf, openPetition, requestByMail, signByMail } from '#test/signatures.ts'
import { recordOf } from '../ledger-entries.ts'
import { addEntry, type Recounted, readEntry } from '../recount/recount.ts'
import { checkCounts, recountNew } from '../recount/recount-log.ts'
import { restoreJob, setAsideJob } from './run-invalidation.ts'
import { tellHeld } from './tell-held.ts'

let app: TestApp
let moderator: TestPerson
let number = 0
const place = 'md-cu-botanica'

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  const { settings } = app.services
  const usual = settings.valueOn.bind(settings)
  settings.valueOn = (async (definition: { key: string }, ...rest: [string]) =>
    definition.key === 'petitions.held-over-domain' ? 2 : usual(definition as never, ...rest)) as typeof usual
  moderator = await moderatorOf(app, 'md', { name: 'Mod Erator', email: 'mod@example.org' })
  number = await openPetition(app, 'De renumărat')
})
after(() => app.close())

const byMail = (name: string, email: string) => signByMail(app, { name, email, place, consent: 'yes' }, number)
const asAccount = (person: TestPerson, name: string) =>
  app.post(`/ro/petitions/${number}/my-signature`, { name, place }, person.headers)
const known = async (name: string, email: string, idnp: string, level: 'strong' | 'signed' = 'strong') => {
  const person = await signedIn(app, { name, email, level })
  await givePersonalNumber(app, person.accountId, idnp)
  return person
}

/** As an outsider recounts: from the entries alone, of which there are `entries`. */
async function recount(entries = Number.MAX_SAFE_INTEGER) {
  const { rows } = await sql<{ index: number; body: Buffer }>`
    SELECT index, body FROM ledger.entry WHERE index < ${entries} ORDER BY index`.execute(app.services.db)
  const sums = new Map<number, Recounted>()
  for (const { index, body } of rows) assert.ok(addEntry(sums, index, readEntry(body)))
  const { email = 0, strong = 0, signed = 0, namedIn = 0 } = sums.get(number) ?? {}
  return { total: email + strong + signed, email, strong, signed, namedIn }
}

/** The public count, the rows, and once what is held is told, the log alone. */
async function same(total: number, step: string): Promise<void> {
  const counted = await countOf(app, number)
  assert.equal(counted.total, total, step)
  await recountNew(app.services)
  const held = await marked()
  assert.deepEqual(held.disagrees, null, `${step}: before the batch`)
  if (held.recounted) {
    const { index, at, ...numbers } = held.recounted
    const { namedIn, ...outside } = await recount(index)
    assert.deepEqual(numbers, outside, `${step}: the mark is what its entries give`)
    if (namedIn === (await recount()).namedIn) assert.deepEqual(numbers, counted, `${step}: nothing was told since`)
  }
  await tellHeld(app.services)
  await recountNew(app.services)
  const { namedIn, ...outside } = await recount()
  assert.deepEqual(outside, counted, step)
  const { recounted } = await marked()
  assert.deepEqual({ ...recounted, index: null, at: null }, { ...counted, index: null, at: null }, `${step}: mark`)
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE p.number = ${number} AND s.ended_at IS NULL AND s.hold_id IS NULL`.execute(app.services.db)
  assert.equal(Number(rows[0]?.n), total, `${step}: rows that stand`)
  await checkCounts(app.services)
  const { rows: open } =
    await sql`SELECT place, expected, found FROM petitions.recount_difference WHERE healed_at IS NULL`.execute(
      app.services.db,
    )
  assert.deepEqual(open, [], `${step}: every table`)
}

const marked = async () => (await app.get(`/api/v1/petitions/${number}`)).json().count

test('after every way of ending, holding, erasing and coming back the ledger alone gives the public count', async () => {
  const withdrawn = await byMail('Vera Retrasă', 'vera@gmail.com')
  await byMail('Ion Rămâne', 'ion@gmail.com')
  await same(2, 'given')

  app.clock.advance(86_400)
  await app.post(`${withdrawn}/withdrawal`, {})
  await app.post(`${withdrawn}/withdrawal`, {})
  await same(1, 'withdrawn')

  await byMail('Vera Retrasă', 'vera@gmail.com')
  await same(2, 'given again')

  await asAccount(await known('Ion Rămâne', 'ion@gmail.com', 'idnp-ion'), 'Ion Rămâne')
  await same(2, 'replaced by a stronger one')

  // Erased, still counted; then the same person comes back with an identity and is counted once.
  const erased = await signedIn(app, { name: 'Zina Ștearsă', email: 'zina@gmail.com' })
  await asAccount(erased, 'Zina Ștearsă')
  assert.equal((await app.post('/ro/account/data/erasure', { sure: 'yes' }, erased.headers)).statusCode, 303)
  await same(3, 'erased')
  await asAccount(await known('Zina Ștearsă', 'zina@gmail.com', 'idnp-zina'), 'Zina Ștearsă')
  await same(3, 'came back stronger after erasing')

  const receipts = []
  for (let n = 0; n < 5; n++) receipts.push(await byMail(`Robot ${'abcde'[n]}b`, `bot${n}@ferma.example`))
  await same(5, 'three of five are held')
  app.clock.advance(86_400)
  await app.post(`${receipts[4]}/withdrawal`, {})
  await same(5, 'a held one withdrawn')
  const hold = (await app.get('/api/v1/work/fraud', moderator.headers)).json().holds[0]
  assert.equal((await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, moderator.headers)).statusCode, 303)
  await same(7, 'released')
  // Over the limit again, from another domain: replaced by a stronger one and invalidated while held.
  for (let n = 0; n < 4; n++) await byMail(`Robot ${'fghi'[n]}b`, `bot${n}@alta.example`)
  await same(9, 'two more are held')
  await asAccount(await known('Robot hb', 'bot2@alta.example', 'idnp-robot'), 'Robot hb')
  await same(10, 'a held one replaced by a stronger one')
  // Somebody of whom nobody knows the day any more was taken off, so of each day one may be missing, but not two of one and none of another.
  const days = `UPDATE petitions.day_count SET signatures = signatures + $1 WHERE petition_id = (SELECT id FROM petitions.petition WHERE number = $2)
    AND day = (SELECT min(day) FROM petitions.day_count)`
  await app.deps.database.pool.query(days, [2, number])
  await checkCounts(app.services)
  assert.notEqual((await marked()).disagrees, null)
  await app.deps.database.pool.query(days, [-2, number])
  await checkCounts(app.services)
  await same(10, 'mended')

  const asked = await app.post(
    '/ro/work/fraud/invalidations',
    { number: String(number), name: 'robot*', reason: 'automated', 'idempotency-key': 'recount' },
    moderator.headers,
  )
  const id = String(asked.headers.location).split('/').at(-1) as string
  const act = (what: string) => app.post(`/ro/work/fraud/invalidations/${id}/${what}`, {}, moderator.headers)
  assert.equal((await act('run')).statusCode, 303)
  await setAsideJob.run(app.services, { id })
  await same(4, 'set aside, a held one among them')
  await byMail('Robot ab', 'bot0@ferma.example')
  const again = (await countOf(app, number)).total
  assert.equal((await act('restoration')).statusCode, 303)
  await restoreJob.run(app.services, { id })
  await same(again + 6, 'restored, but for who signed anew')
})

test('the log tells of a held signature at once and of its being held only in a batch', async () => {
  const entries = async () =>
    (await sql<{ body: Buffer }>`SELECT body FROM ledger.entry ORDER BY index`.execute(app.services.db)).rows.map(
      ({ body }) => JSON.parse(body.toString()),
    )
  const before = (await entries()).length
  for (let n = 0; n < 3; n++) await byMail(`Om ${'klm'[n]}b`, `om${n}@a-treia.example`)
  await app.fold()
  const fresh = (await entries()).slice(before).filter(({ kind }) => /signature/.test(kind))
  assert.deepEqual(
    fresh.map(({ record, ...entry }) => entry),
    Array(3).fill({ kind: 'petitions.signature-confirmed', v: 2, petition: number, level: 'email', day: '2026-11-25' }),
  )
  const { recounted } = await marked()
  await recountNew(app.services)
  assert.deepEqual((await marked()).recounted, recounted, 'no new mark while something held is untold')
  await tellHeld(app.services)
  await tellHeld(app.services)
  assert.deepEqual(
    (await entries()).slice(before + 3).filter(({ kind }) => /signature/.test(kind)),
    [
      {
        kind: 'petitions.signatures-set-aside',
        v: 2,
        petition: number,
        reason: 'held',
        counts: [{ level: 'email', signatures: 1 }],
        day: '2026-11-25',
      },
    ],
  )
  // What is counted again at once is told at once.
  const holds = (await app.get('/api/v1/work/fraud', moderator.headers)).json().holds
  const hold = holds.find((one: { domain: string }) => one.domain === 'a-treia.example')
  await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, moderator.headers)
  const last = (await entries()).at(-1)
  assert.deepEqual([last.kind, last.reason], ['petitions.signatures-restored', 'released'])
})

test('who has the key of a record finds its entry, and checks id and unit by it', async () => {
  await byMail('Nora Găsită', 'nora@gmail.com')
  const { rows } = await sql<{ id: string; record_key: Buffer }>`
    SELECT id, record_key FROM petitions.signature WHERE name = 'Nora Găsită'`.execute(app.services.db)
  const { id, record_key: key } = rows[0] as { id: string; record_key: Buffer }
  const record = recordOf(key, { id, unitKey: 'md-cu' })
  const found = await findEntryOf(app.services.db, record)
  const entry = JSON.parse(String(found?.body))
  assert.equal(entry.record, record.toString('base64url'))
  assert.equal(entry.kind, 'petitions.signature-confirmed')
  assert.equal(await findEntryOf(app.services.db, recordOf(key, { id, unitKey: 'md-ba' })), undefined)
})

test('a signature whose data was erased is not withdrawn: no entry could say so', async () => {
  const receipt = await byMail('Lia Nimănui', 'lia@gmail.com')
  const link = await requestByMail(app, { name: 'Lia Nimănui', email: 'lia@gmail.com', place, consent: 'yes' }, number)
  const { total } = await countOf(app, number)
  await sql`UPDATE petitions.signature SET record_key = NULL WHERE name = 'Lia Nimănui'`.execute(app.services.db)
  const refused = await app.post(`${receipt}/withdrawal`, {})
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /Rămâne numărată și nu mai poate fi retrasă/)
  await app.post(link, {})
  await same(total, 'refused')
})

test('who works for an addressee or signed decides nothing about its signatures', async () => {
  const insider = await moderatorOf(app, 'md', { name: 'Mod Semnatar', email: 'semnatar@gmail.com' })
  await asAccount(insider, 'Mod Semnatar')
  const refused = await app.post(
    '/ro/work/fraud/invalidations',
    { number: String(number), name: 'x*', reason: 'automated', 'idempotency-key': 'partial' },
    insider.headers,
  )
  assert.equal(refused.statusCode, 403)
  assert.match(refused.body, /Susțineți sau ați semnat petiția/, 'the page says why')
})

test('who works for an authority to which the petition was redirected is no stranger to it', async () => {
  const balti = await authorityId(app, 'primaria-balti')
  const insider = await signedIn(app, {
    name: 'Mod Bălți',
    email: 'balti@example.org',
    roles: [
      { name: 'moderator', placeKey: 'md' },
      { name: 'officer', organisationId: balti },
    ],
  })
  const ask = (key: string) =>
    app.postJson(
      '/api/v1/work/fraud/invalidations',
      { number, name: 'y*', reason: 'automated' },
      { ...insider.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': key },
    )
  assert.equal((await ask('before')).statusCode, 201)
  await sql`
    INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
    SELECT gen_random_uuid(), id, ${balti}, 'waiting', ${app.clock.now()} FROM petitions.petition WHERE number = ${number}`.execute(
    app.services.db,
  )
  assert.equal((await ask('after')).json().code, 'petitions.moderation.barred.addressee')
})
