import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { tellTokenEnds } from './tell-ends.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const make = async (ana: TestPerson, name: string, days: string) => {
  const made = await app.post('/ro/account/tokens', { name, days, key: name }, ana.headers)
  assert.equal(made.statusCode, 200)
}
const told = async () =>
  (await app.mails()).filter(({ subject }) => subject.includes('expiră')).map(({ subject }) => subject)

test('the owner of a token hears once, a week before it ends, even when two processes tell', async () => {
  const ana = await signedIn(app, { name: 'Ana', email: 'ana@example.md' })
  await make(ana, 'raport', '30')
  await make(ana, 'anual', '365')
  await make(ana, 'inchis', '30')
  const { items } = (await app.get('/api/v1/account/tokens', ana.headers)).json()
  const closed = items.find(({ name }: { name: string }) => name === 'inchis')
  await app.post(`/ro/account/tokens/${closed.id}/ending`, {}, ana.headers)
  await tellTokenEnds(app.services)
  assert.deepEqual(await told(), [], 'not yet')
  app.clock.advance(24 * 86_400)
  await Promise.all([tellTokenEnds(app.services), tellTokenEnds(app.services)])
  assert.deepEqual(await told(), ['Cheia „raport” expiră în curând'])
  const mail = (await app.mails()).at(-1)
  assert.equal(mail?.to, 'ana@example.md')
  assert.match(mail?.text ?? '', /http:\/\/punte\.test\/ro\/account\/tokens/)
  await tellTokenEnds(app.services)
  assert.equal((await told()).length, 1)
})

test('what ended already is told of by nobody', async () => {
  await make(await signedIn(app, { name: 'Ion', email: 'ion@example.md' }), 'trecut', '30')
  app.clock.advance(31 * 86_400)
  await tellTokenEnds(app.services)
  assert.equal((await told()).length, 1)
})
