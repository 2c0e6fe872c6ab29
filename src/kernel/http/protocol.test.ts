import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/errors.ts'
import { form, text } from '#kernel/forms/fields.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { protocol } from './endpoint.ts'
import type { Pressure } from './pressure.ts'

let pressure: Pressure = 'none'
let house: Mounted
const said = (status: number, body: unknown) => ({
  status,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
})
const refuse = (refusal: Refusal) => said(refusal.status, { fault: refusal.text.key })
const echo = protocol({
  name: 'echo',
  path: '/others/:name',
  also: ['/older/:name'],
  methods: ['GET', 'POST', 'DELETE'],
  params: form({ name: text({ max: 10 }) }),
  openToAll: true,
  canWait: true,
  bodyLimit: 100,
  async answer(ctx, { name }, asked) {
    if (name === 'bug') throw new Error('a secret')
    if (name === 'rule') throw new Refusal(409, { key: 'kernel.busy' })
    return said(200, {
      name,
      method: asked.method,
      path: asked.path,
      query: [...asked.query],
      body: asked.body.toString(),
      account: ctx.viewer.accountId,
    })
  },
  refuse,
})
const own = protocol({
  name: 'own',
  path: '/own',
  methods: ['POST'],
  audience: 'personal',
  answer: async (ctx) => said(200, { account: ctx.viewer.accountId }),
  refuse,
})
const push = protocol({
  name: 'push',
  path: '/push',
  methods: ['POST'],
  tokens: true,
  bodyLimit: 100,
  tokenBodyLimit: 1_000,
  answer: async (_ctx, _params, { body }) => said(200, { bytes: body.length }),
  refuse,
})

before(async () => {
  house = await mounted([echo, own, push], {
    pressure: () => pressure,
    identify: async (request) => {
      const { authorization } = request.headers
      if (authorization && authorization !== 'Bearer good') throw new Refusal(401, { key: 'kernel.sign-in-needed' })
      return { accountId: authorization ? 'by token' : (request.cookies['punte-session'] ?? null) }
    },
  })
})
after(() => house?.close())

const ask = (method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'OPTIONS', url: string, more: object = {}) =>
  house.server.inject({ method, url, ...more })

test('a request comes as it was sent, at every address', async () => {
  for (const path of ['/others/x', '/older/x']) {
    const reply = await ask('POST', `${path}?a=1&b=%20&a=2`, {
      headers: { 'content-type': 'text/strange' },
      payload: '{"not json',
    })
    assert.deepEqual(reply.json(), {
      name: 'x',
      method: 'POST',
      path,
      query: [
        ['a', '1'],
        ['b', ' '],
        ['a', '2'],
      ],
      body: '{"not json',
      account: null,
    })
  }
  assert.equal((await ask('DELETE', '/others/x')).json().method, 'DELETE')
  assert.equal((await ask('GET', '/others/x')).json().body, '')
  const other = await ask('PUT', '/others/x')
  assert.deepEqual([other.statusCode, other.headers.allow], [405, 'GET, HEAD, POST, DELETE, OPTIONS'])
  assert.equal((await ask('GET', '/ro/others/x')).statusCode, 404)
  assert.equal((await ask('GET', '/api/v1/others/x')).statusCode, 404)
})

test('every error has the shape of the protocol, and tells nothing of a bug', async () => {
  const long = await ask('GET', '/others/longer-than-ten')
  assert.deepEqual([long.statusCode, long.json()], [404, { fault: 'kernel.not-found' }])
  const large = await ask('POST', '/others/x', { headers: { 'content-type': 'a/b' }, payload: 'x'.repeat(101) })
  assert.deepEqual([large.statusCode, large.json()], [413, { fault: 'kernel.too-large' }])
  const rule = await ask('GET', '/others/rule')
  assert.deepEqual([rule.statusCode, rule.json()], [409, { fault: 'kernel.busy' }])
  const bug = await ask('GET', '/others/bug')
  assert.deepEqual([bug.statusCode, bug.json()], [500, { fault: 'kernel.broken' }])
  for (const reply of [long, large, rule, bug]) assert.equal(reply.headers['cache-control'], 'no-store')
})

test('what can wait is told to come again while the house is pressed', async () => {
  pressure = 'some'
  const reply = await ask('GET', '/others/x')
  pressure = 'none'
  assert.deepEqual([reply.statusCode, reply.json()], [503, { fault: 'kernel.busy' }])
  assert.ok(reply.headers['retry-after'])
})

test('other sites may ask where it is said, and find out that they may', async () => {
  const headers = { origin: 'https://other.test', 'sec-fetch-site': 'cross-site' }
  const reply = await ask('POST', '/others/x', { headers })
  assert.equal(reply.statusCode, 200)
  assert.equal(reply.headers['access-control-allow-origin'], '*')
  assert.equal(reply.headers['access-control-allow-credentials'], undefined)
  assert.equal(reply.headers['cross-origin-resource-policy'], 'cross-origin')
  const preflight = await ask('OPTIONS', '/others/x', { headers: { 'access-control-request-headers': 'x-other' } })
  assert.equal(preflight.headers['access-control-allow-methods'], 'GET, POST, DELETE')
  assert.equal(preflight.headers['access-control-allow-headers'], 'x-other')
  assert.equal((await ask('POST', '/own')).headers['access-control-allow-origin'], undefined)
  assert.equal((await ask('OPTIONS', '/own')).statusCode, 405)
})

test('who acts is known by a token, never by a cookie', async () => {
  const cookie = 'punte-session=somebody'
  assert.deepEqual((await ask('POST', '/own', { headers: { cookie } })).json(), { account: null })
  const good = await ask('POST', '/own', { headers: { cookie, authorization: 'Bearer good' } })
  assert.deepEqual(good.json(), { account: 'by token' })
  assert.match(String(good.headers['cache-control']), /private, no-store/)
  const bad = await ask('POST', '/own', { headers: { authorization: 'Bearer bad' } })
  assert.deepEqual([bad.statusCode, bad.json()], [401, { fault: 'kernel.sign-in-needed' }])
  const nobody = await ask('GET', '/others/x', { headers: { cookie, authorization: 'Bearer bad' } })
  assert.deepEqual([nobody.statusCode, nobody.json().account], [200, null])
})

test('who brings a token that works may send more', async () => {
  const send = (bytes: number, authorization?: string) =>
    ask('POST', '/push', { payload: 'x'.repeat(bytes), headers: authorization ? { authorization } : {} })
  assert.deepEqual((await send(100)).json(), { bytes: 100 })
  assert.deepEqual((await send(1_000, 'Bearer good')).json(), { bytes: 1_000 })
  for (const [reply, status] of [
    [await send(101), 413],
    [await send(1_001, 'Bearer good'), 413],
    [await send(101, 'Bearer bad'), 401],
  ] as const) {
    assert.equal(reply.statusCode, status)
    assert.ok(reply.json().fault)
  }
})

test('a body that does not say how long it is has the same bounds', async () => {
  const send = (pieces: number, authorization?: string) =>
    ask('POST', '/push', {
      payload: Readable.from(Array.from({ length: pieces }, () => 'x'.repeat(50))),
      headers: { 'content-type': 'text/plain', ...(authorization && { authorization }) },
    })
  assert.deepEqual((await send(2)).json(), { bytes: 100 })
  assert.equal((await send(3)).statusCode, 413)
  assert.deepEqual((await send(20, 'Bearer good')).json(), { bytes: 1_000 })
  assert.equal((await send(21, 'Bearer good')).statusCode, 413)
})
