import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, endRoles, signedIn, type TestPerson } from '#test/people.ts'
import { endScopedTokens } from './tokens.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('a token is told once, works as its owner and ends', async () => {
  const ana = await signedIn(app, { name: 'Ana', email: 'ana@example.md' })
  const made = await app.post('/ro/account/tokens', { name: 'raport', days: '30', key: 'form-1' }, ana.headers)
  assert.equal(made.statusCode, 200)
  assert.equal(made.headers['cache-control'], 'private, no-store')
  const token = made.body.match(/punte_[\w-]{22}/)?.[0] as string
  assert.ok(token)
  const mail = (await app.mails()).at(-1)
  assert.equal(mail?.to, 'ana@example.md', 'whoever reads the mailbox learns that there is a new token')
  assert.doesNotMatch(`${mail?.text}${mail?.html}`, /punte_/)
  const list = await app.get('/ro/account/tokens', ana.headers)
  assert.match(list.body, /raport/)
  assert.doesNotMatch(list.body, /punte_/)
  assert.equal(
    (await app.deps.database.pool.query(`SELECT 1 FROM kernel.idempotency_key WHERE reply::text LIKE '%punte_%'`))
      .rowCount,
    0,
  )

  const account = await app.get('/api/v1/account', bearer(token))
  assert.equal(account.json().address, 'ana@example.md')
  const id = (await app.get('/api/v1/account/tokens', ana.headers)).json().items[0].id
  const stranger = await signedIn(app, { name: 'Ion', email: 'ion@example.md' })
  await app.post(`/ro/account/tokens/${id}/ending`, {}, stranger.headers)
  assert.equal((await app.get('/api/v1/account', bearer(token))).statusCode, 200, 'a stranger ends nothing')
  await app.post(`/ro/account/tokens/${id}/ending`, {}, ana.headers)
  assert.equal((await app.get('/api/v1/account', bearer(token))).statusCode, 401)
})

test('the same form sent twice at once gives one token, shown both times', async () => {
  const ana = await signedIn(app, { name: 'Ana', email: 'double@example.md' })
  const form = { name: 'dublu', days: '30', key: 'form-2' }
  const replies = await Promise.all([1, 2, 3].map(() => app.post('/ro/account/tokens', form, ana.headers)))
  assert.equal(new Set(replies.map((reply) => reply.body.match(/punte_[\w-]{22}/)?.[0])).size, 1)
  assert.equal((await app.get('/api/v1/account/tokens', ana.headers)).json().items.length, 1)
  const ion = await signedIn(app, { name: 'Ion', email: 'double2@example.md' })
  const other = await app.post('/ro/account/tokens', form, ion.headers)
  assert.notEqual(other.body.match(/punte_[\w-]{22}/)?.[0], replies[0]?.body.match(/punte_[\w-]{22}/)?.[0])
})

test('a bad bearer is refused as problem+json, never taken for nobody or for the cookie', async () => {
  const ana = await signedIn(app, { name: 'Ana', email: 'bad@example.md' })
  for (const authorization of [
    'Bearer punte_wrong',
    'Bearer',
    'Bearer a b',
    'Basic YTpi',
    'punte_x',
    `Bearer ${'x'.repeat(300)}`,
  ]) {
    for (const url of ['/api/v1/account', '/ro/account']) {
      const reply = await app.get(url, { ...ana.headers, authorization })
      assert.equal(reply.statusCode, 401, `${authorization} ${url}`)
      assert.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
      assert.equal(reply.json().code, 'people.bad-token')
      assert.match(String(reply.headers['www-authenticate']), /^Bearer/)
    }
  }
})

test('a token never acts as an official, and never guards the account', async () => {
  const official = await signedIn(app, { name: 'Admin', email: 'admin@example.md', roles: [{ name: 'administrator' }] })
  const made = await app.postJson(
    '/api/v1/account/tokens',
    { name: 'api', days: '30' },
    { ...official.headers, 'sec-fetch-site': 'same-origin' },
  )
  assert.equal(made.statusCode, 201)
  const { token } = made.json()
  assert.deepEqual((await app.get('/api/v1/account', bearer(token))).json().roles, [])
  for (const path of [
    '/api/v1/account/sessions',
    '/api/v1/account/tokens',
    '/api/v1/account/data/export',
    '/api/v1/sign-in/second-factor',
  ])
    assert.equal((await app.get(path, bearer(token))).json().code, 'people.session-needed', path)
  for (const [path, body] of [
    ['/api/v1/account/tokens', { name: 'x', days: '30' }],
    ['/api/v1/account/data/erasure', { sure: true }],
    ['/api/v1/account/sessions/others/ending', {}],
    ['/api/v1/account/second-factor', {}],
    ['/api/v1/account/profile', { lang: 'ro' }],
  ] as const)
    assert.equal((await app.postJson(path, body, bearer(token))).statusCode, 403, path)
})

test('a token ends by itself, and there are at most twenty', async () => {
  const ana = await signedIn(app, { name: 'Ana', email: 'twenty@example.md' })
  let last = ''
  for (let n = 0; n < 20; n++) {
    const made = await app.post('/ro/account/tokens', { name: `t${n}`, days: '30', key: `k${n}` }, ana.headers)
    last = made.body.match(/punte_[\w-]{22}/)?.[0] as string
  }
  const many = await app.post('/en/account/tokens', { name: 'more', days: '30', key: 'k20' }, ana.headers)
  assert.equal(many.statusCode, 409)
  assert.match(many.body, /You have 20 tokens already/)
  assert.match(many.body, /value="more"/)
  app.clock.advance(31 * 86_400)
  assert.equal((await app.get('/api/v1/account', bearer(last))).statusCode, 401)
})

test('a token has the scopes that its owner chose, each for what names it, and only while the role holds', async () => {
  const organisationId = await authorityId(app, 'primaria-balti')
  const officer = await signedIn(app, {
    name: 'Olga',
    email: 'olga@balti.example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  const page = await app.get('/ro/account/tokens', officer.headers)
  assert.match(page.body, /name="scopes" value="open-data:write"/)
  const token = await makeWith(officer, 'open-data:write')
  const listed = (await app.get('/api/v1/account/tokens', officer.headers)).json().items
  assert.deepEqual(
    listed.map(({ scopes }: { scopes: { scope: string }[] }) => scopes.map(({ scope }) => scope)),
    [['open-data:write']],
  )

  const dataset = { titleRo: 'Date trimise de un program' }
  const key = { 'idempotency-key': '0190b5a0-0000-7000-8000-000000000001' }
  const made = await app.postJson('/api/v1/work/data/new', dataset, { ...bearer(token), ...key })
  assert.equal(made.statusCode, 201, made.body)
  const { rows } = await app.deps.database.pool.query(
    `SELECT a.act, a.account_id, a.role, t.name FROM audit.act a JOIN people.api_token t ON t.id = a.token_id ORDER BY a.acted_at`,
  )
  assert.deepEqual(rows, [
    { act: 'open-data.catalogue.create', account_id: officer.accountId, role: 'officer', name: 'program' },
  ])
  const name = made.json().dataset
  const published = await app.postJson(`/api/v1/work/data/${name}/publication`, {}, bearer(token))
  assert.equal(published.json().code, 'access.scope-needed', 'the other scope was not chosen')
  assert.equal((await app.get('/api/v1/work/cases', bearer(token))).statusCode, 403, 'no other room is lent the role')
  assert.deepEqual((await app.get('/api/v1/account', bearer(token))).json().roles, [])
  assert.equal((await app.get('/api/v1/account', { authorization: token })).statusCode, 200, 'also without Bearer')

  await endRoles(app, officer.accountId, 'officer', app.clock.now())
  assert.equal((await app.get(`/api/v1/work/data/${name}`, bearer(token))).statusCode, 403)
})

test('scopes are lent after the second factor, by who has a role for them, and end with the factor', async () => {
  const organisationId = await authorityId(app, 'primaria-balti')
  const roles = [{ name: 'officer' as const, organisationId }]
  const unsure = await signedIn(app, { name: 'Fără', email: 'f@balti.example.md', roles, secondFactor: false })
  const form = { name: 'program', days: '30', scopes: 'open-data:write', key: 'k' }
  assert.match((await app.get('/en/account/tokens', unsure.headers)).body, /confirm with your second factor first/)
  const refused = await app.post('/ro/account/tokens', form, unsure.headers)
  assert.match(String(refused.headers.location), /sign-in\/second-factor/)
  const citizen = await signedIn(app, { name: 'Ana', email: 'noscope@example.md' })
  assert.equal((await app.post('/ro/account/tokens', form, citizen.headers)).statusCode, 303)

  const sure = await signedIn(app, { name: 'Sigur', email: 's@balti.example.md', roles })
  const wrong = await app.post('/en/account/tokens', { ...form, scopes: 'open-data:everything' }, sure.headers)
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /no role for this right/)
  const token = await makeWith(sure, 'open-data:write')
  await transact(app.services.db, (tx) => endScopedTokens(tx, sure.accountId, app.clock.now()))
  assert.equal((await app.get('/api/v1/account', bearer(token))).statusCode, 401)
})

async function makeWith({ headers }: TestPerson, ...scopes: string[]): Promise<string> {
  const form = { name: 'program', days: '30', scopes }
  const made = await app.postJson('/api/v1/account/tokens', form, { ...headers, 'sec-fetch-site': 'same-origin' })
  assert.equal(made.statusCode, 201, made.body)
  return made.json().token
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
