import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { forgetSentMails } from '#kernel/mail/forget-sent.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { forgetRequests } from './forget-requests.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const maria = { name: 'Maria Rusu', email: 'maria@example.md', place: 'md-cu-botanica', consent: 'yes' }
const count = async (table: string) =>
  Number((await app.deps.database.pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count)

test('a request that nobody confirms is gone after its seven days, its mail after thirty', async () => {
  await app.post('/ro/petitions/1/signature-request', maria)
  await app.mails()
  app.clock.advance(7 * 86_400 - 60)
  await forgetRequests(app.services)
  assert.equal(await count('petitions.signature_request'), 1)
  app.clock.advance(60)
  await forgetRequests(app.services)
  assert.equal(await count('petitions.signature_request'), 0)

  app.clock.advance(22 * 86_400)
  await forgetSentMails(app.services)
  assert.equal(await count('kernel.mail'), 1)
  app.clock.advance(2 * 86_400)
  await forgetSentMails(app.services)
  assert.equal(await count('kernel.mail'), 0)
})
