import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { moderatorOf, signedIn } from '#test/people.ts'
import { countOf, openPetition } from '#test/signatures.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const parents = {
  name: 'Asociația Părinților din Buiucani',
  idno: '1 003 600 012 345',
  representative: 'Ana Lupu',
  mandate: 'Hotărârea consiliului nr. 4 din 12 noiembrie',
  maySpeak: 'yes',
}
/** With the check digit that fits. */
function idno(twelve: string): string {
  const sum = [...twelve].reduce((all, digit, at) => all + Number(digit) * ([7, 3, 1][at % 3] as number), 0)
  return `${twelve}${sum % 10}`
}
parents.idno = idno('100360001234')

test('an organisation is shown with its number and decision, apart from persons', async () => {
  const number = await openPetition(app, 'Cu organizație')
  const person = await signedIn(app, { name: 'Ana Lupu', email: 'ana@example.md' })
  const path = `/ro/petitions/${number}/supporting-organisation`
  assert.equal((await app.post(path, parents)).statusCode, 303, 'led to sign-in')
  assert.match((await app.get(path, person.headers)).body, /value="Ana Lupu"/)
  assert.equal((await app.post(path, parents, person.headers)).statusCode, 303)
  await app.post(path, { ...parents, idno: ` ${parents.idno.slice(0, 4)} ${parents.idno.slice(4)}` }, person.headers)
  const reply = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.equal(reply.signing.organisations.length, 1)
  assert.equal(reply.signing.organisations[0].idno, parents.idno)
  assert.equal('representative' in reply.signing.organisations[0], false)
  assert.equal((await countOf(app, number)).total, 0)
  const page = (await app.get(`/ro/petitions/${number}-test`)).body
  assert.match(page, /Asociația Părinților din Buiucani/)
  assert.doesNotMatch(page, /Ana Lupu/)

  const other = await signedIn(app, { name: 'Ion Popa', email: 'ion@example.md' })
  const refused = await app.post(path, parents, other.headers)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /sprijină deja petiția/)
  const { id } = reply.signing.organisations[0]
  assert.equal((await app.post(`${path}/withdrawal`, { id }, other.headers)).statusCode, 404)
  assert.equal((await app.post(`${path}/withdrawal`, { id }, person.headers)).statusCode, 303)
  assert.equal((await app.post(path, parents, other.headers)).statusCode, 303)
})

test('each wrong field is named in the reader’s language', async () => {
  const person = await signedIn(app, { name: 'Ana Lupu', email: 'ana@example.md' })
  const wrong = await app.post(
    '/ru/petitions/1/supporting-organisation',
    { name: 'А', idno: '1003600012340', representative: '', mandate: '' },
    person.headers,
  )
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /контрольная цифра не сходится|IDNO состоит/)
  const { errors } = (
    await app.postJson(
      '/api/v1/petitions/1/supporting-organisation',
      { idno: '123' },
      {
        ...person.headers,
        'sec-fetch-site': 'same-origin',
      },
    )
  ).json()
  assert.deepEqual(
    errors.map((error: { field: string }) => error.field),
    ['name', 'idno', 'representative', 'mandate', 'maySpeak'],
  )
})

test('a moderator of the place removes it with a public reason; others may not', async () => {
  const number = await openPetition(app, 'De verificat')
  const person = await signedIn(app, { name: 'Ana Lupu', email: 'ana@example.md' })
  await app.post(`/ro/petitions/${number}/supporting-organisation`, parents, person.headers)
  const [{ id }] = (await app.get(`/api/v1/petitions/${number}`)).json().signing.organisations
  const path = `/ro/petitions/${number}/supporting-organisations/${id}/removal`
  const elsewhere = await moderatorOf(app, 'md-ca', { name: 'Vera Moraru', email: 'vera@example.md' })
  for (const headers of [person.headers, elsewhere.headers]) {
    assert.equal((await app.get(path, headers)).statusCode, 403)
    assert.equal((await app.post(path, { reason: 'asked' }, headers)).statusCode, 403)
  }
  const moderator = await moderatorOf(app, 'md-cu', { name: 'Radu Ceban', email: 'radu@example.md' })
  const partial = await moderatorOf(app, 'md-cu', { name: 'Mod Semnatar', email: 'semnatar@example.md' })
  await app.post(
    `/ro/petitions/${number}/my-signature`,
    { name: 'Mod Semnatar', place: 'md-cu-botanica' },
    partial.headers,
  )
  const barred = await app.get(path, partial.headers)
  assert.equal(barred.statusCode, 403)
  assert.match(barred.body, /Susțineți sau ați semnat petiția/)
  assert.doesNotMatch(barred.body, /Ana Lupu/)
  assert.equal((await app.post(path, { reason: 'asked' }, partial.headers)).statusCode, 403)
  assert.match((await app.get('/ro/work/supporting-organisations', moderator.headers)).body, /Asociația Părinților/)
  assert.doesNotMatch(
    (await app.get('/ro/work/supporting-organisations', elsewhere.headers)).body,
    /Asociația Părinților/,
  )
  assert.match((await app.get(path, moderator.headers)).body, /Ana Lupu/)
  const { rows } = await sql`SELECT 1 FROM audit.reading WHERE mailbox_id = ${person.mailboxId}`.execute(
    app.services.db,
  )
  assert.equal(rows.length, 1, 'the reading is recorded')
  assert.equal((await app.post(path, {}, moderator.headers)).statusCode, 422)
  const replies = await Promise.all([1, 2].map(() => app.post(path, { reason: 'unproved' }, moderator.headers)))
  assert.deepEqual(replies.map((reply) => reply.statusCode).sort(), [303, 409])
  const page = (await app.get(`/ro/petitions/${number}-test`)).body
  assert.match(page, /nu mai apare printre susținători: mandatul nu a fost dovedit/)
  assert.doesNotMatch(page, /Asociația Părinților/)
  const acts = await app.deps.database.pool.query(
    `SELECT 1 FROM ${'audit.act'} WHERE act = 'petitions.remove-organisation'`,
  )
  assert.equal(acts.rows.length, 1)
})
