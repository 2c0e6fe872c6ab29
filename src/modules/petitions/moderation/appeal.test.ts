import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { everyCheck, type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import type { TestPerson } from '#test/people.ts'
import { closePetition } from '../signing/close-petitions.ts'
import { letStand } from './let-stand.ts'

const DAY = 86_400

let app: TestApp
let desk: ModerationDesk
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
})
after(() => app.close())

test('a refusal that demands it hides the text in HTML, JSON and search, and shows its reason', async () => {
  const { item, number } = await desk.refused('insult', {
    title: 'Primarul Xulescu este altfel',
    why: 'Un Xulescu mare cât casa.',
  })
  const json = await app.get(`/api/v1/petitions/${number}`)
  const html = await app.get(`/ro/petitions/${number}-ascuns-insulta`)
  assert.equal(html.statusCode, 200)
  for (const body of [
    json.body,
    html.body,
    (await app.get('/ro/petitions')).body,
    (await app.get('/api/v1/petitions/decisions')).body,
  ])
    assert.doesNotMatch(body, /Xulescu|xulescu/)
  assert.match(html.body, /Refuzată: Insultă/)
  assert.match(html.body, /Scris în decizie/)
  assert.deepEqual([json.json().state, json.json().moderation.textHidden], ['refused', true])
  const { rows } = await sql<{
    row: string
  }>`SELECT to_jsonb(p)::text AS row FROM petitions.petition p WHERE number = ${number}`.execute(app.services.db)
  assert.doesNotMatch(rows[0]?.row ?? '', /xulescu/i)
  assert.match((await app.get(`/api/v1/work/moderation/${item}`, desk.ion.headers)).body, /Xulescu/)

  const shown = await desk.refused('repeat', { title: 'O a doua petiție la fel' })
  assert.match(
    (await app.get(`/ro/petitions/${shown.number}-o-a-doua-petitie-la-fel`)).body,
    /Refuzată: Repetă o petiție deschisă/,
  )
  assert.match((await app.get('/ro/petitions')).body, /O a doua petiție la fel/)
  assert.equal(
    (
      await desk.send(`/api/v1/petitions/${shown.number}/signature-request`, {
        name: 'Ion Rusu',
        email: 'i@example.md',
        place: 'md-so',
        consent: true,
      })
    ).json().code,
    'petitions.not-open',
  )
})

test('the starter appeals once; another moderator decides; the text comes back', async () => {
  const { number } = await desk.refused('insult', {
    title: 'Un text despre Xulescu',
    why: 'Xulescu, „insulta” era un citat.',
  })
  const path = `/petitions/${number}/appeal`
  assert.equal((await app.get(`/api/v1${path}`, desk.ion.headers)).statusCode, 403)
  assert.match((await app.get(`/ro${path}`, desk.starter.headers)).body, /Un text despre Xulescu/)
  assert.equal(
    (await app.post(`/ro${path}`, { text: 'scurt', 'idempotency-key': 'a' }, desk.starter.headers)).statusCode,
    422,
  )
  const sent = await app.post(
    `/ro${path}`,
    { text: 'Era un citat din ziar.', 'idempotency-key': 'b' },
    desk.starter.headers,
  )
  assert.equal(sent.statusCode, 303, sent.body)
  const twice = await desk.send(
    `/api/v1${path}`,
    { text: 'Era un citat din ziar.' },
    { ...desk.starter.headers, 'idempotency-key': 'c' },
  )
  assert.equal(twice.json().code, 'petitions.moderation.appeal.not-refused')

  const item = await desk.openItemOf(number)
  const same = await desk.send(`/api/v1/work/moderation/${item}/hold`, {}, desk.ana.headers)
  assert.deepEqual([same.statusCode, same.json().code], [403, 'petitions.moderation.barred.refuser'])
  await marksWhatAnotherDecides(item)
  assert.match((await app.get(`/ro/work/moderation/${item}`, desk.ion.headers)).body, /Era un citat din ziar/)
  await desk.hold(desk.ion, item)
  assert.equal(
    (await desk.decide(desk.ion, item, { decision: 'refused', reason: 'repeat', text: 'x' })).statusCode,
    422,
  )
  assert.equal((await desk.decide(desk.ion, item, { decision: 'published', checks: everyCheck })).statusCode, 303)
  const petition = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual(
    [petition.state, petition.title, petition.moderation.refused],
    ['open', 'Un text despre Xulescu', false],
  )
  assert.match(petition.whyHtml, /Xulescu/)
})

/** Ana refused it, so Ion decides. */
async function marksWhatAnotherDecides(item: string) {
  const seenBy = async (person: TestPerson) => {
    const { items, total, anothers } = (await app.get('/api/v1/work/moderation?kind=appeal', person.headers)).json()
    const [{ workspaces }] = (await app.get('/api/v1/work', person.headers)).json().roles
    const { waiting } = workspaces.find(({ path }: { path: string }) => path === '/work/moderation')
    return [items.find(({ id }: { id: string }) => id === item).anothers, total - anothers, waiting.count]
  }
  assert.deepEqual(await seenBy(desk.ana), [true, 0, 0])
  assert.deepEqual(await seenBy(desk.ion), [false, 1, 1])
  for (const [lang, mark, apart] of [
    ['ro', /Decide alt moderator/, /1 pentru alt moderator/],
    ['ru', /Решает другой модератор/, /1 для другого модератора/],
    ['en', /Another moderator decides this/, /1 for another moderator/],
  ] as const) {
    const { body } = await app.get(`/${lang}/work/moderation`, desk.ana.headers)
    assert.match(body, mark)
    assert.match(body, apart)
    assert.doesNotMatch((await app.get(`/${lang}/work/moderation`, desk.ion.headers)).body, mark)
  }
}

test('an appeal won by a petition that had closed does not let it collect again', async () => {
  const { id, number } = await desk.published()
  await transact(app.services.db, (tx) =>
    closePetition(tx, { id, by: 'starter', now: app.clock.now(), timeZone: app.services.timeZone }),
  )
  await app.post(`/ro/petitions/${number}/flag`, { reason: 'insult' })
  const flags = await desk.openItemOf(number)
  await desk.hold(desk.ana, flags)
  const down = await desk.decide(desk.ana, flags, { decision: 'taken-down', reason: 'insult', text: 'Insultă.' })
  assert.equal(down.statusCode, 303, down.body)
  const text = { text: 'Nu insultă pe nimeni.', 'idempotency-key': 'closed' }
  assert.equal((await app.post(`/ro/petitions/${number}/appeal`, text, desk.starter.headers)).statusCode, 303)
  const item = await desk.openItemOf(number)
  await desk.hold(desk.ion, item)
  assert.equal((await desk.decide(desk.ion, item, { decision: 'published', checks: everyCheck })).statusCode, 303)
  const petition = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual([petition.state, petition.takesSignatures], ['closed', false])
})

test('a refusal upheld or not appealed in time is final', async () => {
  const upheld = await desk.refused('repeat')
  await app.post(
    `/ro/petitions/${upheld.number}/appeal`,
    { text: 'Nu se repetă deloc.', 'idempotency-key': 'u' },
    desk.starter.headers,
  )
  const item = await desk.openItemOf(upheld.number)
  await desk.hold(desk.ion, item)
  assert.equal(
    (await desk.decide(desk.ion, item, { decision: 'upheld', text: 'Se repetă petiția nr. 1.' })).statusCode,
    303,
  )
  assert.equal((await app.get(`/api/v1/petitions/${upheld.number}`)).json().state, 'refused-finally')

  const late = await desk.refused('repeat')
  app.clock.advance(15 * DAY)
  await letStand(app.services)
  assert.equal((await app.get(`/api/v1/petitions/${late.number}`)).json().state, 'refused')
  app.clock.advance(DAY)
  const over = await desk.send(
    `/api/v1/petitions/${late.number}/appeal`,
    { text: 'Prea târziu, știu.' },
    { ...desk.starter.headers, 'idempotency-key': 'l' },
  )
  assert.equal(over.json().code, 'petitions.moderation.appeal.too-late')
  await letStand(app.services)
  await letStand(app.services)
  const petition = (await app.get(`/api/v1/petitions/${late.number}`)).json()
  assert.equal(petition.state, 'refused-finally')
  assert.equal(petition.events.filter(({ kind }: { kind: string }) => kind === 'moderation.stands').length, 1)
})
