import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { forgetReports } from './forget-reports.ts'

let app: TestApp
let desk: ModerationDesk
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
})
after(() => app.close())

test('reports feed one item, desk.count once a source, reason and day, and are limited', async () => {
  const { number, id } = await desk.published()
  const report = (fields: Record<string, string>) => app.post(`/ro/petitions/${number}/flag`, fields)
  assert.equal((await report({})).statusCode, 422)
  assert.match((await report({ reason: 'other' })).body, /Scrieți ce este în neregulă/)
  for (let n = 0; n < 3; n++) {
    const sent = await report({ reason: 'insult', text: `de ${n} ori` })
    assert.equal(sent.statusCode, 303, sent.body)
    assert.match((await app.get(String(sent.headers.location))).body, /Am primit semnalarea/)
  }
  await report({ reason: 'child' })
  const item = await desk.openItemOf(number)
  const view = (await app.get(`/api/v1/work/moderation/${item}`, desk.ana.headers)).json()
  assert.deepEqual([view.kind, view.about.flags.length], ['flags', 2])
  const codes = []
  for (let n = 0; n < 12; n++) codes.push((await report({ reason: 'advertising' })).statusCode)
  assert.equal(codes.at(-1), 429)
  assert.equal(await desk.count(`petitions.flag WHERE item_id = '${item}'`), 3)

  await desk.hold(desk.ana, item)
  assert.match((await desk.decide(desk.ana, item, { decision: 'masked' })).body, /Întâi ascundeți partea/)
  assert.equal((await desk.decide(desk.ana, item, { decision: 'kept' })).statusCode, 303)
  const written = () => desk.count(`petitions.flag WHERE item_id = '${item}' AND text IS NOT NULL`)
  await forgetReports(app.services)
  assert.equal(await written(), 1)
  app.clock.advance(3600)
  await report({ reason: 'insult' })
  assert.equal(await desk.count(`petitions.moderation_item WHERE petition_id = '${id}' AND closed_at IS NULL`), 0)
  const hidden = await desk.waiting()
  assert.equal((await app.get(`/ro/petitions/${hidden.number}/flag`)).statusCode, 404)
  app.clock.advance(91 * 86_400)
  await forgetReports(app.services)
  assert.equal(await written(), 0)
  assert.equal(await desk.count(`petitions.flag WHERE item_id = '${item}'`), 3)
})

test('what is taken down already is reported again and not offered to be taken down', async () => {
  const { number } = await desk.published()
  const reported = async (reason: string) => {
    app.clock.advance(3600)
    await app.post(`/ro/petitions/${number}/flag`, { reason })
    const item = await desk.openItemOf(number)
    await desk.hold(desk.ana, item)
    return { item, page: (await app.get(`/ro/work/moderation/${item}`, desk.ana.headers)).body }
  }
  const takenDown = { decision: 'taken-down', reason: 'repeat', text: 'Se repetă.' }
  const first = await reported('insult')
  assert.match(first.page, /value="taken-down"/)
  assert.equal((await desk.decide(desk.ana, first.item, takenDown)).statusCode, 303)
  const second = await reported('child')
  assert.doesNotMatch(second.page, /value="taken-down"/)
  const again = await desk.decide(desk.ana, second.item, takenDown)
  assert.equal(again.statusCode, 422)
  assert.match(again.body, /Această decizie nu se poate lua aici/)
  assert.equal((await desk.decide(desk.ana, second.item, { decision: 'kept' })).statusCode, 303)
})
