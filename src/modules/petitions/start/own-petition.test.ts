import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { begin, hidden, linkTo, submit, supportByMail, supportPath } from '#test/petitions.ts'
import { onPublished } from './on-published.ts'
import { foldRequests } from './request-tally.ts'

let app: TestApp
let ana: TestPerson
let number: number
before(async () => {
  app = await testApp()
  ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
  const draft = await begin(app, ana)
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0a5a9c' } })
    .png()
    .toBuffer()
  const added = await app.postJson(
    `/api/v1${draft}/uploads`,
    { file: [{ name: 'trecere.png', content: picture.toString('base64') }], description: 'Trecerea de azi' },
    { ...ana.headers, 'sec-fetch-site': 'same-origin' },
  )
  assert.equal(added.statusCode, 201, added.body)
  number = await submit(app, ana, draft)
  const path = await supportPath(app, ana, number)
  for (const name of ['Ion Rusu', 'Elena Rusu', 'Dan Balan', 'Maria Ceban', 'Petru Lungu'])
    await supportByMail(app, path, { name, email: `${name.split(' ')[0]?.toLowerCase()}@example.md` })
  const { rows } = await app.deps.database.pool.query('SELECT id FROM petitions.petition WHERE number = $1', [number])
  const petition = { id: rows[0].id as string, number, state: 'moderation' as const }
  await transact(app.services.db, (tx) => onPublished({ ...app.services, tx, now: app.clock.now() }, petition))
  await app.fold()
})
after(() => app.close())

test('the pages of a starter are for that person alone', async () => {
  const stranger = await signedIn(app, { name: 'Ion Rusu', email: 'ion@example.md' })
  for (const page of ['mine', 'mine/text', 'mine/clarifications', 'mine/closing', 'mine/abandonment']) {
    assert.equal((await app.get(`/ro/petitions/${number}/${page}`, stranger.headers)).statusCode, 404, page)
    assert.equal((await app.get(`/ro/petitions/${number}/${page}`)).statusCode, 303, page)
    const own = await app.get(`/ro/petitions/${number}/${page}`, ana.headers)
    assert.equal(own.statusCode, 200, page)
    assert.equal(own.headers['cache-control'], 'private, no-store')
  }
  assert.equal(
    (await app.post(`/ro/petitions/${number}/mine/closing`, { sure: 'yes' }, stranger.headers)).statusCode,
    404,
  )
})

test('the public page shows documents, the day of freezing, and not the private link', async () => {
  const page = await app.get(`/ro/petitions/${number}-trecere-de-pietoni-cu-semafor-langa-scoala-din-costesti`)
  assert.match(page.body, /Textul este înghețat din 22\u00a0noiembrie 2026/)
  assert.match(page.body, /alt="Trecerea de azi"/)
  assert.doesNotMatch(page.body, /\/support\//)
  const file = /src="(\/petitions\/\d+\/documents\/[^"]+)"/.exec(page.body)?.[1] ?? ''
  const sent = await app.get(file)
  assert.equal(sent.statusCode, 200)
  assert.equal(sent.headers['content-type'], 'image/png')
  assert.equal(sent.headers['content-security-policy'], "default-src 'none'; sandbox")
  await app.deps.database.pool.query('UPDATE petitions.document SET hidden = true')
  assert.equal((await app.get(file)).statusCode, 404)
  assert.match(
    (await app.get(`/ro/petitions/${number}-trecere-de-pietoni-cu-semafor-langa-scoala-din-costesti`)).body,
    /Un fișier este ascuns/,
  )
})

test('requested and confirmed signatures are told by day', async () => {
  for (const email of ['vlad@example.md', 'olga@example.md'])
    await app.post(`/ro/petitions/${number}/signature-request`, {
      name: 'Vlad Codreanu',
      email,
      place: 'md-cu-botanica',
      consent: 'yes',
    })
  await app.post(await linkTo(app, 'vlad@example.md'), {})
  await app.fold()
  const stats = async () => (await app.get(`/api/v1/petitions/${number}/mine`, ana.headers)).json().byDay
  assert.deepEqual(await stats(), [{ day: '2026-11-22', requested: 2, confirmed: 6 }])
  await foldRequests(app.services)
  await foldRequests(app.services)
  assert.deepEqual(await stats(), [{ day: '2026-11-22', requested: 2, confirmed: 6 }])
  const { body } = await app.get(`/ro/petitions/${number}/mine`, ana.headers)
  assert.ok(body.includes('id="ways"'))
  assert.ok(
    body.indexOf('id="ways"') < body.indexOf('id="by-day"'),
    'what can be done stands above half a year of days',
  )
})

test('the text is frozen, and a dated clarification can be added once a press', async () => {
  const before = (await app.get(`/api/v1/petitions/${number}`)).json()
  const change = await app.post(
    `/ro/petitions/${number}/mine/text`,
    { title: 'Alt titlu pentru aceeași petiție', why: 'Altceva, destul de lung ca să fie o explicație întreagă.' },
    ana.headers,
  )
  assert.equal(change.statusCode, 409)
  const form = await app.get(`/ro/petitions/${number}/mine/clarifications`, ana.headers)
  const fields = {
    text: 'Primăria a **confirmat** proiectul.',
    'idempotency-key': hidden(form.body, 'idempotency-key'),
  }
  const replies = await Promise.all(
    [0, 1].map(() => app.post(`/ro/petitions/${number}/mine/clarifications`, fields, ana.headers)),
  )
  assert.deepEqual(
    replies.map((reply) => reply.statusCode),
    [303, 303],
  )
  const after = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual([after.title, after.whyHtml], [before.title, before.whyHtml])
  assert.deepEqual(after.start.clarifications, [
    { on: '2026-11-22', html: '<p>Primăria a <strong>confirmat</strong> proiectul.</p>' },
  ])
  assert.ok(after.events.some((event: { kind: string }) => event.kind === 'start.clarified'))
  const entries = await ledger('petitions.clarified')
  assert.equal(entries.length, 1)
  assert.doesNotMatch(JSON.stringify(entries), /confirmat/)
  const empty = await app.post(
    `/ro/petitions/${number}/mine/clarifications`,
    { ...fields, text: '', 'idempotency-key': 'another' },
    ana.headers,
  )
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Scrieți precizarea/)
  for (const [key, text, message] of [
    ['phone', 'Sunați la 069 123 456.', /Textul conține un număr de telefon/],
    ['iban', 'Donați în MD24AG000225100013104168.', /Textul conține un cont bancar/],
  ] as const) {
    const refused = await app.post(
      `/ro/petitions/${number}/mine/clarifications`,
      { text, 'idempotency-key': `personal-${key}` },
      ana.headers,
    )
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, message)
    assert.ok(refused.body.includes(text), 'what was typed is kept')
  }
  assert.equal((await ledger('petitions.clarified')).length, 1)
})

test('the starter ends the collecting early, after saying so, once', async () => {
  const unsure = await app.post(`/ro/petitions/${number}/mine/closing`, {}, ana.headers)
  assert.equal(unsure.statusCode, 422)
  assert.match(unsure.body, /Bifați ca să confirmați/)
  for (let n = 0; n < 2; n++)
    assert.equal((await app.post(`/ro/petitions/${number}/mine/closing`, { sure: 'yes' }, ana.headers)).statusCode, 303)
  const view = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual([view.state, view.takesSignatures], ['closed', false])
  assert.equal((await ledger('petitions.closed')).length, 1)
  assert.equal(
    (await app.post(`/ro/petitions/${number}/mine/abandonment`, { sure: 'yes' }, ana.headers)).statusCode,
    409,
  )
})

test('a petition that is not public can be given up, and then is only its starter’s', async () => {
  const other = await submit(app, ana, await begin(app, ana, 'Bănci pe aleea dintre blocuri'))
  const path = await supportPath(app, ana, other)
  assert.equal(
    (
      await app.post(
        `/ro/petitions/${other}/mine/clarifications`,
        { text: 'O precizare oarecare', 'idempotency-key': 'k' },
        ana.headers,
      )
    ).statusCode,
    409,
  )
  assert.equal((await app.post(`/ro/petitions/${other}/mine/closing`, { sure: 'yes' }, ana.headers)).statusCode, 409)
  assert.equal(
    (await app.post(`/ro/petitions/${other}/mine/abandonment`, { sure: 'yes' }, ana.headers)).statusCode,
    303,
  )
  assert.equal((await app.get(path)).statusCode, 404)
  const list = (await app.get('/api/v1/account/petitions', ana.headers)).json()
  assert.deepEqual(
    list.petitions.map((one: { number: number; state: string }) => [one.number, one.state]),
    [
      [other, 'abandoned'],
      [number, 'closed'],
    ],
  )
  const { body } = await app.get('/ru/account/petitions', ana.headers)
  assert.match(body, /Bănci pe aleea/)
  assert.equal(body.match(/class="row-value"/g)?.length, 1, 'what was given up has no number of signatures')
})

async function ledger(kind: string) {
  const { rows } = await app.deps.database.pool.query(
    "SELECT convert_from(body, 'UTF8')::jsonb AS body FROM ledger.entry WHERE kind = $1",
    [kind],
  )
  return rows.map(({ body }) => body)
}
