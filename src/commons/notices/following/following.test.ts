import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { addIdeaComment } from '#test/discussions.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { linkTo } from '#test/petitions.ts'
import { sendDigests } from './send-digests.ts'
import { settingsToken } from './settings-link.ts'

let app: TestApp
let process: Process
let maria: TestPerson

before(async () => {
  app = await testApp({ now: '2026-11-24T05:00:00Z' })
})
after(() => app.close())
beforeEach(async () => {
  // Another day, so that it has its own digests.
  app.clock.advance(86_400)
  process = await makeBudget(app)
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  await sql`DELETE FROM notices.subscription`.execute(app.services.db)
  await sql`DELETE FROM notices.preference`.execute(app.services.db)
})

test('who follows a process and its place hears of it once, in one letter a day', async () => {
  for (const path of [`processes/${process.number}`, 'places/md-cu'])
    assert.equal((await app.post(`/ro/follow/${path}`, {}, maria.headers)).statusCode, 303)
  assert.match((await app.get(`/ro/follow/processes/${process.number}`, maria.headers)).body, /Urmăriți aceasta/)
  app.clock.advance(60)
  await addIdea(app, process)
  await goToPhase(app, process, 'review')
  const letters = await digests(600)
  assert.equal(letters.length, 1)
  const [letter] = letters
  assert.equal(letter?.to, 'maria@example.md')
  assert.equal(letter?.text.split('Bugetul civil al Chișinăului').length, 2, 'named once')
  assert.match(letter?.text ?? '', /– A început etapa „Verificare”/)
  assert.match(letter?.headers['list-unsubscribe'] ?? '', /\/ro\/digest-off\//)
  assert.deepEqual(await digests(60), [], 'once a day')
  app.clock.advance(86_400)
  assert.deepEqual(await digests(), [], 'nothing happened')
})

test('an address without an account follows an idea after its mail was confirmed, and hears in its language', async () => {
  const idea = await addIdea(app, process)
  const email = 'ion@example.md'
  assert.equal((await app.post(`/ru/follow/ideas/${idea.number}`, { email })).statusCode, 303)
  assert.equal((await app.get(`/ru/follow/ideas/${idea.number}/asked`)).statusCode, 200)
  app.clock.advance(60)
  assert.deepEqual(await subscribers(), [])
  assert.equal((await app.post(await linkTo(app, email), {})).statusCode, 303)
  app.clock.advance(60)
  await addIdeaComment(app, idea)
  const [letter] = await digests(86_400)
  assert.equal(letter?.to, email)
  assert.match(letter?.text ?? '', /1 новый комментарий/)
  assert.match(letter?.text ?? '', new RegExp(`/ru/ideas/${idea.number}-`))
})

test('nobody hears of what happened before they followed, nor of what they do not follow', async () => {
  const [followed, other] = [await addIdea(app, process), await addIdea(app, process)]
  await addIdeaComment(app, followed)
  app.clock.advance(60)
  await app.post(`/ro/follow/ideas/${followed.number}`, {}, maria.headers)
  app.clock.advance(60)
  await addIdeaComment(app, other)
  assert.deepEqual(await digests(600), [])
  const { rows } = await sql`SELECT 1 FROM notices.digest WHERE day = ${today()}`.execute(app.services.db)
  assert.equal(rows.length, 0, 'nobody who has nothing to get is looked at')
})

test('the link in a letter shows what one follows and changes it without signing in; one click stops all', async () => {
  const idea = await addIdea(app, process)
  await app.post(`/ro/follow/ideas/${idea.number}`, {}, maria.headers)
  const token = settingsToken(app.services.secrets.session, maria.mailboxId)
  const page = await app.get(`/ro/following/${token}`)
  assert.match(page.body, /Bănci noi în parcul Alunelul/)
  assert.equal((await app.post(`/ro/following/${token}`, { frequency: 'weekly' })).statusCode, 303)
  assert.equal((await app.get('/api/v1/account/following', maria.headers)).json().frequency, 'weekly')
  assert.equal((await app.post(`/ro/following/${token}`, { frequency: 'hourly' })).statusCode, 422)

  const clicked = await app.server.inject({
    method: 'POST',
    url: `/ro/digest-off/${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })
  assert.equal(clicked.statusCode, 200)
  app.clock.advance(60)
  await addIdeaComment(app, idea)
  assert.deepEqual(await digests(600), [])

  const mine = (await app.get('/api/v1/account/following', maria.headers)).json()
  const subscription = mine.kinds[0].subjects[0].id
  const ion = await signedIn(app, { name: 'Ion', email: 'ion.r@example.md' })
  await app.post('/ro/account/following/end', { subscription }, ion.headers)
  assert.equal((await subscribers()).length, 1, 'nobody ends another person’s')
  await app.post(`/ro/following/${token}/end`, { subscription })
  assert.deepEqual(await subscribers(), [])
  assert.equal((await app.get('/ro/following/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).statusCode, 404)
})

test('a weekly reader gets one letter on Monday with all of the week', async () => {
  // A Monday first, so that the week before is told already.
  while (new Date(app.clock.now()).getUTCDay() !== 1) app.clock.advance(86_400)
  await sendDigests(app.services)
  process = await makeBudget(app)
  const idea = await addIdea(app, process)
  await app.post(`/ro/follow/ideas/${idea.number}`, {}, maria.headers)
  await app.post('/ro/account/following', { frequency: 'weekly' }, maria.headers)
  app.clock.advance(86_400)
  await addIdeaComment(app, idea)
  for (let day = 2; day <= 6; day++) assert.deepEqual(await digests(86_400), [], `day ${day}`)
  assert.equal((await digests(86_400)).length, 1)
})

test('a round that was broken off goes on and tells nobody twice', async () => {
  const idea = await addIdea(app, process)
  const people = await Promise.all(
    [1, 2, 3].map((at) => signedIn(app, { name: `Om ${at}`, email: `om${at}@example.md` })),
  )
  for (const { headers } of people) await app.post(`/ro/follow/ideas/${idea.number}`, {}, headers)
  app.clock.advance(60)
  await addIdeaComment(app, idea)
  assert.equal((await digests(600)).length, 3)
  // As if it had been killed after one letter.
  await sql`UPDATE notices.digest_round SET finished_at = NULL WHERE day = ${today()}`.execute(app.services.db)
  await sql`UPDATE notices.digest SET sent_at = NULL WHERE day = ${today()} AND mailbox_id <> ${people[0]?.mailboxId}`.execute(
    app.services.db,
  )
  assert.deepEqual((await digests()).map(({ to }) => to).sort(), ['om2@example.md', 'om3@example.md'])
})

const today = () => app.clock.now().toISOString().slice(0, 10)

/** What the job sends some seconds from now. */
async function digests(seconds = 0) {
  const before = (await app.mails()).length
  app.clock.advance(seconds)
  await sendDigests(app.services)
  return (await app.mails()).slice(before)
}

async function subscribers() {
  const { rows } = await sql`SELECT mailbox_id FROM notices.subscription WHERE ended_at IS NULL`.execute(
    app.services.db,
  )
  return rows
}
