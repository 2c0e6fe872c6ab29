import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { begin, submit, supportByMail, supportPath } from '#test/petitions.ts'

let app: TestApp
let ana: TestPerson

before(async () => {
  app = await testApp()
  ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
})
after(() => app.close())

test('the starter gets the private link by mail, and again when asked, a few times', async () => {
  const number = await submit(app, ana, await begin(app, ana, 'Bănci în parcul din fața gării'))
  const path = await supportPath(app, ana, number)
  const [mail, ...more] = await toAna('așteaptă susținători')
  assert.ok(mail)
  assert.equal(more.length, 0)
  assert.match(mail.subject, /Bănci în parcul/)
  assert.match(mail.text, /5 susținători până la 22\u00a0decembrie 2026/)
  for (const part of [mail.text, mail.html]) {
    assert.ok(part.includes(`http://punte.test${path}`), part)
    assert.ok(part.includes(`http://punte.test/ro/petitions/${number}/mine`), part)
  }
  assert.equal((await app.get(path)).statusCode, 200)

  const own = (await app.get(`/ro/petitions/${number}/mine`, ana.headers)).body
  const action = `/ro/petitions/${number}/mine/support-link-mail`
  assert.ok(own.includes(`action="${action}"`))
  const ion = await signedIn(app, { name: 'Ion Rusu', email: 'ion@example.md' })
  assert.equal((await app.post(action, {}, ion.headers)).statusCode, 404)
  for (let n = 0; n < 3; n++) {
    const again = await app.post(action, {}, ana.headers)
    assert.deepEqual([again.statusCode, again.headers.location], [303, action])
  }
  assert.match((await app.get(action, ana.headers)).body, /V-am trimis linkul/)
  assert.equal((await app.post(action, {}, ana.headers)).statusCode, 429)
  assert.equal((await toAna('așteaptă susținători')).length, 4)
})

test('the starter is told once that the last supporter has come, and until when it is decided', async () => {
  const number = await submit(app, ana, await begin(app, ana, 'Iluminat pe drumul spre gimnaziu'))
  const path = await supportPath(app, ana, number)
  const people = ['Ion Rusu', 'Elena Balan', 'Dan Ceban', 'Maria Lungu', 'Petru Rotaru', 'Vera Munteanu']
  for (const [at, name] of people.entries()) {
    assert.equal((await toAna('are destui susținători')).length, at < 5 ? 0 : 1, name)
    await supportByMail(app, path, { name, email: `om${at}@example.md` })
  }
  const [mail, ...more] = await toAna('are destui susținători')
  assert.equal(more.length, 0)
  assert.ok(mail)
  const { rows } = await app.deps.database.pool.query(
    `SELECT i.due_on FROM petitions.moderation_item i JOIN petitions.petition p ON p.id = i.petition_id WHERE p.number = ${number}`,
  )
  const day = dayInWords(new Date(rows[0].due_on).toISOString().slice(0, 10), 'ro')
  for (const part of [mail.text, mail.html]) {
    assert.match(part, /are cei 5 susținători necesari și a ajuns la un moderator/)
    assert.ok(part.includes(`decide până la ${day}`), part)
    assert.ok(part.includes(`http://punte.test/ro/petitions/${number}/mine`))
  }

  await app.deps.database.pool.query(`UPDATE petitions.petition SET state = 'returned' WHERE number = ${number}`)
  const own = (await app.get(`/ro/petitions/${number}/mine`, ana.headers)).body
  assert.doesNotMatch(own, /support-link-mail/)
  const refused = await app.post(`/ro/petitions/${number}/mine/support-link-mail`, {}, ana.headers)
  assert.equal(refused.statusCode, 409)
})

async function toAna(subject: string) {
  return (await app.mails()).filter((mail) => mail.to === 'ana@example.md' && mail.subject.includes(subject))
}
