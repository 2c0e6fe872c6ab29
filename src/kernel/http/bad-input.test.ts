import assert from 'node:assert/strict'
import { type IncomingHttpHeaders, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { langs } from '#kernel/i18n/lang.ts'
import { type TestApp, testApp } from '#test/app.ts'

let app: TestApp
let port: number
before(async () => {
  app = await testApp()
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.server.address() as AddressInfo).port
})
after(() => app.close())

const path = '/petitions/1/signature-request'
const titles = { ro: /<html lang="ro"/, ru: /<html lang="ru"/, en: /<html lang="en"/ }

function assertPage(
  reply: { statusCode: number; headers: Record<string, unknown>; body: string },
  status: number,
  lang: 'ro' | 'ru' | 'en',
) {
  assert.equal(reply.statusCode, status, reply.body.slice(0, 200))
  assert.equal(reply.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(reply.headers['cache-control'], 'no-store')
  assert.match(reply.body, titles[lang])
}

function assertProblem(
  reply: { statusCode: number; headers: Record<string, unknown>; body: string },
  status: number,
  code: string,
) {
  assert.equal(reply.statusCode, status, reply.body.slice(0, 200))
  assert.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
  const { code: found, status: repeated, title, type } = JSON.parse(reply.body)
  assert.deepEqual([found, repeated, type], [code, status, `urn:punte:problem:${code}`])
  assert.ok(title.length > 5)
}

const form = (url: string, payload: string, headers = {}) =>
  app.server.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
  })
const json = (payload: string, headers = {}) =>
  app.server.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  })

test('a hundred thousand fields and ten megabytes are too large, in the language of the reader', async () => {
  for (const lang of langs) {
    assertPage(await form(`/${lang}${path}`, 'a&'.repeat(2_000)), 413, lang)
    assertPage(await form(`/${lang}${path}`, 'a=1&'.repeat(100_000)), 413, lang)
    assertPage(await form(`/${lang}${path}`, `name=${'a'.repeat(10_000_000)}`), 413, lang)
  }
  assertProblem(await json(`{"name":"${'a'.repeat(10_000_000)}"}`), 413, 'kernel.too-large')
})

test('a body that goes on for ever is cut off, and others are still served', async () => {
  const reply = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', () => resolve(said))
    socket.on('close', () => resolve(said))
    socket.setTimeout(5_000, () => reject(new Error('still open')))
    socket.write(
      `POST /ro${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`
    const pour = setInterval(() => socket.writable && socket.write(chunk), 1)
    socket.on('close', () => clearInterval(pour))
  })
  // Whoever goes on writing after the limit may find the connection reset before the answer.
  assert.match(reply, /^(HTTP\/1\.1 413 |$)/)
  assert.equal((await fetch(`http://127.0.0.1:${port}/livez`)).status, 200)
})

test('who sends ten megabytes before reading anything still reads why they are refused', async () => {
  for (let n = 0; n < 3; n++) {
    const reply = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      let said = ''
      socket.pause()
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        said += chunk
      })
      socket.on('close', () => resolve(said))
      socket.write(
        `POST /ru${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000000\r\n\r\n`,
      )
      socket.end('a'.repeat(10_000_000), () => setTimeout(() => socket.resume(), 50))
    })
    assert.match(reply, /^HTTP\/1\.1 413 /)
    assert.match(reply, titles.ru)
  }
})

test('bodies of another kind are refused', async () => {
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'nonsense',
    'application/x-www-form-urlencoded',
  ]) {
    const reply = await app.server.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      payload: 'a=1',
      headers: { 'content-type': type },
    })
    assertProblem(reply, 415, 'kernel.unsupported')
  }
  assertPage(await form(`/ru${path}`, '{"name":{"a":1}}', { 'content-type': 'application/json' }), 415, 'ru')
})

test('malformed, deep and wide JSON is answered within bounds', async () => {
  for (const body of [
    '{',
    '[]',
    '"x"',
    'null x',
    '',
    '{"a":1}}',
    '{"__proto__":{"name":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
  ])
    assertProblem(await json(body), 400, 'kernel.bad-request')
  const deep = await json(`{"name":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)
  assertProblem(deep, 422, 'kernel.invalid-input')
  assertProblem(await json(`{${'"a":{'.repeat(9_000)}${'}'.repeat(9_000)}}`), 422, 'kernel.invalid-input')
  const wide = Array.from({ length: 1_000_000 }, (_, n) => `"${n}":1`).join()
  assertProblem(await json(`{${wide}}`), 413, 'kernel.too-large')
  assertProblem(
    await json('{"name":[1],"email":{"a":1},"place":7,"consent":"x","showName":null}'),
    422,
    'kernel.invalid-input',
  )
})

test('a path that names nothing is a page for people and a problem for programs', async () => {
  for (const lang of langs)
    for (const url of [
      `/${lang}/nothing`,
      `/${lang}/petitions/999`,
      `/${lang}/petitions/x`,
      `/${lang}/petitions/1/nothing`,
    ])
      assertPage(await app.get(url), 404, lang)
  assertPage(await app.get('/nothing', { accept: 'text/html', 'accept-language': 'ru' }), 404, 'ru')
  for (const url of ['/api/v1/nothing', '/api/v1/petitions/999', '/apiary', '/nothing', '/rot', '/assets/none.js'])
    assertProblem(await app.get(url, { 'accept-language': 'en' }), 404, 'kernel.not-found')
})

test('another method than the ones a path has is refused with those it has', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
    const page = await app.server.inject({
      method,
      url: '/en/petitions?page=2',
      payload: 'a',
      headers: { 'content-type': 'a/b' },
    })
    assertPage(page, 405, 'en')
    assert.match(page.body, /does not take requests of this kind/)
    assert.equal(page.headers.allow, 'GET, HEAD')
    const problem = await app.server.inject({ method, url: '/api/v1/petitions' })
    assertProblem(problem, 405, 'kernel.method-not-allowed')
    assert.equal(problem.headers.allow, 'GET, HEAD')
  }
  assertPage(await form('/ro/petitions', 'a=1'), 405, 'ro')
  assertProblem(
    await app.server.inject({ method: 'OPTIONS', url: '/api/v1/petitions' }),
    405,
    'kernel.method-not-allowed',
  )
  const toForm = '/api/v1/petitions/1/signature-request'
  assert.equal((await app.server.inject({ method: 'PUT', url: toForm })).headers.allow, 'GET, HEAD, POST')
  assertProblem(await app.server.inject({ method: 'PUT', url: '/api/v1/nothing' }), 404, 'kernel.not-found')
})

test('no path is too odd for an answer', async () => {
  const odd = [
    '%ff',
    '%00',
    '%',
    '%zz',
    '%e2%80',
    '1%00',
    '..%2f..',
    '%2e%2e',
    '..',
    '/evil.test',
    '1-%ff',
    '%F0%9F%98%80',
    'a'.repeat(10_000),
    '1-'.padEnd(10_000, 'x'),
    '%41'.repeat(300),
    '[]',
    "'",
    '*',
    '\\',
    '{}',
    '1;a=b',
  ]
  for (const one of odd)
    for (const [prefix, rest] of [
      ['/ro/petitions/', ''],
      ['/ru/petitions/', '/signature-request'],
      ['/en/signatures/', ''],
      ['/api/v1/petitions/', ''],
      ['/', ''],
      ['/assets/', ''],
    ] as const) {
      const reply = await getRaw(`${prefix}${one}${rest}`)
      const expected =
        prefix === '/en/signatures/' || !one.startsWith('1') ? [400, 403, 404, 414] : [200, 301, 400, 403, 404, 414]
      assert.ok(
        expected.includes(reply.statusCode),
        `${prefix}${one.slice(0, 40)}: ${reply.statusCode} ${reply.body.slice(0, 100)}`,
      )
      assert.match(
        String(reply.headers['content-type'] ?? ''),
        reply.statusCode < 400 ? /./ : /^text\/html|^application\/problem\+json/,
      )
      assert.equal(reply.headers['x-content-type-options'], 'nosniff')
      assert.doesNotMatch(reply.body, /FST_ERR|node_modules/)
    }
})

test('a doubled or unreadable parameter is an error that names it, unknown ones are not', async () => {
  assertPage(await app.get('/ro/petitions?after=a&after=b'), 422, 'ro')
  const reply = await app.get('/api/v1/petitions?after=a&after=b')
  assertProblem(reply, 422, 'kernel.invalid-input')
  assert.deepEqual(reply.json().errors[0].field, 'after')
  for (const query of ['after=%00', 'after=%ff', 'after[]=1&after=%2F'])
    assertProblem(await app.get(`/api/v1/petitions?${query}`), 422, 'kernel.invalid-input')
  for (const query of [
    '__proto__=x',
    'constructor=1&constructor=2',
    'x[__proto__]=1',
    '&&&=&=',
    '%ff=%ff',
    'a=1'.repeat(2_000),
  ])
    assert.equal((await app.get(`/api/v1/petitions?${query}`)).statusCode, 200, query.slice(0, 40))
})

test('doubled, empty and odd fields of a form keep what was typed and say what is wrong', async () => {
  const reply = await form(
    `/en${path}`,
    'name=Ana&name=Ion&email=%00&place=md-cu-botanica&consent=yes&__proto__=x&constructor=y',
  )
  assertPage({ ...reply, headers: { ...reply.headers, 'cache-control': 'no-store' } }, 422, 'en')
  assert.equal(reply.headers['cache-control'], 'private, no-store')
  assert.match(reply.body, /The field was sent twice/)
  for (const body of ['', '=', '&', '%', '%ff=%ff', 'name', 'name=%ff%00', 'name[a]=1', 'email=a@b,c@d.md'])
    assert.equal((await form(`/en${path}`, body)).statusCode, 422, body)
})

test('asking for the head gives the head', async () => {
  const style = /\/assets\/[^"]*\.css/.exec((await app.get('/ro')).body)?.[0] ?? ''
  const pages = ['/ro', '/ru/petitions', '/api/v1/petitions', '/en/nothing', '/api/v1/nothing']
  for (const url of [
    ...pages,
    style,
    '/assets/none.css',
    '/livez',
    '/',
    '/ro/demo/mail',
    '/ro/work',
    '/ro/petitions/list.csv',
  ]) {
    const [get, head] = [await app.get(url), await app.server.inject({ method: 'HEAD', url })]
    assert.equal(head.statusCode, get.statusCode, url)
    assert.equal(head.body, '')
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary', 'content-security-policy'])
      assert.equal(head.headers[name], get.headers[name], `${url} ${name}`)
  }
})

test('fifty requests at once do not wait for each other’s connections', async () => {
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      app.post(`/ro${path}`, {
        name: 'Maria Rusu',
        email: `many${n}@example.md`,
        place: 'md-cu-botanica',
        consent: 'yes',
      }),
    ),
  )
  assert.deepEqual([...new Set(replies.map((reply) => reply.statusCode))], [303])
})

test('a database without room is busy, not broken', async () => {
  const { pool } = app.deps.database
  await pool.query('ALTER TABLE petitions.petition RENAME TO away')
  try {
    assertProblem(await app.get('/api/v1/petitions/1'), 500, 'kernel.broken')
  } finally {
    await pool.query('ALTER TABLE petitions.away RENAME TO petition')
  }
  const query = pool.connect
  pool.connect = (() => Promise.reject(new Error('timeout exceeded when trying to connect'))) as never
  try {
    const reply = await app.get('/api/v1/petitions/1')
    assertProblem(reply, 503, 'kernel.busy')
    assert.equal(reply.headers['retry-after'], '5')
    assert.equal((await app.get('/readyz')).statusCode, 503)
    assert.equal((await app.get('/livez')).statusCode, 200)
  } finally {
    pool.connect = query
  }
  assert.equal((await app.get('/readyz')).statusCode, 200)
})

/** As it stands: `inject` would tidy the path. */
function getRaw(path: string) {
  return new Promise<{ statusCode: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, agent: false }, async (reply) => {
      const body = Buffer.concat(await reply.toArray()).toString()
      resolve({ statusCode: reply.statusCode ?? 0, headers: reply.headers, body })
    })
    asked.on('error', reject).end()
  })
}
