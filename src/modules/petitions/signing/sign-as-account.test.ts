import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { givePersonalNumber, signedIn, type TestPerson } from '#test/people.ts'
import { countOf, maria, openPetition, requestByMail, signByMail } from '#test/signatures.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const form = { name: 'Maria Rusu', place: 'md-cu-botanica' }

test('who is not signed in is led to sign-in and back; a program reads 401', async () => {
  const page = await app.get('/ro/petitions/1/my-signature')
  assert.equal(page.statusCode, 303)
  assert.match(String(page.headers.location), /sign-in\?next=%2Fro%2Fpetitions%2F1%2Fmy-signature/)
  assert.equal((await app.postJson('/api/v1/petitions/1/my-signature', form)).statusCode, 401)
})

test('signed in one signs with one form, filled in already, and sees it signed', async () => {
  const number = await openPetition(app, 'Cu contul')
  const person = await signedIn(app, maria)
  const opened = await app.get(`/ro/petitions/${number}/my-signature`, person.headers)
  assert.match(opened.body, /value="Maria Rusu"/)
  assert.equal(opened.headers['cache-control'], 'private, no-store')
  assert.equal((await sign(number, person)).statusCode, 303)
  assert.match(
    (await app.get(`/ro/petitions/${number}/my-signature`, person.headers)).body,
    /Ați semnat această petiție/,
  )
  await sign(number, person)
  await sign(number, person, { name: 'Alt Nume' })
  assert.deepEqual(await countOf(app, number), { total: 1, email: 1, strong: 0, signed: 0 })
})

test('signing by mail and with the account counts once, whichever comes first', async () => {
  const first = await openPetition(app, 'Întâi prin e-mail')
  const person = await signedIn(app, maria)
  await signByMail(app, { ...maria, email: 'MARIA@example.md', name: 'RUSU  Maria' }, first)
  assert.match((await app.get(`/ro/petitions/${first}/my-signature`, person.headers)).body, /Ați semnat/)
  await sign(first, person)
  assert.equal((await countOf(app, first)).total, 1)

  const second = await openPetition(app, 'Întâi cu contul')
  await sign(second, person)
  const receipt = await signByMail(app, maria, second)
  assert.match((await app.get(receipt)).body, /Semnătura a fost numărată/)
  assert.equal((await countOf(app, second)).total, 1)
})

test('what one gave by mail becomes the account’s own: another name then adds nobody', async () => {
  const number = await openPetition(app, 'Alt nume')
  const person = await signedIn(app, maria)
  await signByMail(app, maria, number)
  await sign(number, person)
  await sign(number, person, { name: 'Marusea Rusu' })
  assert.equal((await countOf(app, number)).total, 1)
})

test('fifty at once by one person across both ways count once', async () => {
  const number = await openPetition(app, 'Cincizeci')
  const person = await signedIn(app, maria)
  const links = [await requestByMail(app, maria, number), await requestByMail(app, maria, number)]
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      n % 2 === 0 ? sign(number, person) : app.post(links[n % 4 === 1 ? 0 : 1] as string, {}),
    ),
  )
  assert.deepEqual([...new Set(replies.map((reply) => reply.statusCode))], [303])
  assert.equal((await countOf(app, number)).total, 1)
})

test('a stronger signature replaces the weaker one, and the records say so', async () => {
  const number = await openPetition(app, 'Mai sigur')
  await signedIn(app, maria)
  const receipt = await signByMail(app, maria, number)
  const person = await strong('maria@example.md', 'Maria Rusu', 'idnp-maria')
  const offered = await app.get(`/ro/petitions/${number}/my-signature`, person.headers)
  assert.match(offered.body, /Semnați mai sigur/)
  await sign(number, person)
  await sign(number, person)
  assert.deepEqual(await countOf(app, number), { total: 1, email: 0, strong: 1, signed: 0 })
  assert.match((await app.get(receipt)).body, /înlocuită cu una mai sigură/)

  const again = await signByMail(app, maria, number)
  assert.match((await app.get(again)).body, /Cu identitate electronică/)
  await sign(number, await signedIn(app, maria))
  assert.deepEqual(await countOf(app, number), { total: 1, email: 0, strong: 1, signed: 0 })
  assert.deepEqual(await ledgerOf(number), ['confirmed email', 'replaced email', 'confirmed strong'])
})

test('a session that is strong without a personal number counts as what it is: a mailbox', async () => {
  const number = await openPetition(app, 'Fără număr')
  const person = await signedIn(app, { name: 'Dan Balan', email: 'dan@example.md', level: 'strong' })
  await sign(number, person, { name: 'Dan Balan' })
  assert.deepEqual(await countOf(app, number), { total: 1, email: 1, strong: 0, signed: 0 })
})

test('strong and by mail at the same time: one of them stands, and it is the stronger', async () => {
  for (let round = 0; round < 5; round++) {
    const number = await openPetition(app, 'Deodată')
    const person = await strong('maria@example.md', 'Maria Rusu', 'idnp-maria')
    const link = await requestByMail(app, maria, number)
    const replies = await Promise.all([
      app.post(link, {}),
      sign(number, person),
      sign(number, person),
      app.post(link, {}),
    ])
    assert.deepEqual([...new Set(replies.map((reply) => reply.statusCode))], [303])
    assert.deepEqual(await countOf(app, number), { total: 1, email: 0, strong: 1, signed: 0 })
  }
})

test('the same person from two accounts counts once; a qualified signature replaces it', async () => {
  const number = await openPetition(app, 'Două conturi')
  await sign(number, await strong('maria@example.md', 'Maria Rusu', 'idnp-maria'))
  const other = await strong('m.rusu@work.example', 'Maria Rusu', 'idnp-maria')
  await sign(number, other)
  assert.deepEqual(await countOf(app, number), { total: 1, email: 0, strong: 1, signed: 0 })
  assert.match((await app.get(`/ro/petitions/${number}/my-signature`, other.headers)).body, /Ați semnat/)
  const signed = await strong('m.rusu@work.example', 'Maria Rusu', 'idnp-maria', 'signed')
  await Promise.all([sign(number, signed), sign(number, signed), sign(number, other)])
  assert.deepEqual(await countOf(app, number), { total: 1, email: 0, strong: 0, signed: 1 })
})

test('two accounts of one person at once, one stronger: one stands', async () => {
  for (let round = 0; round < 5; round++) {
    const number = await openPetition(app, 'Două deodată')
    const first = await strong('maria@example.md', 'Maria Rusu', 'idnp-maria')
    // The number moved to another account while the first session is still open.
    await givePersonalNumber(app, first.accountId, null)
    const second = await strong('m.rusu@work.example', 'Maria Rusu', 'idnp-maria', 'signed')
    const weaker = await strongSessionOf('m.rusu@work.example', 'Maria Rusu', 'strong')
    await Promise.all([sign(number, weaker), sign(number, second), sign(number, weaker)])
    assert.deepEqual(await countOf(app, number), { total: 1, email: 0, strong: 0, signed: 1 })
  }
})

test('a mailbox gives two names by mail; a third person known by identity still counts', async () => {
  const number = await openPetition(app, 'Cutie plină')
  for (const name of ['Ion Rusu', 'Ana Rusu'])
    await signByMail(app, { ...maria, email: 'casa@example.md', name }, number)
  const weak = await signedIn(app, { name: 'Vasile Rusu', email: 'casa@example.md' })
  const refused = await sign(number, weak, { name: 'Vasile Rusu' })
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /au semnat deja doi oameni/)
  await sign(number, await strong('casa@example.md', 'Vasile Rusu', 'idnp-vasile'), { name: 'Vasile Rusu' })
  assert.deepEqual(await countOf(app, number), { total: 3, email: 2, strong: 1, signed: 0 })
})

test('what is wrong is said next to the field, in the reader’s language; a closed petition takes nothing', async () => {
  const person = await signedIn(app, maria)
  const wrong = await app.post('/ru/petitions/1/my-signature', { name: 'Мария', place: '' }, person.headers)
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Напишите и имя, и фамилию/)
  assert.match(wrong.body, /value="Мария"/)
  const closed = await openPetition(app, 'Încheiată', '2026-11-21')
  assert.equal((await sign(closed, person)).statusCode, 409)
  const page = await app.get(`/ro/petitions/${closed}/my-signature`, person.headers)
  assert.match(page.body, /nu mai primește semnături/)
  assert.doesNotMatch(page.body, /name="place"/)
})

async function sign(number: number, person: TestPerson, fields: Partial<typeof form> = {}) {
  return app.post(`/ro/petitions/${number}/my-signature`, { ...form, ...fields }, person.headers)
}

/** Signed in by an electronic identity that gave a personal number; whoever had it before has it no more. */
async function strong(email: string, name: string, idnp: string, level: 'strong' | 'signed' = 'strong') {
  const person = await strongSessionOf(email, name, level)
  await givePersonalNumber(app, person.accountId, idnp)
  return person
}

function strongSessionOf(email: string, name: string, level: 'strong' | 'signed') {
  return signedIn(app, { email, name, level })
}

async function ledgerOf(number: number): Promise<string[]> {
  const { rows } = await sql<{ body: Buffer }>`SELECT body FROM ledger.entry ORDER BY index`.execute(app.services.db)
  return rows
    .map(({ body }) => JSON.parse(body.toString()))
    .filter(({ petition, kind }) => petition === number && kind !== 'petitions.units-told')
    .map((entry) => `${entry.kind.replace('petitions.signature-', '')} ${entry.level}`)
}
