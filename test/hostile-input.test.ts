import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Endpoint, isInApi } from '#kernel/http/endpoint.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { honestBody } from '#test/honest-body.ts'
import { moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { begin } from '#test/petitions.ts'

/** Asked of every endpoint, of whatever room, by somebody who may everything: nothing that can be sent breaks it. */
const endpoints: Endpoint[] = modules.flatMap((module) => module.endpoints ?? [])

const cursor = (text: string) => Buffer.from(text).toString('base64url')
const DASHES = '-'.repeat(36)
const NOBODY = '01940000-0000-7000-8000-000000000000'
const LAST_PLAIN = 'x:'.repeat(40)

/** What a field may be sent. Most are refused; what its reader lets pass must not break what comes after. */
const hostile: unknown[] = [
  ...[
    '',
    '\0',
    'a\0b',
    '\u202ea',
    '\ud800',
    'e\u0301\u0301\u0301\u0301',
    '👩‍👩‍👧',
    'İ',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'yes',
  ],
  ...["'; DROP TABLE x; --", '\\', '%', '_', '*', '(', '$1', ':*', '&', '!', '<->', "''", '<b>'],
  ...['../../etc/passwd', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '=1+1', 'a@b.md'],
  ...['0', '-1', '1', '1.5', '1e309', '٣', '2147483648', '999999999', '999999999999999'],
  ...['0000-01-01', '0001-01-01', '2026-02-30', '2026-11-22', '9999-12-31', DASHES, NOBODY, NOBODY.toUpperCase()],
  ...['ж'.repeat(300), 'a'.repeat(5_000), LAST_PLAIN],
  ...[
    'newest 0000-01-01T00:00:00.000Z',
    'newest 2026-11-22T10:00:00.000Z',
    'signed 999999999',
    'closing 2026-02-30',
    'closing 0000-01-01',
  ].flatMap((place) => [cursor(`${place} ${NOBODY}`), cursor(`${place} ${DASHES}`)]),
  ...[
    '2026-11-22T10:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '2026-11-22T99:99:99Z',
    '2026-11-22',
    '2026-02-30',
    '0000-01-01',
  ].flatMap((place) => [cursor(`${place} ${NOBODY}`), cursor(`${place} ${DASHES}`)]),
]
/** Those before the cursors, which mean something in queries only. */
const PLAIN = hostile.indexOf(LAST_PLAIN) + 1
/** Of these one is enough for whatever a path names: a number, an id, a secret that is hashed, a key of words. */
const HOSTILE_PATHS = new Set([
  DASHES,
  NOBODY,
  '__proto__',
  '0',
  '999999999',
  '2147483648',
  '%',
  '\\',
  'a\0b',
  '2026-02-30',
  'ж'.repeat(300),
])
/** What only a program can send. */
const ofPrograms: unknown[] = [
  0,
  -0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  true,
  false,
  null,
  [],
  [[]],
  {},
  [null],
  ['a', 'a'],
  { length: 1 },
  { toString: 1 },
]

let app: TestApp
let person: TestPerson
let params: Record<string, string>
let made = 0

before(async () => {
  app = await testApp()
  const { pool } = app.deps.database
  const desk = await moderationDesk(app)
  const item = await desk.waiting()
  const starter = await signedIn(app, { name: 'Cu ciornă', email: 'draft@example.md' })
  const draft = (await begin(app, starter)).split('/').at(-1) as string
  const one = await pool.query<{ id: string }>(
    `INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
     SELECT gen_random_uuid(), petition_id, organisation_id, 'registered', $1 FROM petitions.addressee LIMIT 1 RETURNING id`,
    [app.clock.now()],
  )
  params = {
    ...{ number: '1', item: item.item, case: one.rows[0]?.id as string, draft, slug: 'primaria-balti' },
    ...{ key: 'petitions.answer-days', name: 'x', token: newToken(), format: 'csv' },
  }
  await pool.query('INSERT INTO petitions.reply_link VALUES ($1, $2, $3, $4)', [
    tokenHash(params.token as string),
    params.case,
    app.clock.now(),
    new Date('2027-01-01'),
  ])
})
after(() => app?.close())

/** Somebody new each time: some acts end sessions or accounts. */
async function freshPerson(): Promise<TestPerson> {
  made += 1
  return signedIn(app, {
    name: 'Toate Rolurile',
    email: `roles${made}@example.md`,
    level: 'signed',
    roles: [
      { name: 'administrator' },
      { name: 'moderator', placeKey: 'md' },
      { name: 'officer', organisationId: await authorityId(app, 'primaria-chisinau') },
    ],
  })
}

const pathOf = (endpoint: Endpoint, changed: Record<string, string> = {}) =>
  endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(changed[name] ?? params[name] ?? NOBODY))
const hasNoLanguage = (endpoint: Endpoint) =>
  endpoint.kind === 'protocol' || (endpoint.kind === 'resource' && !endpoint.localised)
const queryOf = (endpoint: Endpoint) => ('query' in endpoint ? endpoint.query : null)
const look = (endpoint: Endpoint, path: string) =>
  app.get(isInApi(endpoint) ? `/api/v1${path}` : hasNoLanguage(endpoint) ? path : `/ro${path}`, person.headers)

test('no parameter of a path or a query breaks what it is for', async () => {
  const broken = new Set<string>()
  for (const endpoint of endpoints) {
    person = await freshPerson()
    // What the readers refuse goes no further: 404 and 422 of them are looked at in kernel/http/bad-input.test.ts.
    const sample = Object.fromEntries(
      [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, params[name] ?? NOBODY]),
    )
    const texts = hostile.filter((value): value is string => typeof value === 'string' && value.isWellFormed())
    const inPaths = Object.keys(sample).flatMap((name) =>
      texts
        .filter((value) => HOSTILE_PATHS.has(value) && 'value' in endpoint.params.read({ ...sample, [name]: value }))
        .map((value) => [pathOf(endpoint, { [name]: value }), `:${name}`, value]),
    )
    const query = queryOf(endpoint)
    const inQueries = Object.keys(query?.fields ?? {}).flatMap((name) =>
      texts
        .filter((value) => query && 'value' in query.read({ [name]: value }))
        .map((value) => [`${pathOf(endpoint)}?${name}=${encodeURIComponent(value)}`, `?${name}`, value]),
    )
    const tries = [...inPaths, ...inQueries] as [string, string, string][]
    for (const [path, what, value] of tries) {
      const reply =
        endpoint.kind === 'action' ? await app.postJson(`/api/v1${path}`, {}, program()) : await look(endpoint, path)
      if (reply.statusCode >= 500) broken.add(`${endpoint.name} ${what} ${decoded(value)} ${reply.statusCode}`)
    }
  }
  assert.deepEqual([...broken], [])
})

test('no field of a form breaks what it is for', async () => {
  const broken = new Set<string>()
  for (const endpoint of endpoints) {
    if (endpoint.kind !== 'action') continue
    person = await freshPerson()
    app.clock.advance(3 * 3600)
    const good = honestBody(endpoint.body)
    const sent = new Set<string>()
    for (const value of [...hostile.slice(0, PLAIN), ...ofPrograms]) {
      // Everywhere at once where it is let in; what the form itself refuses goes no further.
      const takes = Object.keys(endpoint.body.fields).filter(
        (name) => 'value' in endpoint.body.fields[name].read(value),
      )
      const body = { ...good, ...Object.fromEntries(takes.map((name) => [name, value])) }
      const written = JSON.stringify(body)
      if (sent.has(written) || 'errors' in endpoint.body.read(body)) continue
      sent.add(written)
      const reply = await app.postJson(`/api/v1${pathOf(endpoint)}`, body, program())
      if (reply.statusCode >= 500)
        broken.add(`${endpoint.name} ${takes.join()} ${decoded(String(JSON.stringify(value)))} ${reply.statusCode}`)
    }
  }
  assert.deepEqual([...broken], [])
})

/** Headers of a page of ours that speaks JSON, with a key never used before. */
function program(): Record<string, string> {
  return { ...person.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': newId(app.clock.now()) }
}

function decoded(value: string): string {
  return `${value.slice(0, 60)} (${Buffer.from(value, 'base64url').toString().slice(0, 60)})`
}
