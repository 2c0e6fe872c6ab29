import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, test } from 'node:test'
import { sql } from 'kysely'
import type { FetchOptions } from '#kernel/fetch/fetch-outside.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { harvest } from './part.ts'
import { queueDue } from './queue-due.ts'
import { type RunOptions, runHarvest } from './run-harvest.ts'

let app: TestApp
let officer: TestPerson
let other: TestPerson
let administrator: TestPerson
let citizen: TestPerson
let origin = ''
type Answering = (request: IncomingMessage, reply: ServerResponse, url: URL) => void
let answer: Answering = (_request, reply) => reply.writeHead(404).end()
const asked: URL[] = []
const server = createServer((request, reply) => {
  const url = new URL(request.url ?? '/', origin)
  asked.push(url)
  answer(request, reply, url)
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
const fetch: Partial<FetchOptions> = {
  permits: (address) => address === '127.0.0.1',
  resolve: async () => ['127.0.0.1'],
}

const post = (path: string, body: unknown, person: TestPerson) =>
  app.postJson(`/api/v1/work/data-sources${path}`, body, { ...person.headers, 'sec-fetch-site': 'same-origin' })
const get = async (path: string, person = officer) =>
  (await app.get(`/api/v1/work/data-sources${path}`, person.headers)).json()

async function addSource(path: string, more: Record<string, unknown> = {}, person = officer): Promise<string> {
  const body = { kind: 'ckan', address: `${origin}${path}`, schedule: 'daily', lang: 'ro', ...more }
  const made = await post('/new', body, person)
  assert.equal(made.statusCode, 201, made.body)
  return made.json().source
}

async function waiting(source: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM open_data.harvest_job WHERE source_id = ${source} AND state = 'queued'`.execute(app.services.db)
  return rows[0]?.id
}

/** What the job would do, in as many turns as it takes. */
async function run(source: string, options: RunOptions = {}): Promise<any> {
  for (let turn = 0; turn < 20; turn++) {
    const id = await waiting(source)
    if (id === undefined) break
    await runHarvest(app.services, id, { fetch, pauses: [0, 0], ...options })
  }
  return (await get(`/${source}`)).jobs[0]
}

async function again(source: string, body = {}, options: RunOptions = {}): Promise<any> {
  const made = await post(`/${source}/jobs`, body, officer)
  assert.equal(made.statusCode, 202, made.body)
  return run(source, options)
}

const log = async (source: string, job: { run: number }) =>
  (await get(`/${source}/jobs/${job.run}`)).lines.map(({ code, text }: any) => `${code}: ${text}`)
const dataset = async (name: string) => app.get(`/api/v1/data/${name}`)
const found = async (words: string) => (await app.get(`/api/v1/data?q=${encodeURIComponent(words)}`)).json()

/** A small CKAN: as others' are, with what it was told to have. */
function ckan(packages: any[], { ids = packages.map(({ id }) => id), perPage = 100 } = {}): Answering {
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

const uuid = (n: number) => `0000000${n}-1111-4222-8333-444444444444`.slice(-36)
const packageOf = (n: number, more: Record<string, unknown> = {}) => ({
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

test('a CKAN is read: its datasets are published here, marked, found, and told of under their own address', async () => {
  const uri = 'https://date.example/id/scoli'
  answer = ckan([packageOf(1, { extras: [{ key: 'uri', value: uri }] }), packageOf(2, { title: '', name: null })])
  const source = await addSource('/')
  const job = await run(source)
  assert.deepEqual([job.state, job.counts.new, job.counts.refused], ['done', 1, 1])
  const read = (await dataset('sursa-1')).json()
  assert.deepEqual(
    [read.title.text, read.licence.code, read.themes[0].code, read.keywords],
    ['Registrul numărul 1', 'CC_BY_4_0', 'EDUC', ['școli']],
  )
  assert.doesNotMatch(read.description.html, /script|alert/)
  assert.match(read.description.text, /Ce conține\..*unu.*doi/)
  assert.deepEqual(
    read.files.map(({ url, format }: any) => [url, format.code]),
    [['https://date.example/1.csv', 'CSV']],
  )
  assert.deepEqual(read.harvested, {
    from: `${origin}/`,
    id: uuid(1),
    page: `${origin}/dataset/sursa-1`,
    uri,
    ended: false,
  })
  for (const lang of ['ro', 'ru', 'en'])
    assert.match((await app.get(`/${lang}/data/sursa-1`)).body, new RegExp(`${new URL(origin).host}`))
  assert.equal((await found('registrul')).items[0].name, 'sursa-1')
  assert.match((await app.get('/catalog.ttl')).body, new RegExp(`<${uri}> a <?dcat:Dataset`))
  assert.match((await app.get('/dataset/sursa-1.ttl')).body, new RegExp(`<${uri}>`))
  const history = (await app.get('/api/v1/data/sursa-1/history')).json()
  assert.match(history.entries.at(-1).reason, /Preluat de la/)
  const { rows } = await sql<{ act: string; role: string }>`
    SELECT act, role FROM audit.act WHERE subject_id = 'sursa-1'`.execute(app.services.db)
  assert.deepEqual(rows, [{ act: 'open-data.catalogue.publish', role: 'system' }])
  assert.match(
    (await log(source, job)).join('\n'),
    /began: .*new: Nou, publicat: Registrul numărul 1.*refused.*titlu.*ended/s,
  )
})

test('only what changed is asked for, files keep their place, and what is gone is withdrawn with the reason', async () => {
  const packages = [1, 2, 3, 4, 5, 6].map((n) => packageOf(n, { id: uuid(n + 10), name: `pas-${n}` }))
  answer = ckan(packages)
  const source = await addSource('/pas')
  assert.equal((await run(source)).counts.new, 6)
  const before = (await dataset('pas-6')).json().files[0].id
  asked.length = 0
  packages[5] = { ...(packages[5] as any), title: 'Alt titlu', metadata_modified: '2026-11-20T00:00:00' }
  answer = ckan([...packages.slice(1)])
  const job = await again(source)
  assert.match(asked[0]?.searchParams.get('fq') ?? '', /metadata_modified:\[2026-11-06T10:00:00Z TO \*\]/)
  assert.equal(asked[0]?.searchParams.get('sort'), 'id asc')
  assert.deepEqual([job.counts.changed, job.counts.withdrawn, job.counts.new], [1, 1, 0])
  const changed = (await dataset('pas-6')).json()
  assert.deepEqual([changed.title.text, changed.files[0].id], ['Alt titlu', before])
  const gone = (await dataset('pas-1')).json()
  assert.match(gone.withdrawn.reason, /șters la sursa/)
  answer = ckan(packages)
  const back = await again(source, { whole: true })
  assert.deepEqual([back.counts.changed, back.counts.unchanged], [1, 5])
  assert.equal((await dataset('pas-1')).json().withdrawn, null)
})

test('a source that answers in part, with an error, or lost much at once takes nothing away', async () => {
  const packages = [1, 2, 3, 4].map((n) => packageOf(n, { id: uuid(n + 20), name: `multe-${n}` }))
  answer = ckan(packages)
  const source = await addSource('/multe')
  await run(source)
  answer = (request, reply, url) =>
    url.searchParams.get('fl') === 'id'
      ? reply.end(JSON.stringify({ success: true, result: { count: 4, results: [{ id: packages[0]?.id }] } }))
      : ckan(packages)(request, reply, url)
  const inPart = await again(source)
  assert.deepEqual([inPart.state, inPart.counts.withdrawn], ['done', 0])
  assert.match((await log(source, inPart)).join('\n'), /in-part/)
  // The list leaves them out, but each is there when it is asked for.
  answer = ckan(packages, { ids: [packages[0]?.id] })
  assert.equal((await again(source)).counts.withdrawn, 0)
  answer = (_request, reply) => reply.writeHead(503).end('<h1>jos</h1>')
  const failed = await again(source)
  assert.deepEqual([failed.state, failed.counts.withdrawn], ['failed', 0])
  assert.match(failed.failure, /503/)
  assert.equal(asked.filter(({ pathname }) => pathname.endsWith('package_search')).length > 3, true)
  answer = ckan(packages.slice(0, 2))
  const lost = await again(source)
  assert.deepEqual([lost.state, lost.counts.withdrawn], ['failed', 0])
  const stopped = await get(`/${source}`)
  assert.deepEqual([stopped.stoppedFor, stopped.nextAt], ['lost', null])
  assert.match((await app.get('/ro/work', officer.headers)).body, /data-sources/)
  await queueDue(app.services)
  assert.equal(await waiting(source), undefined)
  const accepted = await again(source, { acceptLosses: true })
  assert.deepEqual([accepted.state, accepted.counts.withdrawn], ['done', 2])
  assert.equal((await get(`/${source}`)).stoppedFor, null)
})

test('what is harvested is not changed here, what an officer withdrew stays so, and after the end all is theirs', async () => {
  answer = ckan([packageOf(1, { id: uuid(31), name: 'al-sursei' })])
  const source = await addSource('/al')
  await run(source)
  const change = (path: string, body: unknown) =>
    app.postJson(`/api/v1/work/data/al-sursei/${path}`, body, {
      ...officer.headers,
      'sec-fetch-site': 'same-origin',
      'idempotency-key': newId(app.clock.now()),
    })
  const refused = await change('description', { titleRo: 'Al meu', descriptionRo: 'x', licence: 'CC0' })
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'open-data.harvest.read-only'])
  assert.equal((await change('distributions', { titleRo: 'Altul', url: 'https://example.md/x' })).statusCode, 409)
  assert.match((await app.get('/ro/work/data/al-sursei', officer.headers)).body, /Preluat de la/)
  assert.equal((await change('withdrawal', { reason: 'Sunt în el date personale.' })).statusCode, 200)
  const job = await again(source, { whole: true })
  assert.deepEqual([job.counts.unchanged, job.counts.changed], [1, 0])
  assert.ok((await dataset('al-sursei')).json().withdrawn)
  assert.match((await log(source, job)).join('\n'), /left-withdrawn/)
  assert.equal((await post(`/${source}/end`, {}, officer)).statusCode, 200)
  assert.equal((await change('description', { titleRo: 'Al meu', descriptionRo: 'x', licence: 'CC0' })).statusCode, 200)
  assert.equal((await post(`/${source}/jobs`, {}, officer)).statusCode, 409)
})

test('officers have their institution’s sources, administrators all, others none', async () => {
  answer = ckan([])
  const source = await addSource('/rol')
  for (const [person, status] of [
    [officer, 200],
    [administrator, 200],
    [other, 403],
    [citizen, 403],
  ] as const) {
    assert.equal((await app.get(`/api/v1/work/data-sources/${source}`, person.headers)).statusCode, status)
    const changed = await post(`/${source}/settings`, { schedule: 'weekly', lang: 'ru' }, person)
    assert.equal(changed.statusCode, status, changed.body)
    if (status !== 200)
      for (const act of ['jobs', 'end', 'jobs/1/cancellation'])
        assert.equal((await post(`/${source}/${act}`, {}, person)).statusCode, status, act)
  }
  assert.deepEqual((await get('', other)).items, [])
  assert.equal((await get('', administrator)).items[0].id, source)
  const body = { kind: 'ckan', address: `${origin}/altul`, schedule: 'daily', lang: 'ro' }
  const institution = await authorityId(app, 'primaria-balti')
  assert.equal((await post('/new', { ...body, organisation: institution }, other)).statusCode, 403)
  assert.equal((await post('/new', body, citizen)).statusCode, 403)
  // Who speaks for all has to say for whom.
  assert.equal((await post('/new', body, administrator)).statusCode, 422)
  assert.equal((await post('/new', { ...body, address: 'file:///etc/passwd' }, officer)).statusCode, 422)
  const twice = await post('/new', { ...body, address: `${origin}/rol` }, officer)
  assert.deepEqual([twice.statusCode, twice.json().errors[0].field], [422, 'address'])
})

test('one job a source: it is not asked for twice, it is cancelled, and a schedule makes the next', async () => {
  const packages = [1, 2, 3].map((n) => packageOf(n, { id: uuid(n + 40), name: `rand-${n}` }))
  answer = ckan(packages, { perPage: 1 })
  const source = await addSource('/rand')
  const both = await Promise.all([post(`/${source}/jobs`, {}, officer), post(`/${source}/jobs`, {}, administrator)])
  assert.deepEqual(
    both.map(({ statusCode }) => statusCode),
    [409, 409],
  )
  // While the first page is read somebody does not want it any more.
  answer = (request, reply, url) => {
    post(`/${source}/jobs/1/cancellation`, {}, officer).then(() => ckan(packages, { perPage: 1 })(request, reply, url))
  }
  const job = await run(source)
  assert.equal(job.state, 'cancelled')
  assert.ok(job.counts.new < 3)
  assert.equal((await post(`/${source}/jobs/1/cancellation`, {}, officer)).statusCode, 409)
  answer = ckan(packages, { perPage: 1 })
  await queueDue(app.services)
  assert.equal(await waiting(source), undefined)
  app.clock.advance(86_460)
  await queueDue(app.services)
  await queueDue(app.services)
  const next = await run(source)
  assert.deepEqual([next.run, next.state, next.bySchedule], [2, 'done', true])
})

test('a job whose process died is ended and said, and another goes on where it was; two never work on one', async () => {
  const packages = [1, 2, 3, 4].map((n) => packageOf(n, { id: uuid(n + 50), name: `mort-${n}` }))
  let dies = true
  const small = ckan(packages, { perPage: 2 })
  answer = (request, reply, url) => {
    if (dies && url.searchParams.get('start') === '2') {
      dies = false
      // As a process that is killed: nothing more is written by it.
      sql`UPDATE open_data.harvest_job SET lease = gen_random_uuid() WHERE source_id = ${source}`
        .execute(app.services.db)
        .then(() => small(request, reply, url))
    } else small(request, reply, url)
  }
  const source = await addSource('/mort')
  const first = (await waiting(source)) as string
  await Promise.all([1, 2].map(() => runHarvest(app.services, first, { fetch, pauses: [0, 0] })))
  assert.equal((await get(`/${source}`)).jobs[0].counts.new, 2)
  await queueDue(app.services)
  assert.equal(await waiting(source), undefined)
  app.clock.advance(360)
  await queueDue(app.services)
  const { jobs } = await get(`/${source}`)
  assert.deepEqual(
    jobs.map(({ state }: any) => state),
    ['queued', 'failed'],
  )
  assert.match(jobs[1].failure, /oprit/)
  asked.length = 0
  const job = await run(source)
  assert.equal(asked[0]?.searchParams.get('start'), '2')
  assert.deepEqual([job.state, job.counts.new, job.counts.unchanged], ['done', 2, 0])
  assert.match((await log(source, job))[0], /^resumed/)
})

test('a turn that is told to stop leaves the rest to the next', async () => {
  const packages = [1, 2, 3].map((n) => packageOf(n, { id: uuid(n + 60), name: `stop-${n}` }))
  answer = ckan(packages, { perPage: 1 })
  const source = await addSource('/stop')
  const stopping = new AbortController()
  stopping.abort()
  const id = (await waiting(source)) as string
  await runHarvest(app.services, id, { fetch, stopping: stopping.signal })
  assert.equal(await waiting(source), id)
  assert.deepEqual([(await run(source)).counts.new], [3])
})

test('the same dataset from two sources is one, and nobody gets at another institution’s by its name', async () => {
  const id = uuid(71)
  const own = await addDataset(app, { name: 'propriu' })
  answer = ckan([packageOf(1, { id, name: 'comun' })])
  const source = await addSource('/unu')
  await run(source)
  const second = await addSource('/doi', {}, other)
  answer = ckan([
    packageOf(1, { id, name: 'comun', title: 'Schimbat de altul' }),
    packageOf(2, { id: own.id, name: 'propriu' }),
    packageOf(3, {
      id: uuid(73),
      name: 'propriu',
      extras: [{ key: 'uri', value: 'http://punte.test/data/x' }],
    }),
  ])
  const jobId = (await waiting(second)) as string
  await runHarvest(app.services, jobId, { fetch })
  const { jobs } = await get(`/${second}`, other)
  assert.deepEqual([jobs[0].state, jobs[0].counts.refused, jobs[0].counts.new], ['done', 3, 0])
  assert.equal((await dataset('comun')).json().title.text, 'Registrul numărul 1')
  assert.equal((await dataset('propriu')).json().harvested, null)
})

test('DCAT in Turtle, JSON-LD and RDF/XML, page by page', async () => {
  const head =
    '@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .'
  const one = (
    n: number,
  ) => `<https://d.example/ds/${n}> a dcat:Dataset ; dct:title "Titlul ${n}"@ro, "Название ${n}"@ru, "Titel"@de ;
    dct:description "Text"@ro ; dct:identifier "https://d.example/ds/${n}" ; dcat:keyword "apă"@ro, "вода"@ru ;
    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
    dcat:distribution [ dcat:accessURL <https://d.example/${n}.csv> ; dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
      dct:license <http://publications.europa.eu/resource/authority/licence/CC0> ] .`
  answer = (_request, reply, url) => {
    reply.setHeader('content-type', 'text/turtle')
    const page = Number(url.searchParams.get('page') ?? 1)
    const next = page < 3 ? `; hydra:next <${origin}/cat.ttl?page=${page + 1}>` : ''
    reply.end(`${head} <${url.href}> a hydra:PagedCollection ; hydra:totalItems 3 ${next} . ${one(page)}`)
  }
  const source = await addSource('/cat.ttl', { kind: 'dcat' })
  const job = await run(source)
  assert.deepEqual([job.state, job.counts.new], ['done', 3], job.failure)
  const { rows } = await sql<{ title: object; keywords: object; licence: string; url: string }>`
    SELECT d.title, d.keywords, d.licence, x.url FROM open_data.dataset d JOIN open_data.distribution x ON x.dataset_id = d.id
    WHERE d.harvested->>'uri' = 'https://d.example/ds/2'`.execute(app.services.db)
  assert.deepEqual(rows, [
    {
      title: { ro: 'Titlul 2', ru: 'Название 2' },
      keywords: { ro: ['apă'], ru: ['вода'] },
      licence: 'CC0',
      url: 'https://d.example/2.csv',
    },
  ])
  const graph = {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
    '@graph': [
      {
        '@id': 'https://j.example/1',
        '@type': 'dcat:Dataset',
        'dct:title': 'Din JSON-LD',
        'dct:identifier': 'https://j.example/1',
      },
    ],
  }
  answer = (_request, reply) => reply.setHeader('content-type', 'application/ld+json').end(JSON.stringify(graph))
  assert.equal((await run(await addSource('/cat.jsonld', { kind: 'dcat' }))).counts.new, 1)
  answer = (_request, reply) =>
    reply.setHeader('content-type', 'application/rdf+xml').end(`<?xml version="1.0"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
        <dcat:Dataset rdf:about="https://x.example/1"><dct:title xml:lang="ro">Din RDF/XML</dct:title>
          <dcat:distribution><dcat:Distribution><dcat:accessURL rdf:resource="https://x.example/1.csv"/></dcat:Distribution></dcat:distribution>
        </dcat:Dataset></rdf:RDF>`)
  const xml = await addSource('/cat.rdf', { kind: 'dcat' })
  assert.equal((await run(xml)).counts.new, 1)
  assert.equal((await found('Din RDF/XML')).total > 0, true)
})

test('data.json, 1.1 and the older list alone', async () => {
  const one = {
    identifier: 'buget',
    title: 'Bugetul orașului',
    description: 'Linii & sume',
    keyword: ['buget'],
    accessLevel: 'public',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    accrualPeriodicity: 'R/P1M',
    temporal: '2026-01-01/2026-12-31',
    contactPoint: { fn: 'Birou', hasEmail: 'mailto:birou@example.md' },
    distribution: [{ title: 'CSV', downloadURL: 'https://b.example/b.csv', mediaType: 'text/csv' }],
  }
  answer = (_request, reply) => reply.end(JSON.stringify({ conformsTo: 'x', dataset: [one, { title: 'fără id' }] }))
  const source = await addSource('/data.json', { kind: 'data-json' })
  const job = await run(source)
  assert.deepEqual([job.counts.new, job.counts.refused], [1, 1])
  const read = (await dataset('bugetul-orasului')).json()
  assert.deepEqual(
    [read.licence.code, read.frequency.code, read.coversTo, read.contact.email],
    ['CC0', 'MONTHLY', '2026-12-31', 'birou@example.md'],
  )
  answer = (_request, reply) => reply.end(JSON.stringify([one]))
  assert.equal((await again(source)).counts.unchanged, 1)
})

test('hostile sources are left, each with its reason', async () => {
  const turtle =
    (text: string): Answering =>
    (_request, reply) => {
      reply.setHeader('content-type', 'text/turtle')
      reply.end(text)
    }
  let n = 0
  const cases: [string, Record<string, unknown>, Answering, RegExp, RunOptions?][] = [
    [
      'redirect',
      {},
      (_q, reply) => reply.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
      /nu este una la care/,
      { fetch: { ...fetch, resolve: async (host) => [host.startsWith('10.') ? '10.0.0.1' : '127.0.0.1'] } },
    ],
    [
      'loopback',
      {},
      (_q, reply) => reply.end('{}'),
      /nu este una la care/,
      { fetch: { resolve: async () => ['127.0.0.1'] } },
    ],
    ['drip', {}, (_q, reply) => void reply.write('{'), /prea încet/, { limits: { answerSeconds: 0.2 } }],
    ['huge', {}, (_q, reply) => reply.end('x'.repeat(100_000)), /prea mare/, { limits: { answerBytes: 1_000 } }],
    ['bad JSON', {}, (_q, reply) => reply.end('{"success": tr'), /nu este JSON/],
    ['HTML', {}, (_q, reply) => reply.end('<html>'), /nu este JSON/],
    ['not UTF-8', {}, (_q, reply) => reply.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), /UTF-8/],
    ['another thing', {}, (_q, reply) => reply.end('{"hello": 1}'), /nu este un catalog/],
    [
      'same page',
      {},
      (_q, reply) =>
        reply.end(
          JSON.stringify({
            success: true,
            result: { count: 9_999, results: [packageOf(1, { id: uuid(81), name: 'aceeasi' })] },
          }),
        ),
      /aceeași pagină/,
    ],
    [
      'too many',
      {},
      (_q, reply, url) => {
        const at = Number(url.searchParams.get('start'))
        reply.end(
          JSON.stringify({
            success: true,
            result: { count: 1e9, results: [packageOf(1, { id: `mereu-${at}`, name: `mereu-${at}` })] },
          }),
        )
      },
      /mai mult de 5/,
      { limits: { datasets: 5 } },
    ],
    [
      'circle of pages',
      { kind: 'dcat' },
      turtle(
        '@prefix h: <http://www.w3.org/ns/hydra/core#> . <> a h:PagedCollection, <http://www.w3.org/ns/dcat#Catalog> ; h:next <> .',
      ),
      /aceeași pagină/,
    ],
    [
      'DTD',
      { kind: 'dcat' },
      (_q, reply) =>
        reply
          .setHeader('content-type', 'application/rdf+xml')
          .end(
            '<!DOCTYPE x [<!ENTITY a "b">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>',
          ),
      /document type/,
    ],
    ['broken Turtle', { kind: 'dcat' }, turtle('<a> <b'), /nu este RDF/],
    [
      'context elsewhere',
      { kind: 'dcat' },
      (_q, reply) =>
        reply.setHeader('content-type', 'application/ld+json').end('{"@context": "http://127.0.0.1/c", "a": 1}'),
      /stands elsewhere/,
    ],
    ['no catalogue', { kind: 'data-json' }, (_q, reply) => reply.end('{"dataset": 3}'), /nu este un catalog/],
  ]
  for (const [name, more, how, said, options] of cases) {
    answer = how
    n += 1
    const job = await run(await addSource(`/rau-${n}`, more), options)
    assert.equal(job.state, 'failed', name)
    assert.match(job.failure, said, name)
  }
})

test('ten thousand keywords, strange letters and addresses are cut to what can be kept', async () => {
  answer = ckan([
    packageOf(1, {
      id: uuid(91),
      name: 'ciudat',
      title: 'Titlu\u202e\u0000 <img src=x onerror=alert(1)> cu semne',
      tags: Array.from({ length: 10_000 }, (_, n) => ({ name: `cuvânt ${n}` })),
      maintainer_email: 'javascript:alert(1)',
      url: 'x',
      resources: [
        { id: 'a', name: 'Rău', url: 'javascript:alert(1)' },
        { id: 'b', name: 'Bun', url: 'fisiere/b.csv' },
        { id: 'b', name: 'De două ori', url: 'https://example.md/b' },
      ],
    }),
    packageOf(2, { id: 5, name: ['x'], title: { a: 1 } }),
  ])
  const source = await addSource('/ciudat')
  const job = await run(source)
  assert.deepEqual([job.state, job.counts.new, job.counts.refused], ['done', 1, 1])
  const read = (await dataset('ciudat')).json()
  assert.deepEqual([read.title.text, read.keywords.length, read.contact.email], ['Titlu cu semne', 20, null])
  assert.deepEqual(
    read.files.map(({ url }: any) => url),
    [`${origin}/ciudat/fisiere/b.csv`],
  )
  assert.match((await log(source, job)).join('\n'), /cut: .*cuvinte-cheie/)
})

test('who added sources and asked for readings gets that, and is forgotten; old logs go', async () => {
  answer = ckan([])
  const source = await addSource('/uitat')
  await run(source)
  await again(source)
  await sql`
    UPDATE open_data.harvest_job SET ended_at = ended_at - interval '100 days' WHERE source_id = ${source}`.execute(
    app.services.db,
  )
  await harvest.timers?.find(({ name }) => name === 'open-data.forget-harvests')?.run(app.services)
  assert.deepEqual(
    (await get(`/${source}`)).jobs.map(({ run: seq }: any) => seq),
    [2],
  )
  const [kept] = harvest.personalData ?? []
  const mine = (await kept?.export({ ...app.services } as never, officer.mailboxId, officer.accountId)) as unknown[]
  assert.ok(mine.length > 0)
  await app.services.db.transaction().execute(async (tx) => {
    await kept?.erase(tx as never, officer.mailboxId, officer.accountId, app.clock.now())
  })
  assert.deepEqual(await kept?.export({ ...app.services } as never, officer.mailboxId, officer.accountId), [])
})
