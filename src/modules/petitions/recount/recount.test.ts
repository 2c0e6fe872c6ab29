import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { openPetition, signByMail } from '#test/signatures.ts'
import { loseEntry } from '#test/tampering.ts'
import petitions from '../module.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'
import { addEntry, type Recounted, readEntry } from './recount.ts'
import { checkCounts, recountNew } from './recount-log.ts'

let app: TestApp
let administrator: TestPerson
let number = 0
let other = 0

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  administrator = await signedIn(app, {
    name: 'Ad Ministra',
    email: 'ad@example.md',
    roles: [{ name: 'administrator' }],
  })
  number = await openPetition(app, 'De verificat')
  other = await openPetition(app, 'Neatinsă')
  for (const [name, to] of [
    ['Ana Unu', number],
    ['Ion Doi', number],
    ['Eva Trei', number],
    ['Dan Patru', other],
  ] as const)
    await signByMail(app, { name, email: `${name.slice(0, 3)}@gmail.com`, place: 'md-cu-botanica', consent: 'yes' }, to)
  await app.fold()
  await addListing(number)
  await recountNew(app.services)
})
after(() => app.close())

const addListing = (of: number) =>
  sql`
    INSERT INTO petitions.listing (petition_id, state, lang, topic, place_path, authority_ids, listed_at, changed_at, closes_on, awaits_answer,
      answered, signatures, signatures_week)
    SELECT id, 'open', 'ro', 'roads', '{md}', '{}', ${app.clock.now()}, ${app.clock.now()}, closes_on, false, false, email, email
    FROM petitions.petition JOIN petitions.signature_count ON petition_id = id WHERE number = ${of}`.execute(
    app.services.db,
  )
const run = (query: string) =>
  app.deps.database.pool.query(
    query.replaceAll('$petition', `(SELECT id FROM petitions.petition WHERE number = ${number})`),
  )
const count = async (of = number) => (await app.get(`/api/v1/petitions/${of}`)).json().count
const page = async () => (await app.get(`/ro/petitions/${number}-test`)).body
const ready = async () => {
  const reply = await app.get('/readyz')
  return [reply.statusCode, reply.json()]
}
const open = async () =>
  (await app.get('/api/v1/work/recount', administrator.headers))
    .json()
    .open.map((one: { petition: { number: number } | null; place: string }) => [
      one.petition?.number ?? null,
      one.place,
    ])

test('beside the count stands that it was recounted, from how many entries and when', async () => {
  const { recounted } = await count()
  const { rows } = await run('SELECT next_index FROM ledger.log')
  assert.deepEqual(recounted, {
    index: rows[0].next_index,
    at: '2026-11-23T08:00:00.000Z',
    total: 3,
    email: 3,
    strong: 0,
    signed: 0,
  })
  assert.match(
    await page(),
    /Renumărat din registrul public: 3 semnături, 23\u00a0noiembrie 2026.*primele \d+ înregistrări/,
  )
  const listed = (await app.get('/api/v1/petitions'))
    .json()
    .items.find((one: { number: number }) => one.number === number)
  assert.deepEqual(listed.recounted, recounted)
  const short = new RegExp(`renumărat 23\u00a0nov. 2026, ${recounted.index} (de )?înregistrări`)
  assert.match((await app.get(`/ro/petitions/${number}/embed`)).body, short)
  // Statistics are sums over all petitions, as of when they were made.
  await refreshStatistics(app.services)
  assert.equal((await app.get('/api/v1/petitions/statistics')).json().recounted.total, 4)
  assert.match((await app.get('/ro/petitions/statistics')).body, short)
})

test('a list says once how its numbers were recounted, and beside a row only what differs', async () => {
  const list = async (lang = 'ro') => (await app.get(`/${lang}/petitions`)).body.replaceAll('\u00a0', ' ')
  // What the house itself begins with was never signed, so nothing of it is recounted.
  await run('DELETE FROM petitions.listing WHERE petition_id <> $petition')
  const times = (text: string, part: RegExp) => [...text.matchAll(part)].length
  assert.equal(times(await list(), /renumărate din registrul public: 23 nov\. 2026, \d+ (?:de )?înregistrări\./g), 1)
  assert.doesNotMatch(await list(), /row-note/)
  for (const lang of ['ru', 'en']) assert.equal(times(await list(lang), /пересчитаны по|are recounted from/g), 1)
  const listed = `petition_id IN (SELECT petition_id FROM petitions.listing) AND petition_id <> $petition`
  await addListing(other)
  // The log named one of them since the other was recounted, on the same day.
  await run(`UPDATE petitions.recount SET recounted_index = recounted_index + 1 WHERE ${listed}`)
  for (const [lang, said] of [
    ['ro', 'renumărate din registrul public: 23 nov. 2026.'],
    ['ru', 'пересчитаны по публичному журналу: 23 нояб. 2026'],
    ['en', 'recounted from the public log: 23 Nov 2026.'],
  ] as const)
    assert.ok((await list(lang)).includes(said), lang)
  await run(`UPDATE petitions.recount SET recounted_index = recounted_index - 1 WHERE ${listed}`)
  await run(`UPDATE petitions.recount SET recounted_at = recounted_at - interval '3 days' WHERE ${listed}`)
  assert.match(await list(), /între 20 nov\. 2026 și 23 nov\. 2026\./)
  await run(`UPDATE petitions.recount SET recounted_email = recounted_email + 1 WHERE ${listed}`)
  assert.match(await list(), /23 nov\. 2026, \d+ (?:de )?înregistrări; unde nu, scrie lângă număr\./)
  assert.equal(times(await list(), /încă nerenumărat/g), 1)
  await run(
    `UPDATE petitions.recount SET recounted_email = recounted_email - 1, recounted_at = recounted_at + interval '3 days' WHERE ${listed}`,
  )
  await run(`DELETE FROM petitions.listing WHERE petition_id <> $petition`)
})

test('the mark waits while the count beside it is behind', async () => {
  const before = (await count(other)).recounted
  await signByMail(app, { name: 'Lia Cinci', email: 'lia@gmail.com', place: 'md-ba', consent: 'yes' }, other)
  await recountNew(app.services)
  assert.deepEqual((await count(other)).recounted, before)
  await app.fold()
  await recountNew(app.services)
  assert.equal((await count(other)).recounted.total, 2)
})

const edits: { place: string; edit: string; heal: string; soon: boolean }[] = [
  {
    place: 'count',
    edit: 'UPDATE petitions.signature_count SET email = email + 1 WHERE petition_id = $petition',
    heal: 'UPDATE petitions.signature_count SET email = email - 1 WHERE petition_id = $petition',
    soon: true,
  },
  {
    place: 'count',
    edit: 'UPDATE petitions.signature_count SET email = email - 1, strong = strong + 1 WHERE petition_id = $petition',
    heal: 'UPDATE petitions.signature_count SET email = email + 1, strong = strong - 1 WHERE petition_id = $petition',
    soon: true,
  },
  {
    place: 'listing',
    edit: 'UPDATE petitions.listing SET signatures = 300 WHERE petition_id = $petition',
    heal: 'UPDATE petitions.listing SET signatures = 3 WHERE petition_id = $petition',
    soon: true,
  },
  {
    place: 'totals',
    edit: 'UPDATE petitions.signature_total SET signatures = signatures + 1 WHERE petition_id = $petition',
    heal: 'UPDATE petitions.signature_total SET signatures = signatures - 1 WHERE petition_id = $petition',
    soon: false,
  },
  {
    place: 'totals',
    edit: 'UPDATE petitions.signature_total SET day = day - 1 WHERE petition_id = $petition',
    heal: 'UPDATE petitions.signature_total SET day = day + 1 WHERE petition_id = $petition',
    soon: false,
  },
  {
    place: 'days',
    edit: 'UPDATE petitions.day_count SET signatures = signatures + 1 WHERE petition_id = $petition',
    heal: 'UPDATE petitions.day_count SET signatures = signatures - 1 WHERE petition_id = $petition',
    soon: false,
  },
  {
    place: 'days',
    edit: 'UPDATE petitions.day_count SET day = day - 1 WHERE petition_id = $petition',
    heal: 'UPDATE petitions.day_count SET day = day + 1 WHERE petition_id = $petition',
    soon: false,
  },
  {
    place: 'units',
    edit: "UPDATE petitions.unit_count SET unit_key = 'md-ba' WHERE petition_id = $petition",
    heal: "UPDATE petitions.unit_count SET unit_key = 'md-cu' WHERE petition_id = $petition",
    soon: false,
  },
  {
    place: 'rows',
    edit: "UPDATE petitions.signature SET ended_at = confirmed_at, ended_by = 'withdrawn' WHERE petition_id = $petition AND name = 'Ana Unu'",
    heal: "UPDATE petitions.signature SET ended_at = NULL, ended_by = NULL WHERE petition_id = $petition AND name = 'Ana Unu'",
    soon: false,
  },
]

for (const { place, edit, heal, soon } of edits)
  test(`a row edited by hand is found, named, and healed: ${edit.slice(0, 90)}`, async () => {
    await run(edit)
    await (soon ? recountNew : checkCounts)(app.services)
    assert.deepEqual(await open(), [[number, place]])
    assert.notEqual((await count()).disagrees, null)
    assert.equal((await count(other)).disagrees, null)
    assert.match(await page(), /Numerele nu se potrivesc/)
    assert.doesNotMatch(await page(), /Renumărat din registrul public/)
    for (const path of ['/ro/petitions', `/ro/petitions/${number}/embed`, '/ro/petitions/statistics'])
      assert.match((await app.get(path)).body, /Numerele nu se potrivesc/, path)
    const health = await app.get('/ro/work/health', administrator.headers)
    assert.match(health.body, new RegExp(`Petiția ${number}: numărul de semnături nu se potrivește`))
    assert.match((await app.get('/metrics')).body, /punte_petitions_recount_differences 1\n/)
    assert.deepEqual(await ready(), [200, { status: 'ok', alarms: ['petitions.count-differs'] }])
    await run(heal)
    await (soon ? recountNew : checkCounts)(app.services)
    assert.deepEqual(await open(), [])
    assert.equal((await count()).disagrees, null)
    assert.match(await page(), /Renumărat din registrul public/)
    assert.deepEqual(await ready(), [200, { status: 'ok', alarms: [] }])
  })

test('a lost entry of the log is found: the log has a gap and its petition disagrees', async () => {
  const putBack = await loseEntry(app, 'petitions.signature-confirmed')
  await checkCounts(app.services)
  const found = await open()
  for (const place of ['count', 'listing', 'rows', 'totals', 'days', 'units'])
    assert.ok(
      found.some((one: unknown[]) => one[0] === number && one[1] === place),
      place,
    )
  assert.ok(found.some((one: unknown[]) => one[0] === null && one[1] === 'log'))
  assert.match((await app.get('/ro/work/health', administrator.headers)).body, /Registrul public însuși nu este întreg/)
  assert.deepEqual((await ready())[1].alarms, ['petitions.count-differs', 'petitions.log-not-whole'])
  await putBack()
  await checkCounts(app.services)
  assert.deepEqual(await open(), [])
  assert.equal((await app.get('/api/v1/work/recount', administrator.headers)).json().healed.length > 6, true)
})

test('alarms that cannot be asked for do not make a process unready', async () => {
  const { alarms } = petitions
  petitions.alarms = [() => Promise.reject(new Error('statement timeout'))]
  try {
    assert.deepEqual(await ready(), [200, { status: 'ok', alarms: null }])
  } finally {
    petitions.alarms = alarms as NonNullable<typeof alarms>
  }
})

test('an administrator asks for the check, nobody else', async () => {
  const citizen = await signedIn(app, { name: 'Ion Munteanu', email: 'ion.m@example.md' })
  assert.equal((await app.get('/ro/work/recount', citizen.headers)).statusCode, 403)
  assert.equal((await app.post('/ro/work/recount/checks', {}, citizen.headers)).statusCode, 403)
  assert.equal((await app.post('/ro/work/recount/checks', {}, administrator.headers)).statusCode, 303)
  const { rows } = await run(
    "SELECT task_identifier FROM graphile_worker.jobs WHERE task_identifier = 'petitions.check-counts'",
  )
  assert.equal(rows.length, 1)
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/work/recount`, administrator.headers)).statusCode, 200)
})

test('an entry of a kind that no manifest declares is refused', async () => {
  await assert.rejects(
    transact(app.services.db, async (tx) => {
      appendEntries(tx, [{ kind: 'petitions.made-up', v: 1 }], app.clock.now())
    }),
    /petitions\.made-up/,
  )
})

test('an entry that says nothing readable counts nobody', () => {
  const sums = new Map<number, Recounted>()
  const add = (entry: unknown) =>
    addEntry(sums, sums.size, readEntry(Buffer.from(typeof entry === 'string' ? entry : JSON.stringify(entry))))
  const confirmed = { kind: 'petitions.signature-confirmed', v: 2, petition: 1 }
  assert.equal(add('{'), false)
  assert.equal(add('null'), false)
  assert.equal(add({ ...confirmed, level: 'toString' }), false)
  assert.equal(
    add({ kind: 'petitions.signatures-set-aside', v: 2, petition: 1, counts: [{ level: 'email', signatures: '1' }] }),
    false,
  )
  assert.equal(add({ kind: 'toString', v: 1, petition: 1 }), true)
  assert.equal(add({ ...confirmed, level: 'email' }), true)
  assert.equal(
    add({
      kind: 'petitions.signatures-set-aside',
      v: 1,
      petition: 1,
      counts: [{ unit: 'md-ba', level: 'email', signatures: 1 }],
    }),
    true,
  )
  const { namedIn, ...numbers } = sums.get(1) as Recounted
  assert.deepEqual(numbers, { email: 0, strong: 0, signed: 0, paper: 0 })
})
