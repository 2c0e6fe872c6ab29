import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Parser, Store } from 'n3'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'
import { addDataset, publishNow } from '#test/datasets.ts'
import { officerOf, type TestPerson } from '#test/people.ts'
import { MOST_MEMBERS, placeFor } from './series.ts'

let app: TestApp
let doina: TestPerson
let oleg: TestPerson
before(async () => {
  app = await testApp()
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  oleg = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuc', email: 'oleg@example.md' })
  for (const year of [2026, 2024, 2025])
    await addDataset(app, {
      name: `buget-${year}`,
      title: { ro: `Bugetul ${year}` },
      formats: ['CSV'],
      coversFrom: `${year}-01-01`,
      coversTo: `${year}-12-31`,
    })
})
after(() => app?.close())

let keys = 0
const post = (path: string, fields: Record<string, string> = {}, by: TestPerson | null = doina) => {
  keys += 1
  return app.post(`/ro/work/data-series/${path}`, { 'idempotency-key': `series-${keys}`, ...fields }, by?.headers)
}
const mustPost = async (...of: Parameters<typeof post>) => {
  const reply = await post(...of)
  assert.equal(reply.statusCode, 303, reply.body)
  return String(reply.headers.location)
}
const said = { titleRo: 'Bugetul aprobat', titleRu: 'Утверждённый бюджет', aboutRo: 'Un tabel pentru fiecare an.' }
const shown = async (name: string) => (await app.get(`/api/v1/data/series/${name}`)).json()
const desk = async (name: string) => (await app.get(`/api/v1/work/data-series/${name}`, doina.headers)).json()
const names = (items: { name: string }[]) => items.map(({ name }) => name)
const acts = async (name: string) =>
  (
    await app.deps.database.pool.query(
      "SELECT act FROM audit.act WHERE subject_kind = 'open-data.series' AND subject_id = $1 ORDER BY acted_at, id",
      [name],
    )
  ).rows.map(({ act }) => act.split('.').at(-1))

test('an officer gathers datasets; each comes to the place of its period, and everybody sees them once one is public', async () => {
  assert.equal(await mustPost('new', { ...said, name: 'bugete' }), '/ro/work/data-series/bugete')
  assert.equal((await app.get('/api/v1/data/series/bugete')).statusCode, 404, 'nothing of it is public')
  assert.deepEqual((await app.get('/api/v1/data/series')).json().items, [])
  for (const year of [2025, 2026, 2024]) await mustPost('bugete/datasets', { dataset: `buget-${year}` })
  await mustPost('bugete/datasets', { dataset: 'buget-2024' })
  const series = await shown('bugete')
  assert.deepEqual(names(series.items), ['buget-2026', 'buget-2025', 'buget-2024'])
  assert.deepEqual([series.coversFrom, series.coversTo], ['2024-01-01', '2026-12-31'])
  const [listed] = (await app.get('/api/v1/data/series')).json().items
  assert.deepEqual([listed.name, listed.datasets, listed.coversTo], ['bugete', 3, '2026-12-31'])
  const { series: beside } = (await app.get('/api/v1/data/buget-2025')).json()
  assert.deepEqual([beside.name, beside.previous.name, beside.next.name], ['bugete', 'buget-2024', 'buget-2026'])
  const page = await app.get('/ru/data/buget-2024')
  assert.match(page.body, /href="\/ru\/data\/series\/bugete"[^>]*>Утверждённый бюджет/)
  assert.doesNotMatch(page.body, /rel="prev"/)
  assert.match((await app.get('/ro/data/series/bugete')).body, /rel="alternate"[^>]*\/dataset_series\/bugete\.ttl/)
  assert.deepEqual(await acts('bugete'), ['create', 'add-dataset', 'add-dataset', 'add-dataset'])
})

test('the catalogue is narrowed by a series, finds by its words, and schema.org says so', async () => {
  const found = (await app.get('/api/v1/data?series=bugete')).json()
  assert.equal(found.total, 3)
  const facet = found.facets.find((one: { facet: string }) => one.facet === 'series')
  assert.deepEqual(facet.values, [{ value: 'bugete', label: 'Bugetul aprobat', count: 3 }])
  assert.equal((await app.get(`/api/v1/data?q=${encodeURIComponent('Утверждённый')}`)).json().total, 3)
  const json = (await app.get('/ro/data/buget-2024/schema.jsonld')).json()
  assert.equal(json.isPartOf.name, 'Bugetul aprobat')
})

test('RDF tells the series, its order, and each dataset in it', async () => {
  const DCAT = 'http://www.w3.org/ns/dcat#'
  const at = 'http://punte.test/data'
  const store = async (url: string, accept?: string) => {
    const reply = await app.get(url, accept ? { accept } : {})
    assert.equal(reply.statusCode, 200, `${url} ${reply.body}`)
    return new Store(new Parser().parse(reply.body))
  }
  const values = (of: Store, subject: string, name: string) =>
    of.getObjects(subject, DCAT + name, null).map(({ value }) => value)
  for (const url of ['/dataset_series/bugete.ttl', '/catalog.ttl']) {
    const all = await store(url)
    assert.deepEqual(values(all, `${at}/series/bugete`, 'first'), [`${at}/buget-2024`], url)
    assert.deepEqual(values(all, `${at}/series/bugete`, 'last'), [`${at}/buget-2026`])
    assert.equal(values(all, `${at}/series/bugete`, 'seriesMember').length, 3)
  }
  const one = await store('/dataset/buget-2025.ttl')
  assert.deepEqual(values(one, `${at}/buget-2025`, 'inSeries'), [`${at}/series/bugete`])
  assert.deepEqual(values(one, `${at}/buget-2025`, 'prev'), [`${at}/buget-2024`])
  await store('/data/series/bugete', 'text/turtle')
  assert.equal((await app.get('/data/series/bugete')).headers.location, '/ro/data/series/bugete')
  assert.equal((await app.get('/dataset_series/alta.ttl')).statusCode, 404)
  const ckan = ckanClient(app)
  const [id] = (await ckan.call('package_show', { id: 'buget-2025' })).in_series
  assert.equal((await ckan.call('package_search', { fq: `in_series:${id}` })).count, 3)
})

test('what is not public stands in no series that others see; what becomes public is named beside it at once', async () => {
  const { id } = await addDataset(app, { name: 'buget-2027', published: false, coversFrom: '2027-01-01' })
  await mustPost('bugete/datasets', { dataset: 'buget-2027' })
  assert.deepEqual(names((await desk('bugete')).members)[0], 'buget-2027')
  assert.equal((await shown('bugete')).items.length, 3)
  assert.equal((await app.get('/api/v1/data/buget-2026')).json().series.next, null)
  assert.doesNotMatch((await app.get('/dataset_series/bugete.ttl')).body, /buget-2027/)
  await publishNow(app, id)
  assert.equal((await shown('bugete')).items.length, 4)
  assert.match((await app.get('/catalog.ttl')).body, /buget-2027> a|<[^>]*buget-2027>/)
  const told = await app.deps.database.pool.query(
    "SELECT topic FROM kernel.change WHERE topic = 'open-data buget-2026'",
  )
  assert.ok(told.rows.length > 0, 'the page of its neighbour is made anew')
})

test('a dataset is moved, taken out, and put into one series only', async () => {
  await mustPost('bugete/datasets/buget-2026/place')
  assert.deepEqual(names((await shown('bugete')).items).slice(0, 2), ['buget-2026', 'buget-2027'])
  await mustPost('bugete/datasets/buget-2026/place')
  assert.equal(names((await shown('bugete')).items)[0], 'buget-2026', 'nothing is newer than the newest')
  await mustPost('new', { ...said, name: 'altele' })
  const elsewhere = await post('altele/datasets', { dataset: 'buget-2027' })
  assert.equal(elsewhere.statusCode, 422)
  assert.match(elsewhere.body, /este deja în altă serie/)
  await mustPost('bugete/datasets/buget-2027/removal')
  await mustPost('altele/datasets', { dataset: 'buget-2027' })
  assert.equal((await app.get('/api/v1/data/buget-2027')).json().series.name, 'altele')
  assert.equal((await post('bugete/datasets/buget-2027/removal')).statusCode, 404)
})

test('what came into a series and left it stands in the history of the dataset, in the language of the reader', async () => {
  await addDataset(app, { name: 'buget-2030', title: { ro: 'Bugetul 2030' } })
  await mustPost('bugete/datasets', { dataset: 'buget-2030' })
  await mustPost('bugete/datasets/buget-2030/removal')
  const { entries } = (await app.get('/api/v1/data/buget-2030/history')).json()
  const told = (entries as { act: string; changes: unknown[] }[]).map(({ act, changes }) => [act, changes])
  const change = (kind: string) => [{ field: 'series', lang: null, lines: [{ kind, text: 'Bugetul aprobat' }] }]
  assert.deepEqual(told, [
    ['leave-series', change('gone')],
    ['enter-series', change('new')],
    ['publish', []],
  ])
  const { body } = await app.get('/ru/data/buget-2030/history')
  assert.match(body, /Исключён из серии/)
  assert.match(body, /<ins>Утверждённый бюджет/)
})

test('a program puts a dataset into a series and takes it out; who does not name it changes nothing', async () => {
  const { token } = await officerWithToken(app, {
    authority: 'primaria-chisinau',
    email: 'serii@example.md',
    scopes: ['open-data:write'],
  })
  const program = ckanClient(app, token)
  const dataset = { name: 'buget-2029', title: 'Bugetul 2029', owner_org: 'primaria-chisinau', private: true }
  const [id] = (await program.call('package_show', { id: 'buget-2024' })).in_series
  const made = await program.call('package_create', { ...dataset, in_series: ['bugete'] })
  assert.deepEqual(made.in_series, [id])
  assert.deepEqual((await program.call('package_patch', { id: made.id, title: 'Bugetul' })).in_series, [id])
  assert.deepEqual((await program.call('package_update', { ...dataset, id: made.id })).in_series, [id])
  const revise = (more: object) => program.call('package_revise', { match: { id: made.id }, ...more })
  assert.equal((await revise({ filter: ['-in_series'] })).package.in_series, undefined)
  await mustPost('new', { ...said, name: 'alte-bugete' })
  assert.notDeepEqual((await revise({ update: { in_series: ['alte-bugete'] } })).package.in_series, [id])
  assert.deepEqual((await program.call('package_patch', { id: made.id, in_series: [id] })).in_series, [id])
  assert.equal((await program.call('package_patch', { id: made.id, in_series: [] })).in_series, undefined)
  for (const wrong of [['nimic'], ['bugete', 'alte-bugete'], [1]]) {
    const refused = await program.refusal('package_patch', { id: made.id, in_series: wrong })
    assert.ok(refused.in_series, JSON.stringify(refused))
  }
  const others = await officerWithToken(app, {
    authority: 'primaria-balti',
    email: 'serii@balti.example.md',
    scopes: ['open-data:write'],
  })
  const balti = { name: 'al-altora', title: 'Al altora', owner_org: 'primaria-balti', private: true }
  const refused = await ckanClient(app, others.token).refusal('package_create', { ...balti, in_series: ['bugete'] })
  assert.ok(refused.in_series, JSON.stringify(refused))
})

test('a series with datasets is not deleted, an empty one is', async () => {
  assert.equal((await post('altele/removal')).statusCode, 409)
  await mustPost('altele/datasets/buget-2027/removal')
  assert.equal(await mustPost('altele/removal'), '/ro/work/data-series')
  assert.equal((await app.get('/api/v1/work/data-series/altele', doina.headers)).statusCode, 404)
  assert.equal((await acts('altele')).at(-1), 'remove')
})

test('others’ datasets, names that are taken, and other institutions are refused', async () => {
  await addDataset(app, { name: 'al-baltiului', authority: 'primaria-balti' })
  const others = await post('bugete/datasets', { dataset: 'al-baltiului' })
  assert.equal(others.statusCode, 422)
  assert.match(others.body, /nu are un set de date cu numele „al-baltiului”/)
  assert.equal((await post('new', { ...said, name: 'bugete' })).statusCode, 422)
  assert.equal((await post('new', { ...said, name: 'new' })).statusCode, 422)
  assert.equal((await post('new', { titleRo: said.titleRo })).statusCode, 422, 'it must say what it is')
  for (const path of ['bugete', 'bugete/datasets', 'bugete/datasets/buget-2024/removal', 'bugete/removal'])
    assert.equal((await post(path, { ...said, dataset: 'al-baltiului' }, oleg)).statusCode, 403, path)
  assert.equal((await post('new', said, null)).statusCode, 303, 'who is nobody is led to sign in')
  assert.equal((await app.get('/api/v1/work/data-series', oleg.headers)).json().total, 0)
  const { token } = await officerWithToken(app, {
    authority: 'primaria-chisinau',
    email: 'program@example.md',
    scopes: ['open-data:publish'],
  })
  const denied = await app.postJson(
    '/api/v1/work/data-series/bugete/datasets',
    { dataset: 'buget-2027' },
    {
      authorization: `Bearer ${token}`,
    },
  )
  assert.equal(denied.statusCode, 403, 'of another scope')
})

test('what waits to be published is left alone', async () => {
  const { id } = await addDataset(app, { name: 'buget-2028', published: false })
  await app.deps.database.pool.query("UPDATE open_data.dataset SET state = 'review' WHERE id = $1", [id])
  assert.equal((await post('bugete/datasets', { dataset: 'buget-2028' })).statusCode, 409)
})

test('two officers who put the same dataset into two series at once: one of them does', async () => {
  await addDataset(app, { name: 'cursa', coversFrom: '2026-01-01' })
  await mustPost('new', { ...said, name: 'una' })
  await mustPost('new', { ...said, name: 'alta' })
  const both = await Promise.all([
    post('una/datasets', { dataset: 'cursa' }),
    post('alta/datasets', { dataset: 'cursa' }),
  ])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [303, 422])
  await Promise.all([2024, 2025, 2026].map((year) => post('bugete/datasets', { dataset: `buget-${year}` })))
  assert.equal(new Set(names((await desk('bugete')).members)).size, 3)
})

test('a place follows the period; without one it is the last', () => {
  const at = (position: number, coversFrom: string | null) => ({ position, coversFrom })
  const members = [at(1, '2020-01-01'), at(3, '2022-01-01'), at(7, null)]
  assert.equal(placeFor([], at(0, '2021-01-01')), 1)
  assert.equal(placeFor(members, at(0, '2019-01-01')), 1)
  assert.equal(placeFor(members, at(0, '2020-01-01')), 2)
  assert.equal(placeFor(members, at(0, '2030-01-01')), 4)
  assert.equal(placeFor(members, at(0, null)), 8)
  assert.ok(MOST_MEMBERS >= 192, 'sixteen years of months')
})
