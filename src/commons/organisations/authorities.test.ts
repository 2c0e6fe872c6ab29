import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let admin: TestPerson
before(async () => {
  app = await testApp()
  admin = await signedIn(app, { name: 'Ana Admin', email: 'ana@admin.example', roles: [{ name: 'administrator' }] })
})
after(() => app?.close())

const soroca = {
  slug: 'primaria-soroca-noua',
  kind: 'city-hall',
  nameRo: 'Primăria Soroca Nouă',
  nameRu: 'Примэрия Новой Сороки',
  nameEn: '',
  place: 'md-so',
  email: 'petitii@soroca.example',
}

test('everybody sees who answers', async () => {
  const list = (await app.get('/api/v1/authorities')).json()
  assert.equal(list.items.length, list.total)
  const page = await app.get('/ru/authorities/primaria-balti')
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Примэрия муниципия Бельцы/)
  assert.equal((await app.get('/ro/authorities/nimeni')).statusCode, 404)
})

test('an administrator adds an authority, and changes it', async () => {
  const added = await app.post('/ro/work/authorities/new', soroca, admin.headers)
  assert.equal(added.headers.location, '/ro/work/authorities/primaria-soroca-noua')
  assert.match((await app.get('/ru/authorities/primaria-soroca-noua')).body, /Примэрия Новой Сороки/)
  assert.match((await app.get('/en/authorities/primaria-soroca-noua')).body, /Primăria Soroca Nouă/)
  const { slug, ...facts } = { ...soroca, nameEn: 'New Soroca City Hall', email: 'other@soroca.example' }
  const changed = await app.post(`/ro/work/authorities/${slug}`, facts, admin.headers)
  assert.equal(changed.statusCode, 303)
  assert.match((await app.get('/en/authorities/primaria-soroca-noua')).body, /New Soroca City Hall/)
  const { rows } = await sql<{ data: { before: { email: string }; after: { email: string } } }>`
    SELECT data FROM audit.act WHERE act = 'organisations.change'`.execute(app.services.db)
  assert.deepEqual(
    rows.map(({ data }) => [data.before.email, data.after.email]),
    [['petitii@soroca.example', 'other@soroca.example']],
  )
})

test('what is wrong is said next to its field and what was typed stays', async () => {
  const reply = await app.post(
    '/ro/work/authorities/new',
    { ...soroca, slug: 'Primăria', place: 'md-nowhere', email: 'petitii' },
    admin.headers,
  )
  assert.equal(reply.statusCode, 422)
  assert.match(reply.body, /Numai litere mici fără diacritice/)
  assert.match(reply.body, /value="Primăria Soroca Nouă"/)
  const codes = async (fields: Record<string, string>) =>
    (
      await app.postJson(
        '/api/v1/work/authorities/new',
        { ...soroca, ...fields },
        { ...admin.headers, 'sec-fetch-site': 'same-origin' },
      )
    )
      .json()
      .errors.map((one: { field: string; code: string }) => `${one.field} ${one.code}`)
  assert.deepEqual(await codes({ slug: 'new' }), ['slug organisations.slug.taken'])
  assert.deepEqual(await codes({ slug: 'primaria-balti' }), ['slug organisations.slug.taken'])
  assert.deepEqual(await codes({ slug: 'x1', place: 'md-nowhere' }), ['place places.unknown'])
  assert.deepEqual(await codes({ slug: 'x1', kind: 'association' }), ['kind kernel.form.choose'])
})

test('two who add the same one at once: one is told that it is taken', async () => {
  const fields = { ...soroca, slug: 'primaria-de-doua-ori' }
  const replies = await Promise.all([1, 2, 3].map(() => app.post('/ro/work/authorities/new', fields, admin.headers)))
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).sort(), [303, 422, 422])
})

test('an authority ends once, stays readable, and leaves the public list', async () => {
  const end = () => app.post('/ro/work/authorities/primaria-soroca-noua/end', { reason: 'Comasare' }, admin.headers)
  const withoutReason = await app.post('/ro/work/authorities/primaria-soroca-noua/end', {}, admin.headers)
  assert.equal(withoutReason.statusCode, 422)
  assert.match(withoutReason.body, /Scrieți de ce se încheie/)
  assert.match(withoutReason.body, /value="Primăria Soroca Nouă"/)
  assert.equal((await end()).statusCode, 303)
  const again = await end()
  assert.equal(again.statusCode, 409)
  assert.ok(again.body.includes('Autoritatea este deja încheiată'))
  assert.match(
    (await app.get('/ro/authorities/primaria-soroca-noua')).body,
    /Nu mai răspunde din 22\u00a0noiembrie 2026/,
  )
  const slugs = async (path: string) =>
    (await app.get(path, admin.headers)).json().items.map((one: { slug: string }) => one.slug)
  assert.ok(!(await slugs('/api/v1/authorities')).includes('primaria-soroca-noua'))
  assert.ok((await slugs('/api/v1/work/authorities')).includes('primaria-soroca-noua'))
})

test('a long list goes on by cursor, without losing or doubling one', async () => {
  await sql`
    INSERT INTO organisations.organisation (id, slug, kind, is_authority, name, place_key, created_at)
    SELECT gen_random_uuid(), 'many-' || n, 'other', true, '{"ro":"Multe"}', 'md', ${app.clock.now()} FROM generate_series(1, 150) n`.execute(
    app.services.db,
  )
  const first = (await app.get('/api/v1/authorities')).json()
  const second = (await app.get(`/api/v1/authorities?after=${first.next}`)).json()
  const slugs = [...first.items, ...second.items].map((one) => one.slug)
  assert.equal(new Set(slugs).size, first.total)
  assert.equal(slugs.length, first.total)
  assert.equal(second.next, null)
})
