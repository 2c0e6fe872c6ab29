import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { owing } from '#test/owing.ts'
import { signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let admin: TestPerson
before(async () => {
  app = await testApp()
  admin = await signedIn(app, { name: 'Ana', email: 'ana@admin.example', roles: [{ name: 'administrator' }] })
})
after(() => app?.close())

async function named(kind: string, id: string): Promise<{ name: string; path: string | null }> {
  await transact(app.services.db, (tx) =>
    recordAct(tx, { by: null, act: 'made.up', subject: { kind, id }, now: app.clock.now() }),
  )
  const query = new URLSearchParams({ subject: `${kind}:${id}` })
  const reply = await app.get(`/api/v1/work/audit?${query}`, { ...admin.headers, 'accept-language': 'en' })
  assert.equal(reply.statusCode, 200)
  const { name, path } = reply.json().items[0].subject
  return { name, path }
}

async function idsOf(number: number) {
  const { rows } = await sql<{ petition: string; case: string; slug: string }>`
    SELECT p.id AS petition, p.slug, c.id AS case FROM petitions.petition p JOIN petitions.case c ON c.petition_id = p.id
    WHERE p.number = ${number}`.execute(app.services.db)
  assert.ok(rows[0])
  return rows[0]
}

test('the record of acts names a public petition and its case, and leads there', async () => {
  const number = await owing(app, { authority: 'primaria-balti', dueOn: '2026-12-24', title: 'Un pod' })
  const { petition, case: one, slug } = await idsOf(number)
  const path = `/petitions/${number}-${slug}`
  assert.deepEqual(await named('petitions.petition', petition), { name: `No. ${number}: Un pod`, path })
  assert.deepEqual(await named('petitions.case', one), {
    name: `Balti City Hall, petition no. ${number}`,
    path: `${path}#case-primaria-balti`,
  })
})

test('a petition that is not public is named by its number alone', async () => {
  const number = await owing(app, { authority: 'primaria-balti', dueOn: '2026-12-24', title: 'Secret' })
  const { petition } = await idsOf(number)
  await sql`UPDATE petitions.petition SET published_at = NULL, state = 'moderation' WHERE id = ${petition}`.execute(
    app.services.db,
  )
  assert.deepEqual(await named('petitions.petition', petition), { name: `Petition no. ${number}`, path: null })
})

test('officials, authorities and rules are named by the house; what nobody knows by its kind and the end of its id', async () => {
  assert.deepEqual(await named('account', admin.accountId), { name: 'Ana', path: null })
  assert.deepEqual(await named('authority', 'primaria-balti'), {
    name: 'Balti City Hall',
    path: '/work/authorities/primaria-balti',
  })
  const rule = await named('setting', 'petitions.lodging-level')
  assert.match(rule.name, /^[A-Z].* /)
  assert.equal(rule.path, '/work/settings/petitions.lodging-level')
  const gone = '01a2158c-e952-70ee-83ca-32ad68ebd3d4'
  assert.deepEqual(await named('petitions.hold', gone), { name: 'Crowd of signatures …68ebd3d4', path: null })
  assert.deepEqual(await named('petitions.case', gone), { name: 'Case …68ebd3d4', path: null })
})
