import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { h } from 'preact'
import Type from 'typebox'
import { SignInNeeded } from '#kernel/errors.ts'
import { form, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { createLogger } from '#kernel/log.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { action, page } from './endpoint.ts'

let app: Mounted
let made = 0
const lines: Record<string, unknown>[] = []
const reply = Type.Object({ word: Type.String() })

const words = page({
  name: 'words',
  path: '/words',
  reply,
  load: async () => ({ word: `${++made} ${'ș'.repeat(800)}` }),
  html: ({ word }) => h('p', {}, word),
})
const own = page({
  name: 'own',
  path: '/own',
  audience: 'personal',
  reply,
  load: async () => ({ word: String(++made) }),
  html: ({ word }) => h('p', {}, word),
})
const counted = page({
  name: 'counted',
  path: '/counted/:number',
  params: form({ number: numberInPath() }),
  reply: Type.Object({ number: Type.Integer() }),
  load: async (_ctx, { number }) => ({ number }),
  html: ({ number }) => h('p', {}, String(number)),
  viewed: ({ number }) => (number === 9 ? null : { what: 'page', number }),
})
const entrance = page({
  name: 'entrance',
  path: '/entrance/:number',
  params: form({ number: numberInPath() }),
  audience: 'personal',
  reply: Type.Object({}),
  load: async () => {
    throw new SignInNeeded()
  },
  html: () => h('p', {}),
  viewedBeforeSignIn: ({ number }) => ({ what: 'sign-in', number }),
})
const say = action({
  name: 'say',
  path: '/words',
  body: form({ word: text({ max: 10 }) }),
  reply: Type.Object({}),
  run: async () => ({}),
  form: words,
  done: () => '/words',
})

before(async () => {
  const logger = createLogger('info', { write: (line: string) => lines.push(JSON.parse(line)) } as never)
  // Longer than the test: what is measured here is who answers, not how long.
  app = await mounted([words, own, counted, entrance, say], { publicSeconds: 600, logger })
  await app.server.listen({ port: 0, host: '127.0.0.1' })
})
after(() => app.close())

interface Answer {
  status: number
  headers: Record<string, unknown>
  body: Buffer
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<Answer> {
  const { port } = app.server.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () => {
        const { date: _, ...rest } = answer.headers
        resolve({ status: answer.statusCode ?? 0, headers: rest, body: Buffer.concat(chunks) })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const measured = (route: string, status: string) =>
  Number(
    new RegExp(`_count{method="GET",route="${route}",status="${status}"} (\\d+)`).exec(app.requests.text())?.[1] ?? 0,
  )

test('the second reply is the first, byte for byte and line for line, and met no route', async () => {
  const first = await ask('/ro/words', { 'accept-encoding': 'br' })
  const before = measured('/ro/words', '2xx')
  const second = await ask('/ro/words', { 'accept-encoding': 'br' })
  assert.deepEqual(second, first)
  assert.equal(measured('/ro/words', '2xx'), before + 1, 'measured by its route')
  assert.match(brotliDecompressSync(second.body).toString(), /ș/)
  for (const name of ['content-security-policy', 'x-content-type-options', 'x-frame-options', 'etag', 'vary'])
    assert.ok(second.headers[name], name)
  const line = lines.at(-1)
  assert.deepEqual(
    [line?.msg, line?.method, line?.route, line?.status, typeof line?.reqId],
    ['request', 'GET', '/ro/words', 200, 'string'],
  )
})

test('each encoding and each language has its own', async () => {
  const made = []
  for (const headers of [
    { 'accept-encoding': 'br' },
    { 'accept-encoding': 'gzip' },
    {},
    { 'accept-encoding': 'br', 'accept-language': 'ru' },
  ] as Record<string, string>[])
    for (const _ of [1, 2]) made.push(await ask('/api/v1/words', headers))
  const encodings = made.map(({ headers }) => headers['content-encoding'])
  assert.deepEqual(encodings, ['br', 'br', 'gzip', 'gzip', undefined, undefined, 'br', 'br'])
  assert.deepEqual(made[4]?.body, made[5]?.body)
  assert.notDeepEqual(made[6]?.headers.etag, made[0]?.headers.etag)
  assert.deepEqual(made[7], made[6])
})

test('who has the copy gets 304 without a body, and with the same protection', async () => {
  const first = await ask('/ro/words', { 'accept-encoding': 'br' })
  const known = { 'accept-encoding': 'br', 'if-none-match': String(first.headers.etag) }
  const [answer, slower] = [await ask('/ro/words', known), await ask('/ro/words', { ...known, 'if-none-match': '*' })]
  assert.equal(answer.status, 304)
  assert.equal(answer.body.length, 0)
  assert.deepEqual(answer.headers, slower.headers)
  assert.equal((await ask('/ro/words', { ...known, 'if-none-match': '"other"' })).status, 200)
})

test('personal pages are never kept, and acts on the same address are not taken for reading', async () => {
  const [one, two] = [await ask('/ro/own'), await ask('/ro/own')]
  assert.notDeepEqual(one.body, two.body)
  assert.equal(one.headers['cache-control'], 'private, no-store')
  await ask('/ro/words')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await ask('/ro/words', { ...headers, 'sec-fetch-site': 'cross-site' }, 'POST', 'word=a')).status, 403)
  assert.equal((await ask('/ro/words', { ...headers, 'sec-fetch-site': 'same-origin' }, 'POST', 'word=a')).status, 303)
})

test('views are counted of fresh replies, copies and copies that one has already; not of robots, heads and early fetches', async () => {
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0' }
  const { headers } = await ask('/ro/counted/7', browser)
  await ask('/ro/counted/7', browser)
  assert.equal((await ask('/ro/counted/7', { ...browser, 'if-none-match': String(headers.etag) })).status, 304)
  await ask('/en/counted/8', { 'user-agent': 'Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 40) Chrome/150.0 Mobile' })
  for (const agent of ['', 'curl/8.5.0', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'])
    await ask('/ro/counted/7', { 'user-agent': agent })
  await ask('/ro/counted/7', { ...browser, 'sec-purpose': 'prefetch;prerender' })
  await ask('/ro/counted/7', browser, 'HEAD')
  await ask('/ro/counted/9', browser)
  await ask('/ro/words', browser)
  await ask('/api/v1/counted/7', browser)
  assert.deepEqual(app.views.take(), [
    { number: 7, what: 'page', count: 3 },
    { number: 8, what: 'page', count: 1 },
  ])
})

test('where one has to sign in first, that is what is counted', async () => {
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0' }
  await ask('/ro/entrance/7', browser)
  assert.deepEqual(app.views.take(), [{ number: 7, what: 'sign-in', count: 1 }])
})
