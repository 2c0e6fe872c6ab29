import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { checkbox, choice, integer } from '#kernel/forms/fields.ts'
import type { Manifest } from '#kernel/module.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { defineSetting } from './settings.ts'

const answerDays = defineSetting({
  key: 'made.answer-days',
  field: integer({ min: 1, max: 90 }),
  unit: 'days',
  scope: 'authority',
  otherwise: { law: 'petition.answerDays' },
})
const house = defineSetting({
  key: 'made.keeps',
  field: integer({ min: 1, max: 365 }),
  unit: 'days',
  scope: 'house',
  otherwise: { value: 60 },
})
const level = defineSetting({
  key: 'made.level',
  field: choice(['email', 'strong', 'signed']),
  unit: 'level',
  scope: 'house',
  otherwise: { value: 'email' },
})
const open = defineSetting({
  key: 'made.open',
  field: checkbox(),
  unit: 'yesNo',
  scope: 'house',
  otherwise: { value: true },
})

let app: TestApp
let admin: TestPerson
before(async () => {
  app = await testApp()
  const made: Manifest = { name: 'made', settings: [answerDays, house, level, open] }
  ;(app.services.manifests as Manifest[]).push(made)
  admin = await signedIn(app, { name: 'Ana Admin', email: 'ana@admin.example', roles: [{ name: 'administrator' }] })
})
after(() => app?.close())

let keys = 0
const change = (key: string, body: Record<string, unknown>, lang = 'ro') => {
  keys += 1
  return app.postJson(`/api/v1/work/settings/${key}`, body, {
    ...admin.headers,
    'sec-fetch-site': 'same-origin',
    'idempotency-key': `key-${keys}`,
    'accept-language': lang,
  })
}
const rule = async (key: string) => {
  const reply = (await app.get('/api/v1/settings', { 'accept-language': 'en' })).json()
  return reply.rooms
    .flatMap((room: { settings: { key: string }[] }) => room.settings)
    .find((one: { key: string }) => one.key === key)
}

test('the public page says the law behind a value, and that it is checked', async () => {
  const { value, words, source, law } = await rule('made.answer-days')
  assert.deepEqual({ value, words, source }, { value: 30, words: '30 days', source: 'law' })
  assert.match(law.act, /Administrative Code/)
  assert.equal(law.verified, true)
  const page = (await app.get('/ro/settings')).body
  assert.match(page, /30 de zile/)
  assert.match(page, /Codul administrativ nr\. 116\/2018/)
})

test('a value holds from its day on, the past keeps its own', async () => {
  const reply = await change('made.keeps', { value: 90, from: '2026-12-01', reason: 'Hotărârea nr. 7' })
  assert.equal(reply.statusCode, 201)
  const now = await rule('made.keeps')
  assert.deepEqual([now.value, now.source], [60, 'default'])
  assert.deepEqual(
    now.values.map((one: { value: number; from: string; holds: boolean }) => [one.value, one.from, one.holds]),
    [[90, '2026-12-01', false]],
  )
  app.clock.set('2026-12-01T00:30:00Z')
  const later = await rule('made.keeps')
  assert.deepEqual(
    [later.value, later.source, later.from, later.reason],
    [90, 'house', '2026-12-01', 'Hotărârea nr. 7'],
  )
  assert.equal(await app.services.settings.valueOn(house, '2026-11-30'), 60)
})

test('an authority may have its own value, the others keep the law', async () => {
  const reply = await change('made.answer-days', {
    value: '20',
    from: '2026-12-01',
    reason: 'Angajament public',
    authority: 'primaria-balti',
  })
  assert.equal(reply.statusCode, 201)
  assert.equal(
    await app.services.settings.valueOn(answerDays, '2026-12-02', await authorityId(app, 'primaria-balti')),
    20,
  )
  assert.equal(
    await app.services.settings.valueOn(answerDays, '2026-12-02', await authorityId(app, 'primaria-chisinau')),
    30,
  )
  const { promises } = (await app.get('/api/v1/authorities/primaria-balti')).json()
  const own = promises.find((one: { key: string }) => one.key === 'made.answer-days')
  assert.deepEqual([own.value, own.own, own.reason], [20, true, 'Angajament public'])
  assert.match((await app.get('/ro/authorities/primaria-balti')).body, /20 de zile/)
})

test('where the house decides otherwise, the law stands beside it', async () => {
  await change('made.answer-days', { value: 25, from: '2026-12-01', reason: 'Regulament intern' })
  const { value, source, law } = await rule('made.answer-days')
  assert.deepEqual([value, source, law.value], [25, 'house', 30])
})

test('what is wrong is said next to its field, in the language of the reader', async () => {
  const refused = async (key: string, body: Record<string, unknown>, lang = 'ro') => {
    const reply = await change(key, body, lang)
    assert.equal(reply.statusCode, 422, reply.body)
    return reply.json().errors.map((one: { field: string; code: string }) => `${one.field} ${one.code}`)
  }
  const good = { value: 10, from: '2026-12-05', reason: 'Un motiv' }
  assert.deepEqual(await refused('made.keeps', { ...good, from: '2026-11-30' }), ['from settings.from.past'])
  assert.deepEqual(await refused('made.keeps', { ...good, value: 0 }), ['value kernel.form.not-number'])
  assert.deepEqual(await refused('made.keeps', { ...good, value: { toString: 1 } }), ['value kernel.form.not-number'])
  assert.deepEqual(await refused('made.level', { ...good, value: 'strongest' }), ['value kernel.form.choose'])
  assert.deepEqual(await refused('made.keeps', { ...good, reason: '' }), ['reason settings.reason.missing'])
  assert.deepEqual(await refused('made.keeps', { ...good, authority: 'primaria-balti' }), [
    'authority settings.authority.house-only',
  ])
  assert.deepEqual(await refused('made.answer-days', { ...good, authority: 'nobody' }), [
    'authority settings.authority.unknown',
  ])
  assert.deepEqual((await refused('made.keeps', {})).sort(), [
    'from kernel.form.missing',
    'reason settings.reason.missing',
  ])
  // Whether there may be none is for the setting to say, so it is asked once the rest is readable.
  assert.deepEqual(await refused('made.keeps', { ...good, value: undefined }), ['value kernel.form.missing'])
  const russian = await app.post(
    '/ru/work/settings/made.keeps',
    { 'idempotency-key': 'x', value: '10', from: '2026-01-01', reason: 'Причина есть' },
    admin.headers,
  )
  assert.equal(russian.statusCode, 422)
  assert.match(russian.body, /Этот день прошёл/)
  assert.match(russian.body, /Причина есть/)
})

test('a form sent twice sets one value', async () => {
  const fields = { 'idempotency-key': 'twice', value: 'signed', from: '2026-12-01', reason: 'Legea o cere' }
  const replies = await Promise.all([1, 2].map(() => app.post('/ro/work/settings/made.level', fields, admin.headers)))
  assert.deepEqual(
    replies.map((reply) => [reply.statusCode, reply.headers.location]),
    [
      [303, '/ro/work/settings/made.level'],
      [303, '/ro/work/settings/made.level'],
    ],
  )
  const { values } = await rule('made.level')
  assert.equal(values.length, 1)
})

test('yes and no come from a form as they come from a program', async () => {
  assert.equal(
    (await change('made.open', { value: 'false', from: '2026-12-01', reason: 'Se închide' })).statusCode,
    201,
  )
  assert.equal((await rule('made.open')).value, false)
  assert.equal((await change('made.open', { value: true, from: '2026-12-01', reason: 'Se deschide' })).statusCode, 201)
  assert.equal((await rule('made.open')).value, true)
})

test('each change leaves its trace and none is lost', async () => {
  const desk = (await app.get('/api/v1/work/settings/made.open', admin.headers)).json()
  assert.deepEqual(
    desk.changes.map((one: { by: string; state: string; reason: string }) => [one.by, one.state, one.reason]),
    [
      ['Ana Admin', 'holds', 'Se deschide'],
      ['Ana Admin', 'past', 'Se închide'],
    ],
  )
  const { rows } = await sql<{ data: unknown }>`
    SELECT data FROM audit.act WHERE act = 'settings.change' AND subject_id = 'made.open' ORDER BY id`.execute(
    app.services.db,
  )
  assert.deepEqual(
    rows.map(({ data }) => data),
    [
      { before: true, after: false, from: '2026-12-01', reason: 'Se închide' },
      { before: false, after: true, from: '2026-12-01', reason: 'Se deschide' },
    ],
  )
})

test('a key that is no setting does not exist', async () => {
  assert.equal((await app.get('/ro/work/settings/made.nothing', admin.headers)).statusCode, 404)
  assert.equal((await change('made.nothing', { value: 1, from: '2026-12-05', reason: 'Un motiv' })).statusCode, 404)
})
