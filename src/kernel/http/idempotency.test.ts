import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { h } from 'preact'
import Type from 'typebox'
import { Refusal, RuleBroken } from '#kernel/errors.ts'
import { form, integer, optional, text } from '#kernel/forms/fields.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { action, page } from './endpoint.ts'
import { textOfRequest } from './idempotency.ts'

let app: Mounted
let fails: ((n: number) => Promise<void>) | null = null

const showForm = page({
  name: 'showForm',
  path: '/things/new',
  audience: 'personal',
  reply: Type.Object({}),
  load: async () => ({}),
  html: (_reply, view, form) =>
    h('form', { 'data-path': view.path } as {}, [
      h('input', { name: 'idempotency-key', value: form.key }),
      h('b', {}, form.problem?.key ?? form.errors.map((error) => error.text.key).join()),
    ]),
})
const post = action({
  name: 'makeThing',
  path: '/things',
  body: form({ name: text({ max: 20 }), n: optional(integer({ min: 0, max: 9 })) }),
  reply: Type.Object({ number: Type.Integer(), name: Type.String() }),
  status: 201,
  repeat: 'key',
  form: showForm,
  done: ({ number }) => `/things/${number}`,
  async run(ctx, _params, { name, n }) {
    const { rows } = await sql<{ number: number }>`INSERT INTO thing (name) VALUES (${name}) RETURNING number`.execute(
      ctx.tx,
    )
    await fails?.(n ?? 0)
    return { number: rows[0]?.number ?? 0, name, secret: 'never shown' } as { number: number; name: string }
  },
})

before(async () => {
  app = await mounted([showForm, post])
  await app.database.pool.query('CREATE TABLE thing (number serial PRIMARY KEY, name text)')
})
beforeEach(() => {
  fails = null
})
after(() => app.close())

const make = (key: string | null, body: object, remoteAddress = '192.0.2.1') =>
  app.server.inject({
    method: 'POST',
    url: '/api/v1/things',
    payload: body,
    remoteAddress,
    headers: key === null ? {} : { 'idempotency-key': key },
  })
const submit = (fields: Record<string, string>) =>
  app.server.inject({
    method: 'POST',
    url: '/ru/things',
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  })
const count = async (name: string) =>
  Number((await app.database.pool.query('SELECT count(*) FROM thing WHERE name = $1', [name])).rows[0].count)

test('the same key twice has one effect and one reply', async () => {
  const [first, second] = [await make('k1', { name: 'a' }), await make('k1', { name: 'a' })]
  assert.equal(first.statusCode, 201)
  assert.equal(second.statusCode, 201)
  assert.deepEqual(second.json(), first.json())
  assert.deepEqual(Object.keys(first.json()), ['number', 'name'])
  assert.equal(await count('a'), 1)
  const [one, two] = [
    await submit({ 'idempotency-key': 'k1f', name: 'af' }),
    await submit({ 'idempotency-key': 'k1f', name: 'af' }),
  ]
  assert.equal(one.statusCode, 303)
  assert.equal(two.headers.location, one.headers.location)
  assert.equal(await count('af'), 1)
})

test('the same key with another body is refused, and the form offers a new key', async () => {
  await make('k2', { name: 'b' })
  const reply = await make('k2', { name: 'c' })
  assert.equal(reply.statusCode, 422)
  assert.equal(reply.json().code, 'kernel.key-reused')
  const page = await submit({ 'idempotency-key': 'k2', name: 'c', n: '' })
  // Another address is another principal, a person on the same one is not.
  assert.equal(page.statusCode, 303)
  const again = await submit({ 'idempotency-key': 'k2', name: 'd' })
  assert.equal(again.statusCode, 422)
  assert.match(again.body, /kernel\.key-reused/)
  assert.doesNotMatch(again.body, /value="k2"/)
  assert.match(again.body, /data-path="\/things\/new"/)
})

test('keys of others are others’ keys, and no address is stored', async () => {
  await make('k3', { name: 'e' }, '192.0.2.1')
  await make('k3', { name: 'e' }, '192.0.2.2')
  assert.equal(await count('e'), 2)
  const { rows } = await app.database.pool.query('SELECT * FROM kernel.idempotency_key')
  assert.doesNotMatch(JSON.stringify(rows), /192\.0\.2|127\.0\.0/)
})

test('twenty at once with one key have one effect', async () => {
  fails = () => setTimeout(30)
  const replies = await Promise.all(Array.from({ length: 20 }, () => make('k4', { name: 'f' })))
  assert.deepEqual([...new Set(replies.map((reply) => `${reply.statusCode} ${reply.json().number}`))].length, 1)
  assert.equal(await count('f'), 1)
})

test('after a first that was rolled back the second acts', async () => {
  fails = async () => {
    throw new RuleBroken('kernel.busy')
  }
  assert.equal((await make('k5', { name: 'g' })).statusCode, 409)
  fails = async () => {
    throw new Error('a bug')
  }
  assert.equal((await make('k5', { name: 'g' })).statusCode, 500)
  assert.equal(await count('g'), 0)
  fails = null
  assert.equal((await make('k5', { name: 'g' })).statusCode, 201)
  assert.equal(await count('g'), 1)
})

test('a second that waits for a first which is then rolled back acts', async () => {
  let calls = 0
  fails = async () => {
    if (++calls > 1) return
    await setTimeout(100)
    throw new RuleBroken('kernel.busy')
  }
  const replies = await Promise.all([make('k6', { name: 'h' }), make('k6', { name: 'h' })])
  assert.deepEqual(replies.map((reply) => reply.statusCode).sort(), [201, 409])
  assert.equal(await count('h'), 1)
})

test('a refusal that commits keeps what it wrote and leaves the key free', async () => {
  fails = async () => {
    throw Object.assign(new Refusal(422, { key: 'kernel.form.wrong' }), { commits: true })
  }
  assert.equal((await make('k7', { name: 'i' })).statusCode, 422)
  assert.equal(await count('i'), 1)
  fails = null
  assert.equal((await make('k7', { name: 'j' })).statusCode, 201)
})

test('a key that is missing or no key at all is refused', async () => {
  assert.equal((await make(null, { name: 'k' })).json().code, 'kernel.key-missing')
  for (const key of ['a b', 'x'.repeat(101), 'ș'.normalize('NFD')])
    assert.equal((await submit({ 'idempotency-key': key, name: 'k' })).statusCode, 400, key)
  assert.equal((await submit({ 'idempotency-key': '\0', name: 'k' })).statusCode, 400)
  assert.equal((await submit({ name: 'k' })).statusCode, 400)
  assert.equal(await count('k'), 0)
})

test('what is wrong keeps the key, so that the corrected form is the same act', async () => {
  const wrong = await submit({ 'idempotency-key': 'k8', name: '' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /value="k8"/)
  assert.equal((await submit({ 'idempotency-key': 'k8', name: 'l' })).statusCode, 303)
})

test('an act that needs a key cannot have its form on a page that caches keep', async () => {
  const publicForm = page({ ...showForm, audience: 'public' })
  await assert.rejects(mounted([publicForm, action({ ...post, form: publicForm })]), /personal page/)
})

test('a request with files is known by their hashes, one without by what it says', () => {
  const asked = (fill: number, name = 'a.pdf') =>
    textOfRequest(['act', { id: 1 }, { files: [{ name, bytes: Buffer.alloc(9_000_000, fill) }] }])
  assert.ok(asked(1).length < 200, 'not a number a byte')
  assert.equal(asked(1), asked(1))
  assert.equal(new Set([asked(1), asked(2), asked(1, 'b.pdf')]).size, 3)
  const at = new Date('2026-11-22T10:00:00Z')
  assert.equal(textOfRequest([{ at, none: null, list: ['x'] }]), JSON.stringify([{ at, none: null, list: ['x'] }]))
})
