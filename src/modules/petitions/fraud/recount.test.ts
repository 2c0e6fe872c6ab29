import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, givePersonalNumber, signedIn, type TestPerson } from '#test/people.ts'
import { countOf, openPetition, requestByMail, signByMail } from '#test/signatures.ts'
import { restoreJob, setAsideJob } from './run-invalidation.ts'

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
  moderator = await signedIn(app, {
    name: 'Mod Erator',
    email: 'mod@example.org',
    roles: [{ name: 'moderator', placeKey: 'md' }],
  })
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

interface Entry {
  kind: string
  petition: number
  unit: string
  level: 'email' | 'strong' | 'signed'
  counts: { unit: string; level: 'email' | 'strong' | 'signed'; signatures: number }[]
}

/** As an outsider recounts: from the entries alone. */
async function recount() {
  const { rows } = await sql<{ body: Buffer }>`SELECT body FROM ledger.entry ORDER BY index`.execute(app.services.db)
  const by = { email: 0, strong: 0, signed: 0 }
  for (const { body } of rows) {
    const entry = JSON.parse(body.toString()) as Entry
    if (entry.petition !== number) continue
    if (entry.kind === 'petitions.signature-confirmed') by[entry.level] += 1
    if (['petitions.signature-withdrawn', 'petitions.signature-replaced'].includes(entry.kind)) by[entry.level] -= 1
    const sign = { 'petitions.signatures-set-aside': -1, 'petitions.signatures-restored': 1 }[entry.kind]
    if (sign) for (const { level, signatures } of entry.counts) by[level] += sign * signatures
  }
  return { total: by.email + by.strong + by.signed, ...by }
}

async function same(total: number, step: string): Promise<void> {
  const counted = await countOf(app, number)
  assert.equal(counted.total, total, step)
  assert.deepEqual(await recount(), counted, step)
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE p.number = ${number} AND s.ended_at IS NULL AND s.hold_id IS NULL`.execute(app.services.db)
  assert.equal(Number(rows[0]?.n), total, `${step}: rows that stand`)
}

test('after every way of ending, holding, erasing and coming back the ledger alone gives the public count', async () => {
  const withdrawn = await byMail('Vera Retrasă', 'vera@gmail.com')
  await byMail('Ion Rămâne', 'ion@gmail.com')
  await same(2, 'given')

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
  await app.post(`${receipts[4]}/withdrawal`, {})
  await same(5, 'a held one withdrawn')
  const hold = (await app.get('/api/v1/work/fraud', moderator.headers)).json().holds[0]
  assert.equal((await app.post(`/ro/work/fraud/holds/${hold.id}/release`, {}, moderator.headers)).statusCode, 303)
  await same(7, 'released')

  const asked = await app.post(
    '/ro/work/fraud/invalidations',
    { number: String(number), name: 'robot*', reason: 'automated', 'idempotency-key': 'recount' },
    moderator.headers,
  )
  const id = String(asked.headers.location).split('/').at(-1) as string
  const act = (what: string) => app.post(`/ro/work/fraud/invalidations/${id}/${what}`, {}, moderator.headers)
  assert.equal((await act('run')).statusCode, 303)
  await setAsideJob.run(app.services, { id })
  await same(3, 'set aside')
  await byMail('Robot ab', 'bot0@ferma.example')
  const again = (await countOf(app, number)).total
  assert.equal((await act('restoration')).statusCode, 303)
  await restoreJob.run(app.services, { id })
  await same(again + 3, 'restored, but for who signed anew')
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
  const insider = await signedIn(app, {
    name: 'Mod Semnatar',
    email: 'semnatar@gmail.com',
    roles: [{ name: 'moderator', placeKey: 'md' }],
  })
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
