import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { transact } from '#kernel/database/transact.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { type TestApp, testApp } from '#test/app.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('the newest mails stand open, older ones are folded under their subjects, each with its link', async () => {
  for (let n = 0; n < 7; n++) {
    const mail = {
      to: 'maria@example.md',
      subject: `Scrisoarea ${n}`,
      text: `Deschideți: ${app.origin}/ro/${n}`,
      html: '',
    }
    await transact(app.services.db, (tx) => queueMails(tx, [mail], app.clock.now()))
    app.clock.advance(60)
  }
  const page = (await app.get('/ro/demo/mail')).body
  const subjects = (element: string) =>
    [...page.matchAll(new RegExp(`<${element}[^>]*>Scrisoarea (\\d)<`, 'g'))].map(([, n]) => n)
  assert.deepEqual(subjects('h2'), ['6', '5', '4', '3', '2'])
  assert.deepEqual(subjects('summary'), ['1', '0'])
  assert.match(page.slice(page.indexOf('>Scrisoarea 0<')), /href="http:\/\/punte\.test\/ro\/0"/)
})
