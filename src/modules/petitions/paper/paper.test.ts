import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, moderatorOf, signedIn, type TestPerson } from '#test/people.ts'
import { maria, openPetition, signByMail } from '#test/signatures.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'
import { forgetScans } from './forget-scans.ts'

let app: TestApp
let chisinau = ''
let ana: TestPerson
let boris: TestPerson
let vera: TestPerson
let stranger: TestPerson
let moderator: TestPerson
let citizen: TestPerson
let scan = ''
let number = 0
let keys = 0
let counts = false

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  const { settings } = app.services
  const usual = settings.valueOn.bind(settings)
  settings.valueOn = (async (definition: { key: string }, ...rest: [string, string?]) =>
    definition.key === 'petitions.paper-counts' ? counts : usual(definition as never, ...rest)) as typeof usual
  chisinau = await authorityId(app, 'primaria-chisinau')
  const officer = (name: string, organisationId = chisinau) =>
    signedIn(app, { name, email: `${name}@primaria.example`, roles: [{ name: 'officer', organisationId }] })
  ana = await officer('ana')
  boris = await officer('boris')
  vera = await officer('vera')
  stranger = await officer('strain', await authorityId(app, 'primaria-cahul'))
  moderator = await moderatorOf(app, 'md', { name: 'mod', email: 'mod@example.md' })
  citizen = await signedIn(app, { name: 'ion', email: 'ion@example.md' })
  scan = await picture('#eee')
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T08:00:00Z')
  counts = false
  number = await openPetition(app, 'Petiție pe hârtie')
  await sql`
    INSERT INTO petitions.addressee (petition_id, organisation_id, position)
    SELECT id, ${chisinau}, 1 FROM petitions.petition WHERE number = ${number}`.execute(app.services.db)
  await sql`
    INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
    SELECT id, 'answer', 41, 'email', ${chisinau} FROM petitions.petition WHERE number = ${number}`.execute(
    app.services.db,
  )
})

test('two officers who count alike make it public, apart from the count of people', async () => {
  const id = await record(ana, { signatures: 47, units: 'Chișinău 25\ncahul: 12' })
  assert.equal((await shown()).paper.signatures, 0)
  // Whoever has still to count does not learn the number, in no form.
  const blind = (await app.get(`/api/v1/work/paper/batches/${id}`, boris.headers)).json()
  assert.deepEqual([blind.counts, blind.signatures, blind.mayCount], [[], null, 'blind'])
  assert.doesNotMatch((await app.get(`/ro/work/paper/batches/${id}`, boris.headers)).body, /\b47\b/)
  const { items } = (await app.get('/api/v1/work/paper', boris.headers)).json()
  assert.equal(items.find((one: { id: string }) => one.id === id).waitsForMe, true)

  const same = await count(ana, id, 47)
  assert.deepEqual([same.statusCode, same.json().code], [409, 'petitions.paper.same-person'])
  const second = await app.post(
    `/ro/work/paper/batches/${id}/count`,
    { signatures: '47', units: 'Cahul 12\nCHISINAU – 25', 'idempotency-key': `k${++keys}` },
    boris.headers,
  )
  assert.equal(second.statusCode, 303, second.body)
  await app.fold()
  const { paper, count: people, thresholds, events } = await shown()
  assert.deepEqual([paper.signatures, people.total], [47, 0])
  assert.deepEqual(
    paper.authorities.map((one: { slug: string; counts: boolean }) => [one.slug, one.counts]),
    [['primaria-chisinau', false]],
  )
  // Units in whole steps of ten, as everywhere.
  assert.deepEqual(paper.byUnit.map((one: { signatures: number }) => one.signatures).sort(), [10, 10])
  assert.deepEqual([thresholds[0].counted, thresholds[0].crossedAt], [0, null])
  assert.deepEqual(events.at(-1).kind, 'paper.accepted')
  const page = await publicPage()
  assert.match(page, /Pe hârtie: 47 \(înregistrate de/)
  assert.match(page, /nu adaugă aceste semnături/)
  const [entry] = await entries('petitions.paper-batch')
  assert.deepEqual([entry?.authority, entry?.signatures, entry?.day], ['primaria-chisinau', 47, '2026-11-23'])
  assert.equal((await count(vera, id, 47)).statusCode, 409)
})

test('the form of a browser records too, and shows again what was typed', async () => {
  const fields = { number: String(number), sheets: '3', receivedOn: '2026-11-23', units: 'Cahul 5' }
  const missing = await sendForm({ ...fields, signatures: '' })
  assert.equal(missing.statusCode, 422)
  assert.match(missing.body, /id="f-signatures-error"/)
  assert.match(missing.body, />Cahul 5<\/textarea>/)
  const done = await sendForm({ ...fields, signatures: '8' })
  assert.equal(done.statusCode, 303, done.body)
  const page = await app.get(String(done.headers.location), ana.headers)
  assert.match(page.body, /Cahul 5/)
  assert.match((await app.get('/ru/work/paper', ana.headers)).body, /Ждут второго подсчёта/)
  assert.equal((await app.get('/ro/work/paper/recording', ana.headers)).statusCode, 200)
})

test('two who count at once are one after the other, and it is accepted once', async () => {
  const id = await record(ana, { signatures: 7 })
  const replies = await Promise.all([count(boris, id, 7), count(vera, id, 7)])
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).sort(), [200, 409])
  assert.equal((await entries('petitions.paper-batch')).length, 1)
  assert.equal((await shown()).paper.signatures, 7)
})

test('where they differ, both see both; a third who counts blind decides', async () => {
  const id = await record(ana, { signatures: 30 })
  assert.equal((await count(boris, id, 31)).statusCode, 200)
  for (const one of [ana, boris]) assert.deepEqual(await seen(one, id), [30, 31])
  assert.deepEqual(await seen(vera, id), [])
  assert.equal((await shown()).paper.signatures, 0)
  // Copying what the other found is not agreeing.
  assert.equal((await count(ana, id, 31)).statusCode, 200)
  assert.equal((await batch(id)).state, 'differing')
  assert.equal((await count(vera, id, 31)).statusCode, 200)
  assert.deepEqual([(await batch(id)).state, (await shown()).paper.signatures], ['accepted', 31])
})

test('where they differ, a correction by both decides too', async () => {
  const id = await record(ana, { signatures: 30 })
  await count(boris, id, 31)
  await count(ana, id, 32)
  assert.equal((await batch(id)).state, 'differing')
  await count(boris, id, 32)
  assert.deepEqual([(await batch(id)).state, (await shown()).paper.signatures], ['accepted', 32])
})

test('paper counts towards a threshold only where the authority says so, and says it', async () => {
  await signByMail(app, maria, number)
  await count(boris, await record(ana, { signatures: 40 }), 40)
  await app.fold()
  assert.equal((await shown()).thresholds[0].crossedAt, null)
  counts = true
  await app.fold()
  const after = await shown()
  assert.deepEqual([after.thresholds[0].counted, after.thresholds[0].paper, after.count.total], [41, 40, 1])
  assert.ok(after.thresholds[0].crossedAt)
  assert.equal(after.events.at(-1).kind, 'paper.threshold-crossed')
  assert.equal((await entries('petitions.threshold-crossed'))[0]?.paper, 40)
  assert.match(await publicPage(), /se numără 41 din 41, dintre care 40 pe hârtie/)
  const id = (await app.get('/api/v1/work/paper', ana.headers))
    .json()
    .items.find((one: { petition: { number: number } }) => one.petition.number === number).id
  const ended = await act(ana, id, 'end', { reason: 'Foile erau ale altei petiții.' })
  assert.equal(ended.statusCode, 200, ended.body)
  await app.fold()
  const left = await shown()
  assert.deepEqual([left.thresholds[0].counted, left.thresholds[0].crossedAt, left.paper.signatures], [1, null, 0])
  assert.equal(left.paper.batches[0].ended.reason, 'Foile erau ale altei petiții.')
  assert.match(await publicPage(), /Foile erau ale altei petiții/)
  assert.equal((await entries('petitions.paper-batch-ended'))[0]?.signatures, 40)
  assert.equal((await act(boris, id, 'end', { reason: 'Încă o dată, vă rog.' })).statusCode, 409)
})

test('paper alone crosses a threshold too', async () => {
  counts = true
  await count(boris, await record(ana, { signatures: 41 }), 41)
  await app.fold()
  assert.ok((await shown()).thresholds[0].crossedAt)
})

test('a rejected batch stays with its reason and is never public', async () => {
  const id = await record(ana, { signatures: 9 })
  assert.equal((await act(boris, id, 'rejection', { reason: 'scurt' })).statusCode, 422)
  assert.equal((await act(boris, id, 'rejection', { reason: 'Scanarea este ilizibilă.' })).statusCode, 200)
  const { state, reason } = await batch(id)
  assert.deepEqual([state, reason], ['rejected', 'Scanarea este ilizibilă.'])
  assert.equal((await count(boris, id, 9)).statusCode, 409)
  assert.deepEqual((await shown()).paper.batches, [])
})

test('only officers of an addressee record and count, moderators only look, scans are for nobody else', async () => {
  const id = await record(ana, { signatures: 9 })
  const path = `/api/v1/work/paper/batches/${id}`
  const { scans } = await batch(id)
  const file = `${path}/scans/${scans[0].id}`
  for (const one of [stranger, citizen]) {
    assert.equal((await post(one, { signatures: 9 })).statusCode, 403)
    assert.equal((await count(one, id, 9)).statusCode, 403)
    assert.equal((await app.get(path, one.headers)).statusCode, 403)
    assert.equal((await app.get(file, one.headers)).statusCode, 403)
    assert.equal((await act(one, id, 'rejection', { reason: 'Nu este treaba mea.' })).statusCode, 403)
  }
  assert.equal((await app.get(file)).statusCode, 401)
  assert.equal((await app.get(path, moderator.headers)).json().mayCount, null)
  assert.equal((await count(moderator, id, 9)).statusCode, 403)
  assert.equal((await post(moderator, { signatures: 9 })).statusCode, 403)
  for (const what of ['rejection', 'end'])
    assert.equal((await act(moderator, id, what, { reason: 'Un motiv destul de lung.' })).statusCode, 403)
  assert.equal((await app.get('/ro/work/paper/recording', moderator.headers)).statusCode, 403)
  const link = (await app.get(`/ro/work/paper/batches/${id}`, boris.headers)).body.match(
    /href="([^"]+\/scans\/[^"]+)"/,
  )?.[1]
  assert.ok(link)
  for (const [one, where] of [
    [boris, link],
    [moderator, file],
  ] as const) {
    const opened = await app.get(where, one.headers)
    assert.equal(opened.statusCode, 200)
    assert.equal((await sharp(opened.rawPayload).metadata()).format, 'jpeg')
    assert.match(String(opened.headers['cache-control']), /no-store/)
  }
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM audit.act WHERE act = 'petitions.open-paper-scan' AND subject_id = ${id}`.execute(
    app.services.db,
  )
  assert.equal(Number(rows[0]?.n), 2)
  await count(boris, id, 9)
  assert.doesNotMatch(JSON.stringify(await shown()), new RegExp(scans[0].id))
})

test('what is wrong is said next to its field', async () => {
  const wrong = async (fields: Record<string, unknown>) => {
    const reply = await post(ana, { signatures: 9, ...fields })
    assert.equal(reply.statusCode, 422, reply.body)
    return reply.json().errors.map((one: { field: string; code: string }) => `${one.field} ${one.code}`)[0]
  }
  assert.equal(await wrong({ scans: [] }), 'scans petitions.paper.scans.missing')
  assert.equal(await wrong({ number: 999_999 }), 'number petitions.paper.number.unknown')
  assert.equal(await wrong({ receivedOn: '2026-11-24' }), 'receivedOn petitions.paper.received.future')
  assert.equal(await wrong({ receivedOn: '2026-11-22' }), 'receivedOn petitions.paper.received.early')
  assert.equal(await wrong({ units: 'Cahul' }), 'units petitions.paper.units.line')
  assert.equal(await wrong({ units: 'Atlantida 3' }), 'units petitions.paper.units.unknown')
  assert.equal(await wrong({ units: 'Cahul 3\nКагул 4' }), 'units petitions.paper.units.twice')
  assert.equal(await wrong({ units: 'Cahul 10' }), 'units petitions.paper.units.too-many')
  assert.equal(await wrong({ signatures: 0 }), 'signatures kernel.form.not-number')
})

test('what came before the close is recorded after it, until the petition is archived', async () => {
  const close = (state: string) =>
    sql`UPDATE petitions.petition SET state = ${state}, closed_at = '2026-11-23T20:00:00Z' WHERE number = ${number}`.execute(
      app.services.db,
    )
  await close('closed')
  app.clock.set('2026-11-25T08:00:00Z')
  const late = await post(ana, { signatures: 9, receivedOn: '2026-11-24' })
  assert.deepEqual([late.statusCode, late.json().errors[0].code], [422, 'petitions.paper.received.late'])
  await count(boris, await record(ana, { signatures: 9, receivedOn: '2026-11-23' }), 9)
  assert.equal((await shown()).paper.signatures, 9)
  await close('archived')
  const over = await post(ana, { signatures: 9, receivedOn: '2026-11-23' })
  assert.deepEqual([over.statusCode, over.json().code], [409, 'petitions.paper.not-open'])
})

test('a scan that counts already is refused, and sheets that seem the same are pointed at', async () => {
  const first = await record(ana, { signatures: 9 })
  assert.deepEqual((await batch(first)).alike, [])
  // The same delivery as far as one can tell from its day and number of sheets; the scan is another.
  const [other, third] = await Promise.all([picture('#eef'), picture('#fee')])
  const delivery = await record(boris, { signatures: 9, scans: [{ name: 'b.jpg', content: other }] })
  const unlike = await record(ana, { signatures: 5, sheets: 4, scans: [{ name: 'c.jpg', content: third }] })
  // Byte by byte the same, while neither counts: pointed at, not refused.
  const twin = await record(boris, { signatures: 8, sheets: 2 })
  const alike = async (id: string, by = ana) =>
    (await batch(id, by)).alike.map((one: { id: string; because: string }) => [one.id, one.because])
  assert.deepEqual(await alike(first), [
    [twin, 'scan'],
    [delivery, 'delivery'],
  ])
  assert.deepEqual(await alike(unlike), [])
  assert.match((await app.get(`/ro/work/paper/batches/${first}`, vera.headers)).body, /par înregistrate de două ori/)
  await count(boris, first, 9)
  const again = await post(vera, { signatures: 9, sheets: 7 })
  assert.deepEqual(
    [again.statusCode, again.json().errors.map((one: { field: string; code: string }) => `${one.field} ${one.code}`)],
    [422, ['scans petitions.paper.scans.counted']],
  )
  const late = await count(ana, twin, 8)
  assert.deepEqual([late.statusCode, late.json().code], [409, 'petitions.paper.scans.counted'])
  assert.equal((await batch(twin)).state, 'counting', 'nothing of it was kept')
  assert.equal((await shown()).paper.signatures, 9)
  // In another petition nobody knows the scan.
  const { rows } = await sql<{ n: number }>`
    SELECT count(DISTINCT content_hash)::integer AS n FROM petitions.paper_scan s JOIN petitions.paper_batch b ON b.id = s.batch_id
    WHERE b.received_on = '2026-11-23' AND s.content_hash IN (SELECT content_hash FROM petitions.paper_scan WHERE batch_id = ${first})`.execute(
    app.services.db,
  )
  assert.equal(rows[0]?.n, 1)
  await act(ana, first, 'end', { reason: 'Foile erau ale altei petiții.' })
  assert.equal((await count(ana, twin, 8)).statusCode, 200, 'sheets of an ended batch may be counted again')
})

test('two batches with one scan that are accepted at once: one of them', async () => {
  const [one, other] = [await record(ana, { signatures: 9 }), await record(ana, { signatures: 9 })]
  const replies = await Promise.all([count(boris, one, 9), count(vera, other, 9)])
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).sort(), [200, 409])
  assert.equal((await shown()).paper.signatures, 9)
})

test('statistics and downloads tell paper apart', async () => {
  await sql`UPDATE petitions.paper_batch SET state = 'ended', closed_at = now(), reason = 'Înainte de acest test' WHERE state = 'accepted'`.execute(
    app.services.db,
  )
  const accepted = await record(ana, { signatures: 12 })
  await count(boris, accepted, 12)
  await record(ana, { signatures: 99, scans: [{ name: 'b.jpg', content: await picture('#efe') }] })
  await refreshStatistics(app.services)
  const before = (await app.get('/api/v1/petitions/statistics')).json()
  assert.deepEqual(before.paper, { signatures: 12, petitions: 1 })
  assert.match((await app.get('/ro/petitions/statistics')).body, /de semnături|semnături pe hârtie/)
  const { items } = (await app.get('/petitions/statistics/petitions.json')).json()
  const row = items.find((one: { number: number }) => one.number === number)
  assert.deepEqual([row.signatures, row.signatures_paper], [0, 12])
  const { items: batches } = (await app.get('/petitions/statistics/paper.json')).json()
  const own = batches.filter((one: { petition: number }) => one.petition === number)
  assert.deepEqual(own, [
    {
      petition: number,
      authority: 'primaria-chisinau',
      signatures: 12,
      sheets: 3,
      received_on: '2026-11-23',
      counted_on: '2026-11-23',
      ended_on: null,
      ended_reason: null,
    },
  ])
  await act(ana, accepted, 'end', { reason: 'Foile erau ale altei petiții.' })
  await refreshStatistics(app.services)
  const after = (await app.get('/api/v1/petitions/statistics')).json()
  assert.deepEqual([after.paper.signatures, after.signatures], [0, before.signatures])
})

test('scans are kept encrypted, and deleted a year after closing', async () => {
  const id = await record(ana, { signatures: 9 })
  await count(boris, id, 9)
  const { rows } = await sql<{ sha256: string }>`
    SELECT sha256 FROM petitions.paper_scan WHERE batch_id = ${id}`.execute(app.services.db)
  const file = rows[0]?.sha256 as string
  const kept = await app.services.files.read(file)
  await assert.rejects(sharp(kept).metadata())
  await sql`
    UPDATE petitions.petition SET state = 'closed', closed_at = ${new Date('2027-01-01T10:00:00Z')} WHERE number = ${number}`.execute(
    app.services.db,
  )
  app.clock.set('2028-01-01T09:00:00Z')
  await forgetScans(app.services)
  assert.equal(await app.services.files.has(file), true)
  app.clock.set('2028-01-01T11:00:00Z')
  await forgetScans(app.services)
  await forgetScans(app.services)
  assert.equal(await app.services.files.has(file), false)
  const again = await moderatorOf(app, 'md', { name: 'mod', email: 'mod@example.md' })
  const { scans, signatures } = await batch(id, again)
  assert.deepEqual([scans, signatures], [[], 9])
})

/** A page in one colour, base64. */
async function picture(background: string): Promise<string> {
  const made = sharp({ create: { width: 40, height: 30, channels: 3, background } })
  return (await made.jpeg().toBuffer()).toString('base64')
}

function post(by: TestPerson, fields: Record<string, unknown>) {
  return app.postJson(
    '/api/v1/work/paper/batches',
    { number, scans: [{ name: 'foi.jpg', content: scan }], sheets: 3, receivedOn: '2026-11-23', ...fields },
    { ...by.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': `paper-${++keys}` },
  )
}

function sendForm(fields: Record<string, string>) {
  const boundary = 'punte-test-boundary'
  const part = (head: string, body: Buffer | string) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]
  return app.server.inject({
    method: 'POST',
    url: '/ro/work/paper/batches',
    headers: {
      ...ana.headers,
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([
      ...Object.entries({ ...fields, 'idempotency-key': `form-${++keys}` }).flatMap(([name, value]) =>
        part(`name="${name}"`, value),
      ),
      ...part('name="scans"; filename="foi.jpg"', Buffer.from(scan, 'base64')),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
  })
}

async function record(by: TestPerson, fields: Record<string, unknown>): Promise<string> {
  const reply = await post(by, fields)
  assert.equal(reply.statusCode, 201, reply.body)
  return reply.json().id
}

function act(by: TestPerson, id: string, what: string, body: Record<string, unknown>) {
  return app.postJson(`/api/v1/work/paper/batches/${id}/${what}`, body, {
    ...by.headers,
    'sec-fetch-site': 'same-origin',
    'idempotency-key': `paper-${++keys}`,
  })
}

const count = (by: TestPerson, id: string, signatures: number) => act(by, id, 'count', { signatures })
const batch = async (id: string, by = ana) => (await app.get(`/api/v1/work/paper/batches/${id}`, by.headers)).json()
const seen = async (by: TestPerson, id: string) =>
  (await batch(id, by)).counts.map((one: { signatures: number }) => one.signatures)
const shown = async () => (await app.get(`/api/v1/petitions/${number}`)).json()
const publicPage = async () => (await app.get(`/ro/petitions/${number}-test`)).body

async function entries(kind: string) {
  const { rows } = await sql<{ body: Record<string, unknown> }>`
    SELECT convert_from(body, 'UTF8')::jsonb AS body FROM ledger.entry WHERE kind = ${kind} ORDER BY index`.execute(
    app.services.db,
  )
  return rows.map(({ body }) => body).filter((body) => body.petition === number)
}
