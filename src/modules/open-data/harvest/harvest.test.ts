import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { addDataset } from '#test/datasets.ts'
import {
  addSource,
  administrator,
  again,
  app,
  asked,
  citizen,
  ckan,
  dataset,
  fetch,
  found,
  get,
  log,
  officer,
  origin,
  other,
  packageOf,
  post,
  run,
  site,
  uuid,
  waiting,
} from '#test/harvesting.ts'
import { authorityId } from '#test/people.ts'
import { harvest } from './part.ts'
import { queueDue } from './queue-due.ts'
import { runHarvest } from './run-harvest.ts'

test('a CKAN is read: its datasets are published here, marked, found, and told of under their own address', async () => {
  const uri = 'https://date.example/id/scoli'
  const extras = [
    { key: 'uri', value: uri },
    { key: 'spatial_text', value: 'Бельцы' },
    { key: 'spatial', value: '{"type":"Point","coordinates":[27.9,47.7]}' },
  ]
  site.answer = ckan([packageOf(1, { extras }), packageOf(2, { title: '', name: null })])
  const source = await addSource('/')
  const job = await run(source)
  assert.deepEqual([job.state, job.counts.new, job.counts.refused], ['done', 1, 1])
  const read = (await dataset('sursa-1')).json()
  assert.deepEqual(
    [read.title.text, read.licence.code, read.themes[0].code, read.keywords, read.place.key],
    ['Registrul numărul 1', 'CC_BY_4_0', 'EDUC', ['școli'], 'md-ba'],
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
  site.answer = ckan(packages)
  const source = await addSource('/pas')
  assert.equal((await run(source)).counts.new, 6)
  const before = (await dataset('pas-6')).json().files[0].id
  asked.length = 0
  packages[5] = { ...(packages[5] as any), title: 'Alt titlu', metadata_modified: '2026-11-20T00:00:00' }
  site.answer = ckan([...packages.slice(1)])
  const job = await again(source)
  assert.match(asked[0]?.searchParams.get('fq') ?? '', /metadata_modified:\[2026-11-06T10:00:00Z TO \*\]/)
  assert.equal(asked[0]?.searchParams.get('sort'), 'id asc')
  assert.deepEqual([job.counts.changed, job.counts.withdrawn, job.counts.new], [1, 1, 0])
  const changed = (await dataset('pas-6')).json()
  assert.deepEqual([changed.title.text, changed.files[0].id], ['Alt titlu', before])
  const gone = (await dataset('pas-1')).json()
  assert.match(gone.withdrawn.reason, /șters la sursa/)
  site.answer = ckan(packages)
  const back = await again(source, { whole: true })
  assert.deepEqual([back.counts.changed, back.counts.unchanged], [1, 5])
  assert.equal((await dataset('pas-1')).json().withdrawn, null)
})

test('a source that answers in part, with an error, or lost much at once takes nothing away', async () => {
  const packages = [1, 2, 3, 4].map((n) => packageOf(n, { id: uuid(n + 20), name: `multe-${n}` }))
  site.answer = ckan(packages)
  const source = await addSource('/multe')
  await run(source)
  site.answer = (request, reply, url) =>
    url.searchParams.get('fl') === 'id'
      ? reply.end(JSON.stringify({ success: true, result: { count: 4, results: [{ id: packages[0]?.id }] } }))
      : ckan(packages)(request, reply, url)
  const inPart = await again(source)
  assert.deepEqual([inPart.state, inPart.counts.withdrawn], ['done', 0])
  assert.match((await log(source, inPart)).join('\n'), /in-part/)
  // The list leaves them out, but each is there when it is asked for.
  site.answer = ckan(packages, { ids: [packages[0]?.id] })
  assert.equal((await again(source)).counts.withdrawn, 0)
  site.answer = (_request, reply) => reply.writeHead(503).end('<h1>jos</h1>')
  const failed = await again(source)
  assert.deepEqual([failed.state, failed.counts.withdrawn], ['failed', 0])
  assert.match(failed.failure, /503/)
  assert.equal(asked.filter(({ pathname }) => pathname.endsWith('package_search')).length > 3, true)
  site.answer = ckan(packages.slice(0, 2))
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
  site.answer = ckan([packageOf(1, { id: uuid(31), name: 'al-sursei' })])
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
  site.answer = ckan([])
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
  site.answer = ckan(packages, { perPage: 1 })
  const source = await addSource('/rand')
  const both = await Promise.all([post(`/${source}/jobs`, {}, officer), post(`/${source}/jobs`, {}, administrator)])
  assert.deepEqual(
    both.map(({ statusCode }) => statusCode),
    [409, 409],
  )
  // While the first page is read somebody does not want it any more.
  site.answer = (request, reply, url) => {
    post(`/${source}/jobs/1/cancellation`, {}, officer).then(() => ckan(packages, { perPage: 1 })(request, reply, url))
  }
  const job = await run(source)
  assert.equal(job.state, 'cancelled')
  assert.ok(job.counts.new < 3)
  assert.equal((await post(`/${source}/jobs/1/cancellation`, {}, officer)).statusCode, 409)
  site.answer = ckan(packages, { perPage: 1 })
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
  site.answer = (request, reply, url) => {
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
  site.answer = ckan(packages, { perPage: 1 })
  const source = await addSource('/stop')
  const stopping = new AbortController()
  stopping.abort()
  const id = (await waiting(source)) as string
  await runHarvest(app.services, id, { fetch, stopping: stopping.signal })
  assert.equal(await waiting(source), id)
  assert.deepEqual([(await run(source)).counts.new], [3])
})

test('what a job may ask is counted over all its turns', async () => {
  const packages = [1, 2, 3, 4, 5, 6].map((n) => packageOf(n, { id: uuid(n + 400), name: `ture-${n}` }))
  site.answer = ckan(packages, { perPage: 1 })
  const source = await addSource('/ture')
  const few = await run(source, { slice: -1, limits: { requests: 4 } })
  assert.deepEqual([few.state, few.counts.new], ['failed', 4])
  const rest = await again(source, {}, { slice: -1 })
  assert.deepEqual([rest.state, rest.counts.new], ['done', 2], 'the next job has an allowance of its own')
})

test('however many datasets go at once, each is asked for once, in as many turns as that takes', async () => {
  const packages = Array.from({ length: 30 }, (_, at) =>
    packageOf(1, { id: uuid(at + 500), name: `plecat-${at}`, resources: [] }),
  )
  site.answer = ckan(packages)
  const source = await addSource('/plecat')
  assert.equal((await run(source)).counts.new, 30)
  site.answer = ckan(packages.slice(3))
  const few = await again(source, {}, { limits: { requests: 2 } })
  assert.deepEqual([few.state, few.counts.withdrawn], ['done', 3])
  asked.length = 0
  site.answer = ckan(packages.slice(7))
  const slow = await again(source, {}, { slice: -1 })
  assert.deepEqual([slow.state, slow.counts.withdrawn], ['done', 4])
  assert.equal(asked.filter(({ pathname }) => pathname.endsWith('package_show')).length, 4)
})

test('what the list names no more is asked for beside the allowance in later turns too', async () => {
  const packages = Array.from({ length: 30 }, (_, at) =>
    packageOf(1, { id: uuid(at + 550), name: `ramas-${at}`, resources: [] }),
  )
  site.answer = ckan(packages)
  const source = await addSource('/ramas')
  assert.equal((await run(source)).counts.new, 30)
  site.answer = ckan(packages.slice(5))
  const slow = await again(source, {}, { slice: -1, limits: { requests: 3 } })
  assert.deepEqual([slow.state, slow.counts.withdrawn], ['done', 5])
})

test('a file that was sent here while nobody harvested it stays when the source comes back', async () => {
  const { db } = app.services
  site.answer = ckan([packageOf(2, { id: uuid(600), name: 'trimis' })])
  const first = await addSource('/trimis')
  await run(first)
  assert.equal((await post(`/${first}/end`, {}, officer)).statusCode, 200)
  const file = (await dataset('trimis')).json().files[0].id
  await sql`UPDATE open_data.distribution SET url = NULL WHERE id = ${file}`.execute(db)
  await sql`
    INSERT INTO open_data.version (id, distribution_id, seq, file_name, sha256, size, state, overrides, created_at)
    VALUES (${newId(app.clock.now())}, ${file}, 1, 'a.csv', ${'a'.repeat(64)}, 3, 'waiting', '{}', ${app.clock.now()})`.execute(
    db,
  )
  site.answer = ckan([packageOf(3, { id: uuid(600), name: 'trimis', title: 'Alt titlu' })])
  const job = await run(await addSource('/trimis'))
  assert.equal(job.counts.changed, 1)
  const { rows } = await sql`
    SELECT url, removed_at FROM open_data.distribution WHERE id = ${file}`.execute(db)
  assert.deepEqual(rows, [{ url: null, removed_at: null }])
})

test('the same dataset from two sources is one, and nobody gets at another institution’s by its name', async () => {
  const id = uuid(71)
  const own = await addDataset(app, { name: 'propriu' })
  site.answer = ckan([packageOf(1, { id, name: 'comun' })])
  const source = await addSource('/unu')
  await run(source)
  const second = await addSource('/doi', {}, other)
  site.answer = ckan([
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

test('who added sources and asked for readings gets that, and is forgotten; old logs go', async () => {
  site.answer = ckan([])
  const source = await addSource('/uitat')
  // One without datasets is asked for them once and for its ids once.
  assert.equal((await run(source)).state, 'done')
  assert.equal(asked.length, 2)
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

test('sources that cannot be queued or ended hold up no other', async () => {
  const { db } = app.services
  site.answer = ckan([])
  const [bad, good] = [await addSource('/stricata'), await addSource('/buna')]
  await run(bad)
  await run(good)
  const breaks = async (broken: string, work: () => Promise<unknown>) => {
    await sql`ALTER TABLE open_data.harvest_job ADD CONSTRAINT breaks CHECK (source_id = ${sql.lit(good)} OR state <> ${sql.lit(broken)}) NOT VALID`.execute(
      db,
    )
    await work()
    await sql`ALTER TABLE open_data.harvest_job DROP CONSTRAINT breaks`.execute(db)
  }
  await sql`UPDATE open_data.harvest_source SET next_at = ${app.clock.now()} WHERE id = ${bad}`.execute(db)
  await sql`
    INSERT INTO open_data.harvest_source (id, kind, address, organisation_id, schedule, lang, next_at, added_at)
    SELECT gen_random_uuid(), kind, address || n, organisation_id, schedule, lang, next_at, added_at
    FROM open_data.harvest_source, generate_series(1, 30) n WHERE id = ${bad}`.execute(db)
  app.clock.advance(86_460)
  await breaks('queued', () => queueDue(app.services))
  assert.equal(await waiting(bad), undefined)
  assert.ok(await waiting(good))
  await queueDue(app.services)
  assert.ok(await waiting(bad))
  // All processes die, that of the good source last.
  await sql`
    UPDATE open_data.harvest_job SET state = 'running', lease = gen_random_uuid(), started_at = ${app.clock.now()},
      heartbeat_at = ${app.clock.now()}::timestamptz + CASE WHEN source_id = ${good} THEN interval '1 second' ELSE interval '0' END
    WHERE state = 'queued'`.execute(db)
  app.clock.advance(360)
  await breaks('failed', () => queueDue(app.services))
  assert.equal(await waiting(bad), undefined)
  assert.ok(await waiting(good))
})
