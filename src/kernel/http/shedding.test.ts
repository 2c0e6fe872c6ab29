import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { h } from 'preact'
import Type from 'typebox'
import { Refusal } from '#kernel/errors.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { page, resource } from './endpoint.ts'
import type { Pressure } from './pressure.ts'

let pressure: Pressure = 'none'
let away = false
const Reply = Type.Object({ says: Type.String() })
const says = page({
  name: 'says',
  path: '/says',
  reply: Reply,
  load: async () => {
    if (away) throw new Refusal(503, { key: 'kernel.busy' })
    return { says: 'hello' }
  },
  html: (reply) => h('html', {}, h('main', { id: 'main' }, reply.says)),
})
const list = resource({
  name: 'list',
  path: '/list.csv',
  contentType: 'text/csv; charset=utf-8',
  canWait: true,
  load: async () => ({ body: 'a,b' }),
})
const trail = page({
  name: 'trail',
  path: '/trail',
  audience: 'personal',
  canWait: true,
  reply: Reply,
  load: async () => ({ says: 'x' }),
  html: () => h('p', {}),
})

let app: Mounted
before(async () => {
  app = await mounted([says, list, trail], { publicSeconds: 0.01, pressure: () => pressure })
})
after(() => app.close())
const get = (url: string) => app.server.inject({ url })

test('under pressure what can wait is refused first, and pages are still answered', async () => {
  pressure = 'some'
  for (const url of ['/list.csv', '/api/v1/list.csv', '/ro/trail', '/api/v1/trail']) {
    const reply = await get(url)
    assert.equal(reply.statusCode, 503, url)
    assert.match(String(reply.headers['retry-after']), /^[1-5]$/)
  }
  assert.equal((await get('/ro/says')).statusCode, 200)
  pressure = 'none'
  assert.equal((await get('/list.csv')).statusCode, 200)
})

test('when the database is away a page is shown as it was, and says so to people and programs', async () => {
  const { body } = await get('/ru/says')
  assert.doesNotMatch(body, /as of/)
  await get('/api/v1/says')
  away = true
  await new Promise((resolve) => setTimeout(resolve, 40))
  const old = await get('/ru/says')
  assert.equal(old.statusCode, 200)
  assert.match(old.body, /<main id="main"><p>as of 2026-11-22T10:00:00.000Z<\/p>hello<\/main>/)
  const json = await get('/api/v1/says')
  assert.deepEqual(json.json(), { says: 'hello' })
  assert.match(String(json.headers.age), /^\d+$/)
  assert.equal((await get('/en/says')).statusCode, 503, 'nobody has seen it in English')
  away = false
})
