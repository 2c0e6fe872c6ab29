import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import type { PublicTable } from '../store.ts'

let app: TestApp
let table: PublicTable
before(async () => {
  app = await testApp()
  const columns = [
    columnOf('oras', 'string', { title: 'Orașul' }),
    columnOf('elevi', 'integer'),
    columnOf('medie', 'number'),
    columnOf('din', 'date'),
  ]
  table = await publishTable(app, 'scoli', columns, [
    ['Chișinău', '1200', '8.5', '1990-09-01'],
    ['Bălți', '900', '7.25', '1991-09-01'],
    ['Orhei', '9007199254740993', '', ''],
    ['Soroca', '300', '9', '2001-01-15'],
    ['Chișinău', '45', '6', '2010-09-01'],
  ])
})
after(() => app?.close())

const at = (question: string, id = table.id) => `/api/tabular/resources/${id}${question}`
const asked = async (question: string) => {
  const reply = await app.get(at(`/data/?${question}`))
  assert.equal(reply.statusCode, 200, `${question}: ${reply.body}`)
  return reply.json()
}
const ids = async (question: string) => (await asked(question)).data.map((row: { __id: number }) => row.__id)

test('each word of the grammar chooses the rows that it says', async () => {
  const expected: [string, number[]][] = [
    ['oras__exact=Chișinău', [1, 5]],
    ['oras__differs=Chișinău', [2, 3, 4]],
    ['oras__contains=or', [3, 4]],
    ['oras__notcontains=or', [1, 2, 5]],
    ['oras__in=Orhei,Soroca', [3, 4]],
    ['oras__notin=Orhei,Soroca', [1, 2, 5]],
    ['elevi__less=300', [4, 5]],
    ['elevi__strictly_less=300', [5]],
    ['elevi__greater=1200', [1, 3]],
    ['elevi__strictly_greater=1200', [3]],
    ['medie__isnull', [3]],
    ['medie__isnotnull', [1, 2, 4, 5]],
    ['medie__notin=6', [1, 2, 3, 4]],
    ['din__greater=2000-01-01&elevi__less=100', [5]],
    ['elevi__sort=desc', [3, 1, 2, 4, 5]],
    ['oras__sort=asc&elevi__sort=asc', [2, 5, 1, 3, 4]],
    [`${encodeURIComponent('Orașul')}__exact=Orhei`, [3]],
  ]
  for (const [question, rows] of expected) assert.deepEqual(await ids(question), rows, question)
})

test('a page says where the next one is, and all its parts are as programs know them', async () => {
  const first = await asked('page_size=2&elevi__sort=asc')
  assert.deepEqual(first.meta, { page: 1, page_size: 2, total: 5 })
  assert.deepEqual(first.data[0], { __id: 5, oras: 'Chișinău', elevi: 45, medie: 6, din: '2010-09-01' })
  assert.equal(first.links.prev, null)
  const next = (await app.get(first.links.next.slice('http://punte.test'.length))).json()
  assert.deepEqual(
    next.data.map(({ __id }: { __id: number }) => __id),
    [2, 1],
  )
  const last = (await app.get(next.links.next.slice('http://punte.test'.length))).json()
  assert.equal(last.links.next, null)
  assert.deepEqual((await asked('columns=elevi,__id&oras__exact=Orhei')).data.length, 1)
  assert.match((await app.get(at('/data?columns=elevi&oras__exact=Orhei'))).body, /"elevi":9007199254740993\b/)
  assert.deepEqual(await ids('page=9'), [])
  for (const link of ['profile', 'swagger'])
    assert.equal((await app.get(new URL(first.links[link]).pathname)).statusCode, 200)
  assert.equal((await app.get(`/api/resources/${table.id}/data/`)).statusCode, 200, 'at the address of its programs')
})

test('rows are put together and told of', async () => {
  const { data, meta } = await asked('oras__groupby&elevi__count&medie__avg&din__max&oras__sort=asc')
  assert.equal(meta.total, 4)
  assert.deepEqual(data[1], { oras: 'Chișinău', elevi__count: 2, medie__avg: 7.25, din__max: '2010-09-01' })
  assert.deepEqual((await asked('medie__count&medie__min')).data, [{ medie__count: 4, medie__min: 6 }])
  assert.deepEqual((await asked('din__groupby&din__isnotnull&page_size=1')).meta.total, 4)
})

test('whole files have what was chosen, also groups', async () => {
  const csv = await app.get(at('/data/csv/?elevi__less=300&columns=oras,elevi&elevi__sort=asc'))
  assert.match(String(csv.headers['content-type']), /^text\/csv/)
  assert.equal(csv.body.replaceAll('\r\n', '\n'), 'oras,elevi\nChișinău,45\nSoroca,300\n')
  assert.deepEqual((await app.get(at('/data/json/?oras__exact=Orhei&columns=oras'))).json(), [{ oras: 'Orhei' }])
  const groups = await app.get(at('/data/csv/?oras__groupby&medie__avg&oras__sort=asc'))
  assert.equal(groups.body, 'oras,medie__avg\r\nBălți,7.25\r\nChișinău,7.25\r\nOrhei,\r\nSoroca,9\r\n')
  assert.equal((await app.get(at('/data/json/?oras__groupby'))).json().length, 4)
})

test('the columns are described', async () => {
  const { profile, dataset_id } = (await app.get(at('/profile/'))).json()
  assert.equal(dataset_id, table.datasetId)
  assert.deepEqual(profile.header, ['oras', 'elevi', 'medie', 'din'])
  assert.equal(profile.columns.elevi.python_type, 'int')
  assert.equal(profile.profile.medie.nb_missing_values, 1)
  assert.equal(profile.total_lines, 5)
  const { paths } = (await app.get(at('/swagger/'))).json()
  const names = paths[`/api/tabular/resources/${table.id}/data/`].get.parameters.map(
    ({ name }: { name: string }) => name,
  )
  for (const name of ['page', 'oras__contains', 'elevi__sum', 'din__groupby']) assert.ok(names.includes(name), name)
  assert.equal((await app.get(at('/'))).json().total_lines, 5)
})

test('what is wrong is named', async () => {
  const wrong: [string, string, string][] = [
    ['x__exact=1', 'open-data.tabular.unknown-column', 'x'],
    ['oras__like=1', 'open-data.tabular.unknown-word', 'oras__like'],
    ['oras__sort=up', 'open-data.tabular.unknown-word', 'up'],
    ['limit=5', 'open-data.tabular.unknown-parameter', 'limit'],
    ['page_size=51', 'open-data.tabular.wrong-number', 'page_size'],
    ['page=0', 'open-data.tabular.wrong-number', 'page'],
    ['version=x', 'open-data.tabular.wrong-number', 'version'],
    ['elevi__exact=many', 'open-data.engine.not-an-integer', 'many'],
    ['oras__sum', 'open-data.engine.no-numbers', 'oras'],
    ['oras__groupby&elevi__sort=asc', 'open-data.tabular.groups-alone', 'columns'],
    ['oras__groupby&columns=oras', 'open-data.tabular.groups-alone', 'columns'],
  ]
  for (const [question, code, named] of wrong)
    for (const path of ['/data/', '/data/csv/']) {
      const reply = await app.get(at(`${path}?${question}`))
      assert.equal(reply.statusCode, 400, question)
      const [error] = reply.json().errors
      assert.equal(error.code, code, question)
      assert.ok(error.detail.includes(named), error.detail)
    }
})

test('only what is public is there, and pages of any site may ask', async () => {
  assert.equal((await app.get(at('/data/', '01900000-0000-7000-8000-000000000000'))).statusCode, 404)
  assert.equal((await app.get(at('/data/', 'x'))).statusCode, 404)
  assert.equal((await app.get(at('/data/?version=7'))).statusCode, 404)
  assert.equal((await app.get(at('/data/?version=1'))).headers['access-control-allow-origin'], '*')
  await sql`UPDATE open_data.dataset SET access_rights = 'RESTRICTED' WHERE name = 'scoli'`.execute(app.services.db)
  assert.equal((await app.get(at('/data/'))).statusCode, 404)
  assert.equal((await app.get(at('/profile/'))).statusCode, 404)
})
