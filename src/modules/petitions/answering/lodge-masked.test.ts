import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { moderationDesk } from '#test/moderation-desk.ts'
import { findModerated, textHashOf } from '../moderation/store.ts'
import { casePdf } from './case-pdf.ts'
import { findCase } from './case-store.ts'

let app: TestApp
before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
})
after(() => app.close())

const lodging = {
  kind: 'person',
  name: 'Sofia Autor',
  domicile: 'str. Secretă nr. 7, Chișinău',
  email: 'sofia@example.md',
  phone: '',
  confirm: 'yes',
  'idempotency-key': 'lodge',
}

test('a petition with a hidden passage is lodged under the hash of its whole text; erasing takes what was lodged of its person', async () => {
  const desk = await moderationDesk(app)
  const { number } = await desk.published({ title: 'Un răspuns de la director', why: 'Grigore Ascunsu nu răspunde.' })
  const masked = await app.post(
    `/ro/work/moderation/petitions/${number}/masks`,
    { passage: 'Grigore Ascunsu', reason: 'third-person', orderedBy: 'affected', 'idempotency-key': 'mask' },
    desk.ana.headers,
  )
  assert.equal(masked.statusCode, 303, masked.body)
  const reply = await app.post(`/ro/petitions/${number}/lodging`, lodging, desk.starter.headers)
  assert.equal(reply.statusCode, 303, reply.body)

  const [mask] = await desk.entries('petitions.text-masked', number)
  const [entry] = await desk.entries('petitions.lodged', number)
  assert.equal(entry?.text, mask?.text)
  const moderated = await findModerated(app.services.db, number)
  assert.ok(moderated)
  assert.equal(moderated.why, 'Grigore Ascunsu nu răspunde.')
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    SELECT c.id, l.text_hash AS hash FROM petitions.lodging l JOIN petitions.case c ON c.lodging_id = l.id
    WHERE l.petition_id = ${moderated.id}`.execute(app.services.db)
  assert.deepEqual(rows[0]?.hash, textHashOf(moderated))

  const exported = (await app.get('/ro/account/data/export', desk.starter.headers)).json()
  assert.equal(exported['petitions.lodgings'].lodgings[0].domicile, lodging.domicile)
  const erased = await app.post('/ro/account/data/erasure', { sure: 'yes' }, desk.starter.headers)
  assert.equal(erased.headers.location, '/ro/erased')
  const left = await sql<{ n: number }>`
    SELECT octet_length(sealed) AS n FROM petitions.lodging WHERE petition_id = ${moderated.id}`.execute(
    app.services.db,
  )
  assert.equal(left.rows[0]?.n, 0)
  const pdf = await casePdf(
    app.services,
    app.services.db,
    await findCase(app.services.db, rows[0]?.id as string),
    app.clock.now(),
  )
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-', 'the case goes on without its person')
})
