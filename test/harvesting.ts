import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before } from 'node:test'
import { sql } from 'kysely'
import type { FetchOptions } from '#kernel/fetch/fetch-outside.ts'
import { type RunOptions, runHarvest } from '#modules/open-data/harvest/run-harvest.ts'
import { type TestApp, testApp } from './app.ts'
import { authorityId, signedIn, type TestPerson } from './people.ts'

export let app: TestApp
export let officer: TestPerson
export let other: TestPerson
export let administrator: TestPerson
export let citizen: TestPerson
export let origin = ''
export type Answering = (request: IncomingMessage, reply: ServerResponse, url: URL) => void
/** What the other catalogue answers now; each test says it. */
export const site: { answer: Answering } = { answer: (_request, reply) => reply.writeHead(404).end() }
export const asked: URL[] = []
const server = createServer((request, reply) => {
  const url = new URL(request.url ?? '/', origin)
  asked.push(url)
  site.answer(request, reply, url)
})

before(async () => {
  app = await testApp()
  const balti = await authorityId(app, 'primaria-balti')
  const chisinau = await authorityId(app, 'primaria-chisinau')
  officer = await signedIn(app, {
    name: 'Olga',
    email: 'olga@example.md',
    roles: [{ name: 'officer', organisationId: balti }],
  })
  other = await signedIn(app, {
    name: 'Oleg',
    email: 'oleg@example.md',
    roles: [{ name: 'officer', organisationId: chisinau }],
  })
  administrator = await signedIn(app, { name: 'Radu', email: 'radu@example.md', roles: [{ name: 'administrator' }] })
  citizen = await signedIn(app, { name: 'Ana', email: 'ana@example.md' })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://sursa.example:${(server.address() as AddressInfo).port}`
})
after(async () => {
  server.closeAllConnections()
  server.close()
  await app?.close()
})
afterEach(async () => {
  asked.length = 0
  // Each test has sources of its own; nothing of another is due in it.
  await sql`UPDATE open_data.harvest_source SET ended_at = now() WHERE ended_at IS NULL`.execute(app.services.db)
})

/** As if this machine were one of the internet. */
export const fetch: Partial<FetchOptions> = {
  permits: (address) => address === '127.0.0.1',
  resolve: async () => ['127.0.0.1'],
}

export const post = (path: string, body: unknown, person: TestPerson) =>
  app.postJson(`/api/v1/work/data-sources${path}`, body, { ...person.headers, 'sec-fetch-site': 'same-origin' })
export const get = async (path: string, person = officer) =>
  (await app.get(`/api/v1/work/data-sources${path}`, person.headers)).json()

export async function addSource(path: string, more: Record<string, unknown> = {}, person = officer): Promise<string> {
  const body = { kind: 'ckan', address: `${origin}${path}`, schedule: 'daily', lang: 'ro', ...more }
  const made = await post('/new', body, person)
  assert.equal(made.statusCode, 201, made.body)
  return made.json().source
}

export async function waiting(source: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM open_data.harvest_job WHERE source_id = ${source} AND state = 'queued'`.execute(app.services.db)
  return rows[0]?.id
}

/** What the job would do, in as many turns as it takes. */
export async function run(source: string, options: RunOptions = {}): Promise<any> {
  for (let turn = 0; turn < 20; turn++) {
    const id = await waiting(source)
    if (id === undefined) break
    await runHarvest(app.services, id, { fetch, pauses: [0, 0], ...options })
  }
  return (await get(`/${source}`)).jobs[0]
}

export async function again(source: string, body = {}, options: RunOptions = {}): Promise<any> {
  const made = await post(`/${source}/jobs`, body, officer)
  assert.equal(made.statusCode, 202, made.body)
  return run(source, options)
}

export const log = async (source: string, job: { run: number }) =>
  (await get(`/${source}/jobs/${job.run}`)).lines.map(({ code, text }: any) => `${code}: ${text}`)
export const dataset = async (name: string) => app.get(`/api/v1/data/${name}`)
export const found = async (words: string) => (await app.get(`/api/v1/data?q=${encodeURIComponent(words)}`)).json()

/** A small CKAN: as others' are, with what it was told to have. */
export function ckan(packages: any[], { ids = packages.map(({ id }) => id), perPage = 100 } = {}): Answering {
  return (_request, reply, url) => {
    const result = (value: unknown) =>
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ success: true, result: value }))
    const refuse = (type: string) =>
      reply.writeHead(404).end(JSON.stringify({ success: false, error: { __type: type, message: 'Not found' } }))
    const action = url.pathname.split('/').at(-1)
    const start = Number(url.searchParams.get('start'))
    if (action === 'package_search' && url.searchParams.get('fl') === 'id')
      return result({ count: ids.length, results: ids.slice(start, start + 1_000).map((id) => ({ id })) })
    if (action === 'package_search') {
      const since = /metadata_modified:\[(\S+) TO/.exec(url.searchParams.get('fq') ?? '')?.[1] ?? ''
      const those = packages.filter(({ metadata_modified: at }) => `${at}Z` >= since)
      return result({ count: those.length, results: those.slice(start, start + perPage) })
    }
    const one = packages.find(({ id }) => id === url.searchParams.get('id'))
    return action === 'package_show' && one ? result(one) : refuse('Not Found Error')
  }
}

export const uuid = (n: number) => `0000000${n}-1111-4222-8333-444444444444`.slice(-36)
export const packageOf = (n: number, more: Record<string, unknown> = {}) => ({
  id: uuid(n),
  name: `sursa-${n}`,
  title: `Registrul numărul ${n}`,
  notes: '<p>Ce <b>conține</b>.</p><script>alert(1)</script><ul><li>unu</li><li>doi</li></ul>',
  license_id: 'cc-by',
  tags: [{ name: 'școli' }],
  groups: [{ name: 'educ', display_name: 'EDUC' }],
  metadata_modified: `2026-11-0${n}T10:00:00.000001`,
  resources: [
    { id: `fisier-${n}`, name: 'Lista', url: `https://date.example/${n}.csv`, format: 'csv', mimetype: 'text/csv' },
  ],
  ...more,
})
