import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { h } from 'preact'
import Type from 'typebox'
import { Forbidden, SignInNeeded } from '#kernel/errors.ts'
import { form, optional, token } from '#kernel/forms/fields.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { nobody } from './context.ts'
import { type Endpoint, page, resource } from './endpoint.ts'
import { searchOfRead } from './search-of-read.ts'
import { attachment } from './send-resource.ts'
import { routesOf } from './server.ts'

const reply = Type.Object({ word: Type.String() })
const who: string[] = []
let hold: Promise<unknown> = Promise.resolve()

const endpoints: Endpoint[] = [
  page({
    name: 'source',
    path: '/source',
    audience: 'personal',
    reply,
    load: async (ctx) => ({ word: ctx.source }),
    html: ({ word }) => h('p', {}, word),
  }),
  page({
    name: 'slow',
    path: '/slow',
    reply,
    async load(ctx) {
      who.push(`${ctx.source}|${ctx.viewer.accountId}`)
      await hold
      return { word: 'slow', secret: 'never shown' } as { word: string }
    },
    html: (value) => h('p', {}, JSON.stringify(value)),
  }),
  page({
    name: 'thing',
    path: '/things/:id',
    params: form({ id: token() }),
    query: form({ after: optional(token()) }),
    reply,
    load: async (_ctx, { id }) => ({ word: id.toLowerCase() }),
    canonical: ({ word }) => `/things/${word}`,
    html: ({ word }, view) => h('p', {}, `${word} ${view.path}`),
  }),
  page({
    name: 'wrong',
    path: '/wrong',
    reply,
    load: async () => ({ word: 7 }) as never,
    html: () => h('p', {}),
  }),
  page({
    name: 'private',
    path: '/private',
    audience: 'personal',
    reply,
    load: async () => {
      throw new SignInNeeded()
    },
    html: () => h('p', {}),
  }),
  page({
    name: 'closed',
    path: '/closed',
    audience: 'personal',
    reply,
    load: async () => {
      throw new Forbidden()
    },
    html: () => h('p', {}),
  }),
  page({
    name: 'frame',
    path: '/frame',
    embeddable: true,
    reply,
    load: async () => ({ word: 'x' }),
    html: () => h('p', {}),
  }),
  resource({
    name: 'file',
    path: '/files/:id',
    params: form({ id: token() }),
    contentType: 'text/csv; charset=utf-8',
    load: async (ctx, { id }, _query, view) => ({
      body: `${ctx.lang} ${id} ${view.path}`,
      fileName: 'Raport „2026”.csv',
    }),
  }),
  resource({
    name: 'endless',
    path: '/endless',
    contentType: 'text/plain; charset=utf-8',
    load: async () => {
      opened = Readable.from(endless())
      return { body: opened, headers: { 'content-length': '9' } }
    },
  }),
  resource({
    name: 'feed',
    path: '/feed',
    contentType: 'application/atom+xml; charset=utf-8',
    localised: true,
    api: false,
    load: async (ctx) => ({ body: ctx.lang, cacheSeconds: 60 }),
  }),
]

let opened: Readable | undefined
let piecesRead = 0
function* endless() {
  for (;;) {
    piecesRead += 1
    yield 'nothing but words '
  }
}

let app: Mounted
before(async () => {
  app = await mounted(endpoints)
})
after(() => app.close())
const get = (url: string, headers = {}) => app.server.inject({ url, headers })

test('a canonical address keeps the question, and all spellings share one copy', async () => {
  const moved = await get('/ro/things/ABC?after=x&utm=1')
  assert.equal(moved.statusCode, 301)
  assert.equal(moved.headers.location, '/ro/things/abc?after=x&utm=1')
  assert.equal((await get('/ro/things/%61bc')).headers.location, '/ro/things/abc')
  assert.equal((await get('/ru/things/abc')).body, '<!doctype html><p>abc /things/abc</p>')
  assert.equal((await get('/api/v1/things/ABC')).json().word, 'abc')
})

test('what was read of a question is written so that it reads the same, and nothing else of it', () => {
  assert.equal(searchOfRead({}), '')
  assert.equal(searchOfRead({ q: null, page: undefined, only: [] }), '')
  assert.equal(
    searchOfRead({ q: 'școala & podul', open: true, shut: false, page: 2, topic: ['a', 'b'] }),
    '?q=%C8%99coala+%26+podul&open=yes&page=2&topic=a&topic=b',
  )
})

test('a use-case of a public page learns nothing of who asks; what the schema does not name is not shown', async () => {
  who.length = 0
  for (const url of ['/ro/slow', '/api/v1/slow'])
    assert.doesNotMatch((await get(url, { cookie: 'punte-session=x' })).body, /never/)
  assert.deepEqual([...new Set(who)], ['|null'])
})

test('a reply that breaks its schema is a bug that tells nothing', async () => {
  for (const url of ['/ro/wrong', '/api/v1/wrong']) {
    const { statusCode, body } = await get(url)
    assert.equal(statusCode, 500)
    assert.match(body, /kernel\.broken/)
    assert.doesNotMatch(body, /schema|word/)
  }
})

test('who must sign in is led there and back; programs are told', async () => {
  const page = await get('/ru/private?a=1')
  assert.equal(page.statusCode, 303)
  assert.equal(page.headers.location, `/ru/sign-in?next=${encodeURIComponent('/ru/private?a=1')}`)
  const program = await get('/api/v1/private')
  assert.equal(program.statusCode, 401)
  assert.equal(program.headers['www-authenticate'], 'Bearer')
  assert.equal((await get('/ro/closed')).statusCode, 403)
  assert.equal((await get('/ro/closed')).headers['cache-control'], 'no-store')
})

test('a token acts alone: the cookie beside it has no power', async () => {
  const seen: unknown[] = []
  const one = await mounted(endpoints, {
    async identify(request) {
      seen.push({ ...request.cookies })
      return nobody
    },
  })
  const cookie = 'punte-session=x'
  for (const headers of [{ cookie }, { cookie, authorization: 'Bearer y' }, { cookie, authorization: 'Basic y' }])
    await one.server.inject({ url: '/ro/source', headers })
  assert.deepEqual(seen, [{ 'punte-session': 'x' }, {}, { 'punte-session': 'x' }])
  await one.close()
})

test('only what is made for it may be framed, and no file keeps its language to itself', async () => {
  const frame = await get('/ro/frame')
  assert.equal(frame.headers['x-frame-options'], undefined)
  assert.match(String(frame.headers['content-security-policy']), /frame-ancestors \*/)
  assert.doesNotMatch(String(frame.headers['content-security-policy']), /unsafe/)
  assert.equal((await get('/ro/slow')).headers['x-frame-options'], 'DENY')

  const file = await get('/files/a', { 'accept-language': 'ru' })
  assert.equal(file.body, 'ru a /files/a')
  assert.equal(file.headers.vary, 'accept-language')
  assert.equal(file.headers['cross-origin-resource-policy'], 'cross-origin')
  assert.equal(file.headers['content-disposition'], attachment('Raport „2026”.csv'))
  const feed = await get('/en/feed')
  assert.equal(feed.body, 'en')
  assert.equal(feed.headers['cache-control'], 'public, max-age=60')
  assert.equal((await get('/api/v1/feed')).statusCode, 404)
})

test('names of files cannot leave their quotes, their folder or their header', () => {
  const table: [string, string][] = [
    ['a.csv', `attachment; filename="a.csv"; filename*=UTF-8''a.csv`],
    ['ș ț.pdf', `attachment; filename="___.pdf"; filename*=UTF-8''%C8%99%20%C8%9B.pdf`],
    ['a"; x="b', `attachment; filename="a___x__b"; filename*=UTF-8''a%22%3B%20x%3D%22b`],
    ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    ["a'(b)*", `attachment; filename="a__b__"; filename*=UTF-8''a%27%28b%29%2A`],
    ['a\r\nX-Evil: 1', `attachment; filename="a__X-Evil__1"; filename*=UTF-8''a__X-Evil%3A%201`],
    ['\ud800.csv', `attachment; filename="_.csv"; filename*=UTF-8''%EF%BF%BD.csv`],
  ]
  for (const [name, header] of table) assert.equal(attachment(name), header)
})

test('a forwarded address is believed only from the proxies that the settings name', async () => {
  const table: [number | string[] | false, string, string | undefined, string][] = [
    [false, '203.0.113.1', '198.51.100.7', '203.0.113.1'],
    [1, '10.0.0.1', '198.51.100.7', '198.51.100.7'],
    [1, '10.0.0.1', 'spoofed, 198.51.100.7', '198.51.100.7'],
    [2, '10.0.0.1', 'spoofed, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
    [1, '10.0.0.1', undefined, '10.0.0.1'],
    [['10.0.0.0/8'], '10.0.0.1', '198.51.100.7', '198.51.100.7'],
    [['10.0.0.0/8'], '203.0.113.1', '198.51.100.7', '203.0.113.1'],
    [['10.0.0.0/8'], '10.0.0.1', '192.0.2.66, 198.51.100.7, 10.2.0.1', '198.51.100.7'],
    [['10.0.0.0/8', '::1'], '::1', '2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ]
  for (const [trustProxy, remoteAddress, forwarded, source] of table) {
    const behind = await mounted(endpoints, { trustProxy })
    const { body } = await behind.server.inject({
      url: '/api/v1/source',
      remoteAddress,
      headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
    })
    assert.equal(JSON.parse(body).word, source, JSON.stringify([trustProxy, remoteAddress, forwarded]))
    await behind.close()
  }
})

test('for its head nothing of a file is read', async () => {
  const { statusCode, headers, body } = await app.server.inject({ method: 'HEAD', url: '/endless' })
  assert.deepEqual([statusCode, body], [200, ''])
  assert.deepEqual([headers['content-type'], headers['content-length']], ['text/plain; charset=utf-8', '9'])
  assert.ok(piecesRead < 100, `${piecesRead} pieces`)
  assert.equal(opened?.destroyed, true, 'what was opened is closed')
})

test('an address has a route for what it takes, and none of its own for the head', () => {
  const head = routesOf(app.server).filter(({ method }) => method === 'HEAD')
  assert.deepEqual(
    head.map(({ url }) => url),
    ['/assets/*'],
  )
})

test('a stop lets what is under way end, and closes connections that wait', async () => {
  const stopping = await mounted(endpoints)
  await stopping.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = stopping.server.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const ask = (path: string) =>
    new Promise<IncomingMessage & { text: string }>((resolve, reject) => {
      request({ port, host: '127.0.0.1', path, agent }, async (reply) => {
        const text = Buffer.concat(await reply.toArray()).toString()
        resolve(Object.assign(reply, { text }))
      })
        .on('error', reject)
        .end()
    })
  const idle = await ask('/ro/feed')
  assert.equal(idle.statusCode, 200)
  const { promise, resolve } = Promise.withResolvers<void>()
  hold = promise
  who.length = 0
  const slow = ask('/ro/slow')
  while (who.length === 0) await setTimeout(5)
  const closed = stopping.close()
  await setTimeout(30)
  await assert.rejects(
    once(request({ port, host: '127.0.0.1', path: '/ro/feed', agent: false }).end(), 'response'),
    /ECONNREFUSED/,
  )
  resolve()
  const late = await slow
  assert.equal(late.statusCode, 200)
  assert.match(late.text, /slow/)
  assert.equal(late.headers.connection, 'close')
  await closed
  agent.destroy()
})
