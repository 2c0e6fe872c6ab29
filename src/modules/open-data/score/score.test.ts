import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset, changedAt } from '#test/datasets.ts'
import { authorityId, signedIn } from '#test/people.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import { checkLinks } from './check-links.ts'
import { scoreChanged } from './score-datasets.ts'

let app: TestApp
before(async () => {
  app = await testApp()
  await publishTable(app, 'scoli', [columnOf('oras', 'string')], [['Bălți']])
  await addDataset(app, { name: 'arbori', authority: 'primaria-chisinau', keywords: { ro: ['arbori'] } })
})
after(() => app?.close())

const quality = async (question = '') => (await app.get(`/api/v1/data/quality${question}`)).json()

test('points are counted of what is public, by institution and for all, and kept by day', async () => {
  assert.deepEqual([(await quality()).points, (await quality()).days], [null, []])
  await scoreChanged(app.services)
  // The table: 195 of its file and sizes, publisher, DCAT-AP, access, keyword and theme; its licence is of no list.
  const balti = await quality('?institution=primaria-balti')
  assert.deepEqual([balti.datasets, balti.points, balti.rating], [1, 310, 'good'])
  assert.deepEqual(balti.next, { rating: 'excellent', missing: 41 })
  const chisinau = await quality('?institution=primaria-chisinau')
  assert.deepEqual([chisinau.datasets, chisinau.points, chisinau.rating], [1, 30 + 30 + 15 + 10 + 10, 'bad'])
  const all = await quality()
  assert.equal(all.points, Math.round((310 + 95) / 2))
  assert.equal(all.indicators.find((one: { indicator: string }) => one.indicator === 'theme').datasets, 1)
  assert.deepEqual(
    all.ratings.flatMap(({ rating, datasets }: { rating: string; datasets: number }) =>
      datasets > 0 ? [[rating, datasets]] : [],
    ),
    [
      ['good', 1],
      ['bad', 1],
    ],
  )
  assert.deepEqual(all.days, [{ day: all.days[0].day, datasets: 2, points: all.points }])
  const { items } = (await app.get('/api/v1/data/institutions')).json()
  assert.deepEqual(
    items.map((one: { slug: string; points: number }) => [one.slug, one.points]),
    [
      ['primaria-balti', 310],
      ['primaria-chisinau', 95],
    ],
  )
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/data/quality?institution=primaria-balti`)).statusCode, 200)
  assert.equal((await app.get('/api/v1/data/quality?institution=nimeni')).statusCode, 404)
})

test('what changed is counted anew, what did not is left, and what is withdrawn no longer counts', async () => {
  const { db } = app.services
  const scoredAt = async () =>
    Object.fromEntries(
      (
        await sql<{ name: string; at: Date }>`
          SELECT d.name, s.scored_at AS at FROM open_data.dataset_score s JOIN open_data.dataset d ON d.id = s.dataset_id`.execute(
          db,
        )
      ).rows.map(({ name, at }) => [name, at.toISOString()]),
    )
  const before = await scoredAt()
  app.clock.advance(3_600)
  await sql`UPDATE open_data.dataset SET themes = '{ENVI}' WHERE name = 'arbori'`.execute(db)
  await changedAt(app, 'arbori', app.clock.now())
  await scoreChanged(app.services)
  const then = await scoredAt()
  assert.equal(then.scoli, before.scoli)
  assert.notEqual(then.arbori, before.arbori)
  assert.equal((await quality('?institution=primaria-chisinau')).points, 125)
  await sql`UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = ${app.clock.now()}, withdrawn_reason = 'x' WHERE name = 'arbori'`.execute(
    db,
  )
  await scoreChanged(app.services)
  assert.equal((await quality('?institution=primaria-chisinau')).points, null)
  assert.equal((await quality()).days[0].datasets, 1)
})

test('a new day is kept beside the one before', async () => {
  app.clock.advance(86_400)
  await scoreChanged(app.services)
  assert.equal((await quality()).days.length, 2)
})

test('an address outside counts once it answered, and the dataset is looked at again', async () => {
  const { db } = app.services
  await addDataset(app, { name: 'afara', authority: 'primaria-chisinau', formats: ['CSV'] })
  await scoreChanged(app.services)
  const { points } = await quality('?institution=primaria-chisinau')
  app.clock.advance(60)
  const outside = createServer((request, reply) => reply.writeHead(request.method === 'HEAD' ? 405 : 200).end('a,b'))
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  const url = `http://outside.example:${(outside.address() as AddressInfo).port}/arbori.csv`
  await sql`UPDATE open_data.distribution SET url = ${url} WHERE url = 'https://example.md/afara/1'`.execute(db)
  await checkLinks(app.services, { resolve: async () => ['127.0.0.1'], permits: () => true })
  outside.close()
  app.clock.advance(60)
  await scoreChanged(app.services)
  assert.equal((await quality('?institution=primaria-chisinau')).points, points + 80)
  app.clock.advance(8 * 86_400)
  await checkLinks(app.services, { resolve: async () => [] })
  await scoreChanged(app.services)
  assert.equal((await quality('?institution=primaria-chisinau')).points, points, 'it is gone')
})

test('an officer sees the points of a draft, and what brings how many more', async () => {
  await addDataset(app, { name: 'ciorna', authority: 'primaria-chisinau', published: false })
  const officer = await signedIn(app, {
    name: 'Doina',
    email: 'doina@example.md',
    level: 'signed',
    roles: [{ name: 'officer', organisationId: await authorityId(app, 'primaria-chisinau') }],
  })
  const page = (await app.get('/en/work/data/ciorna/description', officer.headers)).body
  assert.match(page, /<strong>65 of 405<\/strong>/)
  assert.match(page, /<strong>\+20<\/strong>: add a contact/)
  const { score } = (await app.get('/api/v1/work/data/ciorna', officer.headers)).json()
  assert.deepEqual(
    [score.points, score.rating, score.lacks[0]],
    [65, 'bad', { indicator: 'access-answers', points: 50 }],
  )
})

test('one dataset that cannot be described has no points and keeps no other from its own', async () => {
  const { db } = app.services
  await addDataset(app, { name: 'stricat', authority: 'primaria-orhei' })
  await addDataset(app, { name: 'intreg', authority: 'primaria-orhei', keywords: { ro: ['întreg'] } })
  await sql`UPDATE open_data.dataset SET keywords = '{"ro": 5}' WHERE name = 'stricat'`.execute(db)
  await scoreChanged(app.services)
  const { rows } = await sql<{ name: string; points: number }>`
    SELECT d.name, s.points FROM open_data.dataset_score s JOIN open_data.dataset d ON d.id = s.dataset_id
    WHERE d.name IN ('stricat', 'intreg') ORDER BY d.name`.execute(db)
  assert.deepEqual(rows, [
    { name: 'intreg', points: 95 },
    { name: 'stricat', points: 0 },
  ])
})
