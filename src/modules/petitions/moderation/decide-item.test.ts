import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { everyCheck, type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { enterModeration } from './enter-moderation.ts'

let app: TestApp
let desk: ModerationDesk
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
})
after(() => app.close())

test('a petition is checked, held, published; its decision, event, act, entry and mail are kept', async () => {
  const { item, number, id } = await desk.waiting({ title: 'Un pod peste Bîc' })
  const queue = await app.get('/ro/work/moderation', desk.ana.headers)
  assert.match(queue.body, /Un pod peste Bîc/)
  assert.match(queue.body, /Primăria municipiului Chișinău/)
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).statusCode, 404)
  await desk.hold(desk.ana, item)
  assert.match((await app.get(`/ro/work/moderation/${item}`, desk.ana.headers)).body, /Nu repetă o petiție deschisă/)

  const some = await desk.decide(desk.ana, item, { decision: 'published', checks: everyCheck.slice(1) })
  assert.equal(some.statusCode, 422)
  assert.match(some.body, /trebuie bifate toate/)
  const done = await desk.decide(desk.ana, item, { decision: 'published', checks: everyCheck })
  assert.equal(done.statusCode, 303, done.body)

  const petition = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.equal(petition.state, 'open')
  assert.deepEqual(
    petition.events.map(({ kind }: { kind: string }) => kind),
    ['moderation.entered', 'moderation.published'],
  )
  assert.equal(petition.moderation.decisions[0].decision, 'published')
  assert.equal(
    await desk.count(`audit.act WHERE act = 'petitions.moderation-published' AND account_id = '${desk.ana.accountId}'`),
    1,
  )
  const [entry] = await desk.entries('petitions.moderation-decision', number)
  assert.deepEqual(Object.keys(entry ?? {}).sort(), ['day', 'decision', 'kind', 'petition', 'reason', 'text', 'v'])
  assert.equal(
    await desk.count(`lifecycle.clock WHERE name = 'moderation' AND stopped_on IS NULL AND subject_id = '${id}'`),
    0,
  )
  assert.match((await app.mails()).at(-1)?.text ?? '', /a verificat-o și a publicat-o/)
  assert.doesNotMatch((await app.get(`/ro/petitions/${number}-un-pod-peste-bic`)).body, /Ana Moderator/)
})

test('of two moderators at once one holds, and of two decisions one counts', async () => {
  const { item, number } = await desk.waiting()
  const held = await Promise.all(
    [desk.ana, desk.ion].map((one) => desk.send(`/api/v1/work/moderation/${item}/hold`, {}, one.headers)),
  )
  assert.deepEqual(held.map((one) => one.statusCode).sort(), [200, 409])
  const other = held[0]?.statusCode === 200 ? desk.ion : desk.ana
  const late = await desk.decide(other, item, { decision: 'published', checks: everyCheck })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /În lucru la alt moderator/)

  app.clock.advance(31 * 60)
  await desk.hold(other, item)
  const both = await Promise.all(
    ['published', 'refused'].map((decision) =>
      desk.decide(other, item, { decision, checks: everyCheck, reason: 'repeat', text: 'Se repetă.' }),
    ),
  )
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [303, 409])
  assert.equal(await desk.count(`petitions.moderation_decision WHERE item_id = '${item}'`), 1)
  assert.equal((await desk.entries('petitions.moderation-decision', number)).length, 1)
})

test('a double click decides once and gets the same answer', async () => {
  const { item } = await desk.waiting()
  await desk.hold(desk.ana, item)
  const both = await Promise.all(
    [1, 2].map(() => desk.decide(desk.ana, item, { decision: 'published', checks: everyCheck }, 'same-key')),
  )
  assert.deepEqual(
    both.map((one) => one.statusCode),
    [303, 303],
  )
})

test('a returned petition comes back with a clock of its own, on the same day too', async () => {
  const { item, number, id } = await desk.waiting()
  await desk.hold(desk.ana, item)
  const without = await desk.decide(desk.ana, item, { decision: 'returned', reason: 'unclear' })
  assert.match(without.body, /Scrieți explicația/)
  await desk.decide(desk.ana, item, { decision: 'returned', reason: 'unclear', text: 'Spuneți unde anume.' })
  assert.match((await app.mails()).at(-1)?.text ?? '', /Spuneți unde anume/)
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).statusCode, 404)
  const list = (await app.get('/api/v1/petitions/decisions')).json()
  assert.deepEqual([list.items[0].decision, list.items[0].petition, list.items[0].text], ['returned', null, null])

  await transact(app.services.db, async (tx) =>
    enterModeration({ ...app.services, tx, now: app.clock.now() }, { id: id, number, state: 'returned' }),
  )
  const again = await desk.openItemOf(number)
  assert.notEqual(again, item)
  assert.ok((await app.get(`/api/v1/work/moderation/${again}`, desk.ana.headers)).json().clock.daysLeft > 0)
  await assert.rejects(
    transact(app.services.db, async (tx) =>
      enterModeration({ ...app.services, tx, now: app.clock.now() }, { id: id, number, state: 'returned' }),
    ),
  )
})
