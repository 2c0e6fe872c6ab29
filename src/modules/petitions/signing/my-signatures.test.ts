import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn } from '#test/people.ts'
import { countOf, maria, openPetition, signByMail } from '#test/signatures.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('one sees what was signed from the mailbox, also without an account, newest first and in parts', async () => {
  const person = await signedIn(app, maria)
  const titles = []
  for (let n = 0; n < 23; n++) {
    const title = `Petiția a ${n}-a`
    titles.unshift(title)
    const number = await openPetition(app, title)
    app.clock.advance(1)
    if (n % 2 === 0) await signByMail(app, maria, number)
    else await app.post(`/ro/petitions/${number}/my-signature`, maria, person.headers)
  }
  const first = (await app.get('/api/v1/account/signatures', person.headers)).json()
  const second = (await app.get(`/api/v1/account/signatures?after=${first.next}`, person.headers)).json()
  const read = [...first.items, ...second.items].map((item: { petition: { title: string } }) => item.petition.title)
  assert.deepEqual(read, titles)
  assert.equal(first.total, 23)
  assert.equal(second.next, null)
  const html = await app.get('/ru/account/signatures', person.headers)
  assert.match(html.body, /Мои подписи/)
  assert.equal(html.headers['cache-control'], 'private, no-store')
})

test('from there one withdraws, and switches news on and off', async () => {
  const number = await openPetition(app, 'De retras')
  const person = await signedIn(app, { name: 'Elena Munteanu', email: 'elena@example.md' })
  await app.post(`/ro/petitions/${number}/my-signature`, { ...maria, name: 'Elena Munteanu' }, person.headers)
  const [own] = (await app.get('/api/v1/account/signatures', person.headers)).json().items
  const path = `/ro/account/signatures/${own.id}`
  assert.equal(own.wantsNews, false)
  assert.equal((await app.post(`${path}/news`, { wantsNews: 'yes' }, person.headers)).statusCode, 303)
  assert.equal((await app.get(`/api/v1/account/signatures/${own.id}`, person.headers)).json().wantsNews, true)
  await app.post(`${path}/news`, {}, person.headers)
  assert.equal((await app.get(`/api/v1/account/signatures/${own.id}`, person.headers)).json().wantsNews, false)

  assert.equal((await app.post(`${path}/withdrawal`, {}, person.headers)).statusCode, 303)
  await app.post(`${path}/withdrawal`, {}, person.headers)
  assert.match((await app.get(path, person.headers)).body, /Semnătura a fost retrasă/)
  assert.equal((await countOf(app, number)).total, 0)
  await app.post(`/ro/petitions/${number}/my-signature`, { ...maria, name: 'Elena Munteanu' }, person.headers)
  assert.equal((await countOf(app, number)).total, 1)
})

test('another person’s signature is not there, whatever the id', async () => {
  const stranger = await signedIn(app, { name: 'Ion Popa', email: 'ion@example.md' })
  const [own] = (await app.get('/api/v1/account/signatures', (await signedIn(app, maria)).headers)).json().items
  const path = `/ro/account/signatures/${own.id}`
  assert.equal((await app.get(path, stranger.headers)).statusCode, 404)
  assert.equal((await app.post(`${path}/withdrawal`, {}, stranger.headers)).statusCode, 404)
  assert.equal((await app.post(`${path}/news`, { wantsNews: 'yes' }, stranger.headers)).statusCode, 404)
  assert.equal((await app.get('/ro/account/signatures/1', stranger.headers)).statusCode, 404)
  assert.equal((await app.get('/ro/account/signatures?after=1', stranger.headers)).statusCode, 422)
})

test('after closing it stays listed and cannot be withdrawn', async () => {
  const number = await openPetition(app, 'Se încheie', '2026-12-01')
  const person = await signedIn(app, { name: 'Dan Balan', email: 'dan@example.md' })
  await app.post(`/ro/petitions/${number}/my-signature`, { ...maria, name: 'Dan Balan' }, person.headers)
  const [own] = (await app.get('/api/v1/account/signatures', person.headers)).json().items
  assert.equal(own.mayWithdraw, true)
  app.clock.set('2026-12-02T10:00:00Z')
  assert.equal((await app.get(`/api/v1/account/signatures/${own.id}`, person.headers)).json().mayWithdraw, false)
  const refused = await app.post(`/ro/account/signatures/${own.id}/withdrawal`, {}, person.headers)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /nu mai primește semnături/)
})
