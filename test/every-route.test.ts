import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { UNSEEN } from '#kernel/http/methods.ts'
import { routesOf } from '#kernel/http/server.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn } from '#test/people.ts'

let app: TestApp
let kept: TestApp
before(async () => {
  app = await testApp()
  kept = await testApp({ publicSeconds: 2, env: { PUNTE_PUBLIC_URL: 'https://punte.test' } })
})
after(async () => {
  await app.close()
  await kept.close()
})

const fill = (url: string) => url.replace('/assets/*', '/assets/none.css').replaceAll(/:\w+/g, '1').replaceAll('*', 'x')
const unsafe = () =>
  routesOf(app.server).filter(({ method, withoutCookies }) => !['GET', 'HEAD'].includes(method) && !withoutCookies)
const unpack = { br: brotliDecompressSync, gzip: gunzipSync }

test('no route that changes something can be used from another site', async () => {
  assert.ok(unsafe().length >= 4 * 3)
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', cookie: 'punte-session=x' },
    { origin: 'https://evil.test' },
    { origin: 'null', cookie: 'punte-session=x' },
    { cookie: 'punte-session=x' },
    { 'sec-fetch-site': 'cross-site', authorization: 'Basic eA==' },
  ]
  for (const { method, url } of unsafe())
    for (const headers of foreign) {
      const reply = await app.server.inject({ method: method as 'POST', url: fill(url), headers, payload: {} })
      assert.equal(reply.statusCode, 403, `${method} ${url} ${JSON.stringify(headers)}`)
      assert.match(reply.body, url.startsWith('/api') ? /kernel\.foreign-origin/ : /<html/)
    }
})

test('where any site may ask, a cookie has no power', async () => {
  const open = routesOf(app.server).filter(({ withoutCookies }) => withoutCookies)
  assert.ok(open.length > 0)
  const { headers } = await signedIn(app, { name: 'Ana Moraru', email: 'ana.moraru@example.md' })
  for (const { method, url } of open) {
    const ask = (more: Record<string, string>) =>
      app.server.inject({ method: method as 'POST', url: fill(url), headers: more, payload: {} })
    const nobody = await ask({ 'sec-fetch-site': 'cross-site', origin: 'https://other.test' })
    const somebody = await ask({ 'sec-fetch-site': 'cross-site', origin: 'https://other.test', ...headers })
    assert.equal(somebody.statusCode, nobody.statusCode, `${method} ${url}`)
    assert.equal(somebody.body, nobody.body, `${method} ${url}`)
    assert.doesNotMatch(nobody.body, /foreign-origin/, `${method} ${url}`)
  }
})

test('looking changes nothing', async () => {
  const { pool } = app.deps.database
  const tables = await pool.query(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  )
  const state = async () => {
    const seen: Record<string, unknown> = {}
    for (const { name } of tables.rows)
      seen[name] = (await pool.query(`SELECT count(*) AS rows, max(xmin::text::bigint) AS newest FROM ${name}`)).rows[0]
    return seen
  }
  const before = await state()
  for (const { method, url } of routesOf(app.server)) {
    if (method !== 'GET') continue
    const reply = await app.get(fill(url))
    assert.ok(reply.statusCode < 500, `${url}: ${reply.statusCode} ${reply.body.slice(0, 200)}`)
  }
  assert.deepEqual(await state(), before)
})

test('the rules for browsers come with every reply', async () => {
  const policy = /default-src 'self';.*base-uri 'none';.*object-src 'none';.*frame-ancestors 'none'/
  for (const { method, url } of routesOf(app.server)) {
    if (method === 'HEAD') continue
    const reply = await app.server.inject({ method: method as 'GET', url: fill(url) })
    const { headers } = reply
    const place = `${method} ${url} ${reply.statusCode}`
    assert.equal(headers['x-content-type-options'], 'nosniff', place)
    assert.equal(headers['referrer-policy'], 'strict-origin-when-cross-origin', place)
    const csp = String(headers['content-security-policy'])
    assert.doesNotMatch(csp, /unsafe|nonce|\*[^.]|http:/, place)
    if (headers['x-frame-options']) assert.match(csp, policy, place)
    assert.equal(headers['strict-transport-security'], undefined, place)
    assert.equal(headers['x-powered-by'] ?? headers.server, undefined, place)
    if (reply.body !== '')
      assert.match(
        String(headers['content-type']),
        /; charset=utf-8$|^(image|font|application\/(pdf|octet-stream))/,
        place,
      )
    if (reply.statusCode >= 400) assert.match(String(headers['cache-control']), /^(private, )?no-store$/, place)
    else assert.ok(headers['cache-control'], place)
  }
  const https = await kept.get('/ro')
  assert.match(String(https.headers['strict-transport-security']), /^max-age=31536000; includeSubDomains/)
  assert.match(String(https.headers['content-security-policy']), /upgrade-insecure-requests/)
})

test('every address refuses a method that it does not have, and names those it has', async () => {
  const known = Map.groupBy(routesOf(app.server), ({ url }) => fill(url))
  for (const [url, routes] of known) {
    const { statusCode, headers } = await app.server.inject({ method: 'PATCH', url })
    assert.equal(statusCode, url === UNSEEN ? 404 : 405, url)
    if (url === UNSEEN) continue
    const allowed = String(headers.allow).split(', ')
    assert.ok(!allowed.includes('PATCH'), url)
    for (const { method } of routes) assert.ok(allowed.includes(method), `${method} ${url}: ${allowed}`)
  }
})

test('an asset keeps for a year, and so does its refusal not', async () => {
  const css = /\/assets\/[^"]*\.css/.exec((await app.get('/ro')).body)?.[0]
  assert.ok(css)
  const reply = await app.get(css)
  assert.equal(reply.statusCode, 200)
  assert.equal(reply.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(reply.headers['x-content-type-options'], 'nosniff')
  const again = await app.get(css, { 'if-none-match': String(reply.headers.etag) })
  assert.equal(again.statusCode, 304)
  assert.equal((await app.get('/assets/none.css')).headers['cache-control'], 'no-store')
})

const pages = [
  '/ro',
  '/ru/petitions',
  '/en/developers',
  '/ro/petitions/1/signature-request',
  '/api/v1/petitions',
  '/api/v1/petitions/1',
]

test('a public reply is kept for a moment and is the same for every viewer', async () => {
  for (const url of pages) {
    const plain = await kept.get(url)
    assert.equal(plain.statusCode, 200, url)
    assert.equal(plain.headers['cache-control'], 'public, max-age=2, stale-while-revalidate=10')
    assert.match(
      String(plain.headers.vary),
      url.startsWith('/api') ? /accept-language, accept-encoding/ : /^accept-encoding/,
    )
    assert.equal(plain.headers['set-cookie'], undefined)
    for (const headers of [
      { cookie: 'punte-session=somebody' },
      { authorization: 'Bearer somebody' },
      { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.test', host: 'evil.test' },
      { 'user-agent': 'other', referer: 'https://evil.test' },
    ]) {
      // From the other app too, where nothing is kept: not only one copy, but the same made twice.
      for (const one of [kept, app]) {
        const reply = await one.get(url, headers as Record<string, string>)
        assert.equal(
          reply.body.replaceAll('https://punte.test', 'http://punte.test'),
          plain.body.replaceAll('https://punte.test', 'http://punte.test'),
          url,
        )
      }
    }
    assert.doesNotMatch(plain.body, /idempotency-key|evil\.test/)
  }
})

test('every encoding has the same bytes; who has them gets none', async () => {
  for (const url of pages) {
    const plain = await kept.get(url)
    for (const encoding of ['br', 'gzip'] as const) {
      const reply = await kept.get(url, { 'accept-encoding': encoding })
      if (reply.headers['content-encoding'] === undefined) assert.ok(plain.rawPayload.length < 600, url)
      else assert.deepEqual(unpack[encoding](reply.rawPayload), plain.rawPayload)
      assert.equal(reply.headers.etag, plain.headers.etag)
    }
    const etag = String(plain.headers.etag)
    for (const known of [etag, etag.replace('W/', ''), `"x", ${etag}`, '*']) {
      const reply = await kept.get(url, { 'if-none-match': known })
      assert.equal(reply.statusCode, 304, known)
      assert.equal(reply.body, '')
      assert.equal(reply.headers.etag, etag)
      assert.equal(reply.headers['cache-control'], plain.headers['cache-control'])
      assert.equal(reply.headers.vary, plain.headers.vary)
    }
    assert.equal((await kept.get(url, { 'if-none-match': '"other"' })).statusCode, 200)
  }
})

test('what nobody asked for cannot multiply the copies', async () => {
  const { pool } = kept.deps.database
  let queries = 0
  const connect = pool.connect
  pool.connect = ((...given: unknown[]) => {
    queries += 1
    return (connect as (...given: unknown[]) => unknown).apply(pool, given)
  }) as never
  const slug = String((await kept.get('/ro/petitions/1')).headers.location)
  assert.match(slug, /^\/ro\/petitions\/1-/)
  await kept.get(slug)
  const path = '/ro/petitions/1/signature-request'
  await kept.get(path)
  const warm = queries
  for (let n = 0; n < 20; n++) {
    assert.equal((await kept.get(`${slug}?utm_${n}=${n}`)).statusCode, 200)
    assert.equal((await kept.get(`/ro/petitions/1-made-up-${n}?q=${n}`)).headers.location, `${slug}?q=${n}`)
    assert.equal((await kept.get(`/ro/petitions/1-x${n}/signature-request`)).body, (await kept.get(path)).body)
  }
  pool.connect = connect
  // The 20 rounds take less than the two seconds that a copy lives, or a few of them more.
  assert.ok(queries - warm <= 30, `${queries - warm} queries`)
})

test('personal replies are kept by nobody', async () => {
  for (const url of ['/ro/demo/mail', '/api/v1/demo/mail']) {
    const reply = await kept.get(url)
    assert.equal(reply.statusCode, 200)
    assert.equal(reply.headers['cache-control'], 'private, no-store')
    assert.equal(reply.headers.etag, undefined)
    assert.equal(reply.headers['cross-origin-resource-policy'], 'same-origin')
  }
})

test('the front door leads to the language of the visitor', async () => {
  for (const lang of langs) {
    const reply = await app.get('/', { 'accept-language': `${lang},xx;q=0.5` })
    assert.equal(reply.statusCode, 302)
    assert.equal(reply.headers.location, `/${lang}`)
    assert.match(String(reply.headers.vary), /accept-language/)
  }
})
