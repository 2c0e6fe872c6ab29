import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'

let app: TestApp
let desk: ModerationDesk
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
})
after(() => app.close())

test('a masked passage is in no page, reply or search; records and signatures stay; the starter can appeal', async () => {
  const why = 'Directorul **Grigore Ascunsu** nu răspunde.\n\nȘi [Grigore Ascunsu](https://example.md/x) tace.'
  const { number, id } = await desk.published({ title: 'Grigore Ascunsu să răspundă', why })
  const before = await hashOf(number)
  const path = `/work/moderation/petitions/${number}/masks`
  const mask = (fields: Record<string, string>, key: string) =>
    app.post(
      `/ro${path}`,
      { reason: 'third-person', orderedBy: 'affected', ...fields, 'idempotency-key': key },
      desk.ana.headers,
    )
  assert.match((await app.get(`/ro${path}`, desk.ana.headers)).body, /Grigore Ascunsu/)
  assert.match((await mask({ passage: 'Nimeni Altul' }, '1')).body, /nu apare în text/)
  assert.match((await mask({ passage: 'Grigore', orderedBy: 'court' }, '2')).body, /numărul și data actului/)
  assert.equal((await mask({}, '3')).statusCode, 422)
  const done = await mask({ passage: 'Grigore Ascunsu' }, '4')
  assert.equal(done.statusCode, 303, done.body)

  const json = await app.get(`/api/v1/petitions/${number}`)
  const html = await app.get(`/ro/petitions/${number}-${json.json().slug}`)
  for (const body of [
    json.body,
    html.body,
    (await app.get('/ro/petitions')).body,
    (await app.get('/api/v1/petitions')).body,
  ])
    assert.doesNotMatch(body, /Ascunsu|ascunsu/)
  assert.match(html.body, /\[ascuns: date ale altei persoane\]/)
  assert.match(html.body, /la cererea persoanei vizate/)
  assert.match(json.json().whyHtml, /<strong>\[ascuns: date ale altei persoane\]<\/strong>/)
  const { rows } = await sql<{
    row: string
  }>`SELECT to_jsonb(p)::text AS row FROM petitions.petition p WHERE number = ${number}`.execute(app.services.db)
  assert.doesNotMatch(rows[0]?.row ?? '', /ascunsu/i)
  assert.equal(await hashOf(number), before)
  assert.equal((await desk.entries('petitions.text-masked', number)).length, 1)

  const [maskId] = (await app.get(`/api/v1${path}`, desk.ana.headers)).json().masks.map((one: { id: string }) => one.id)
  await app.post(
    `/ro/work/moderation/masks/${maskId}/reply`,
    { by: 'Direcția locuințe', text: 'Am răspuns la 3 martie.' },
    desk.ana.headers,
  )
  assert.match((await app.get(`/ru/petitions/${number}-${json.json().slug}`)).body, /Am răspuns la 3 martie/)

  const appeal = `/petitions/${number}/masks/${maskId}/appeal`
  assert.match((await app.mails()).at(-1)?.text ?? '', new RegExp(appeal))
  assert.equal(
    (await app.post(`/ro${appeal}`, { text: 'Este o persoană publică.', 'idempotency-key': '5' }, desk.starter.headers))
      .statusCode,
    303,
  )
  assert.equal(
    (
      await desk.send(
        `/api/v1${appeal}`,
        { text: 'Este o persoană publică.' },
        { ...desk.starter.headers, 'idempotency-key': '6' },
      )
    ).json().code,
    'petitions.moderation.appeal.not-masked',
  )
  const item = await desk.openItemOf(number)
  assert.equal(
    (await desk.send(`/api/v1/work/moderation/${item}/hold`, {}, desk.ana.headers)).json().code,
    'petitions.moderation.barred.refuser',
  )
  await desk.hold(desk.ion, item)
  assert.equal((await desk.decide(desk.ion, item, { decision: 'mask-lifted' })).statusCode, 303)
  const again = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.equal(again.title, 'Grigore Ascunsu să răspundă')
  assert.ok(again.moderation.masks[0].liftedAt)
  assert.equal(await desk.count(`petitions.original_text WHERE petition_id = '${id}'`), 0)
})

/** The hash in the public records of the petition: one, whatever is hidden. */
async function hashOf(number: number): Promise<unknown> {
  const decided = await desk.entries('petitions.moderation-decision', number)
  const masked = await desk.entries('petitions.text-masked', number)
  const hashes = [...decided, ...masked].map(({ text }) => text)
  assert.equal(new Set(hashes).size, 1)
  return hashes[0]
}
