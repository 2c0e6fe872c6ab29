import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { h } from 'preact'
import Type from 'typebox'
import { form } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { action, page, resource } from './endpoint.ts'

const byNumber = form({ number: numberInPath() })
const Words = Type.Object({ who: Type.String() })

/** Things up to number 9 are hers alone until they are opened. */
let opened = false
const thing = page({
  name: 'showThing',
  path: '/things/:number',
  params: byNumber,
  reply: Words,
  load: async (ctx, { number }) => ({ who: `${number} for ${ctx.viewer.accountId ?? 'all'}` }),
  html: (reply) => h('p', {}, reply.who),
  keptWhile: () => null,
})
const own = page({ ...thing, name: 'showMyThing', path: '/things/:number/mine', audience: 'personal' })
const file = resource({
  name: 'getThing',
  path: '/things/:number/file.txt',
  params: byNumber,
  contentType: 'text/plain',
  load: async () => ({ body: 'words' }),
})
const other = page({ ...thing, name: 'showOther', path: '/thingsfull/:number' })
const sent = action({
  name: 'sendThing',
  path: '/things/:number',
  params: byNumber,
  body: form({ word: numberInPath() }),
  reply: Words,
  run: async () => ({ who: 'x' }),
  form: thing,
  done: () => '/',
})

let app: Mounted
before(async () => {
  app = await mounted([thing, own, file, other, sent], {
    publicSeconds: 600,
    identify: async ({ headers }) => ({ accountId: headers.cookie ?? null }),
    veils: [
      {
        path: '/things/:number',
        seenBy: async (_db, { number }) =>
          opened || Number(number) > 9 ? null : ({ viewer }) => viewer.accountId === 'her',
      },
    ],
  })
})
after(() => app.close())
const get = (url: string, cookie?: string) => app.server.inject({ url, headers: cookie ? { cookie } : {} })

test('what is veiled is nothing to others, at every address and whoever came before', async () => {
  for (const url of ['/ro/things/1', '/api/v1/things/1', '/ro/things/1/mine', '/things/1/file.txt'])
    for (const [cookie, status] of [
      [undefined, 404],
      ['her', 200],
      ['him', 404],
      ['her', 200],
      [undefined, 404],
    ] as const) {
      const reply = await get(url, cookie)
      assert.equal(reply.statusCode, status, `${url} ${cookie}`)
      assert.match(String(reply.headers['cache-control']), /no-store/, url)
    }
  assert.match((await get('/ro/things/1', 'her')).body, /1 for her/)
})

test('a form that comes back shows nothing of it to others', async () => {
  const post = (cookie: string) =>
    app.server.inject({
      method: 'POST',
      url: '/ro/things/1',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'word=none',
    })
  assert.equal((await post('her')).statusCode, 422)
  assert.equal((await post('him')).statusCode, 404)
})

test('what is veiled is acted on by nobody who does not see it', async () => {
  const post = (cookie: string) =>
    app.server.inject({
      method: 'POST',
      url: '/api/v1/things/1',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': 'word-1' },
      payload: { word: '1' },
    })
  assert.equal((await post('him')).statusCode, 404)
  assert.equal((await post('her')).statusCode, 200)
})

test('what is not veiled is everybody’s, and kept', async () => {
  for (const url of ['/ro/things/10', '/ro/thingsfull/1']) {
    const reply = await get(url, 'her')
    assert.match(reply.body, /for all/)
    assert.match(String(reply.headers['cache-control']), /^public/)
  }
  opened = true
  const reply = await get('/ro/things/1', 'him')
  assert.deepEqual([reply.statusCode, /1 for all/.test(reply.body)], [200, true], 'once the veil is gone')
  opened = false
})
