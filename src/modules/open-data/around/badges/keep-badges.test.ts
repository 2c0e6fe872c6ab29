import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { addReuse } from '#test/reuses.ts'
import { keepBadges } from './keep-badges.ts'

let app: TestApp
before(async () => {
  app = await testApp({ demoPeople: false })
})
after(() => app.close())

const list = async (query = '') => (await app.get(`/api/v1/data${query}`)).json()
const namesOf = async (query: string) => (await list(query)).items.map(({ name }: { name: string }) => name)

test('the search knows the badges of datasets, and forgets one that is gone', async () => {
  const arbori = await addDataset(app, { name: 'arbori', highValue: 'c_b79e35eb' })
  await addDataset(app, { name: 'strazi' })
  await addDataset(app, { name: 'ciorna', highValue: 'c_b79e35eb', published: false })
  await addReuse(app, arbori)
  assert.deepEqual(await namesOf('?badge=reused'), [], 'nobody has looked yet')
  await keepBadges(app.services)
  assert.deepEqual(await namesOf('?badge=reused'), ['arbori'])
  const { items, facets } = await list()
  assert.deepEqual(items.map(({ name, badges }: { name: string; badges: string[] }) => [name, badges]).toSorted(), [
    ['arbori', ['high-value', 'reused']],
    ['strazi', []],
  ])
  assert.deepEqual(facets.find(({ facet }: { facet: string }) => facet === 'badge').values, [
    { value: 'high-value', label: 'Valoare ridicată', count: 1 },
    { value: 'reused', label: 'Folosit', count: 1 },
  ])
  assert.match((await app.get('/ro/data')).body, /Insigne: Folosit/)
  await sql`UPDATE open_data.dataset SET high_value = NULL WHERE id = ${arbori.id}`.execute(app.services.db)
  await keepBadges(app.services)
  assert.deepEqual([await namesOf('?badge=high-value'), await namesOf('?badge=reused')], [[], ['arbori']])
})

test('where nothing changed nothing is written, so that kept pages stay', async () => {
  await keepBadges(app.services)
  const told = async () =>
    (await sql<{ n: number }>`SELECT xmin::text AS n FROM open_data.dataset_badge`.execute(app.services.db)).rows
  const before = await told()
  await keepBadges(app.services)
  assert.deepEqual(await told(), before)
})
