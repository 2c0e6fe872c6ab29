import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { signedIn } from '#test/people.ts'
import { lapseOverdue } from './lapse-overdue.ts'

const DAY = 86_400

let app: TestApp
let desk: ModerationDesk
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
})
after(() => app.close())

test('when the clock runs out a petition publishes itself unreviewed, unless the check stopped it', async () => {
  await signedIn(app, { name: 'Admin', email: 'admin@example.md', roles: [{ name: 'administrator' }] })
  const clean = await desk.waiting({ title: 'Curată și uitată' })
  const stopped = await desk.waiting({ title: 'Cu telefon', why: 'Sunați-l la +373 69 123 456, la orice oră.' })
  await lapseOverdue(app.services)
  assert.equal((await app.get(`/api/v1/petitions/${clean.number}`)).statusCode, 404)
  app.clock.advance(8 * DAY)
  await Promise.all([lapseOverdue(app.services), lapseOverdue(app.services)])

  const petition = (await app.get(`/api/v1/petitions/${clean.number}`)).json()
  assert.deepEqual([petition.state, petition.moderation.unreviewed], ['open', true])
  assert.match((await app.get(`/ro/petitions/${clean.number}-curata-si-uitata`)).body, /Publicată fără verificare/)
  assert.equal((await app.get(`/api/v1/petitions/${stopped.number}`)).statusCode, 404)
  const queue = (await app.get('/api/v1/work/moderation?overdue=yes', desk.ana.headers)).json()
  const kept = queue.items.find(({ number }: { number: number }) => number === stopped.number)
  assert.deepEqual([kept.stopped, kept.escalated, kept.findings[0].kind], [true, true, 'phone'])
  const letters = (await app.mails()).filter(({ to, text }) => to === 'admin@example.md' && text.includes(stopped.item))
  assert.equal(letters.length, 1)
  assert.equal((await desk.entries('petitions.moderation-decision', clean.number)).length, 1)

  const review = await desk.openItemOf(clean.number)
  await desk.hold(desk.ana, review)
  assert.equal(
    (await desk.decide(desk.ana, review, { decision: 'taken-down', reason: 'advertising', text: 'Face reclamă.' }))
      .statusCode,
    303,
  )
  assert.equal((await app.get(`/api/v1/petitions/${clean.number}`)).json().state, 'refused')
})

test('a review can confirm what the clock published', async () => {
  const { number } = await desk.waiting()
  app.clock.advance(9 * DAY)
  await lapseOverdue(app.services)
  const item = await desk.openItemOf(number)
  await desk.hold(desk.ana, item)
  assert.equal((await desk.decide(desk.ana, item, { decision: 'confirmed' })).statusCode, 303)
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).json().moderation.unreviewed, false)
})
