import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { addPublicTable } from '#test/data-files.ts'

const TABLE = `oraș;suma;ziua
Bălți;10;2026-01-05
BĂLŢI;20;2026-01-06
Balti de Sus;30;2026-01-07
Rîșcani;40;2026-01-08
Râşcani;50;2026-01-09
Краснояр;60;2026-01-10
`

let app: TestApp
let at: string
before(async () => {
  app = await testApp()
  at = `/data/tables/${(await addPublicTable(app, TABLE)).distribution}`
})
after(() => app.close())

const rows = async (filter: string) => {
  const reply = await app.get(`/api/v1${at}?filter=${encodeURIComponent(filter)}`)
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.json().items.map(({ id }: { id: number }) => id)
}

test('“is” takes a name however it is spelled, and no longer one; “is exactly” minds every letter', async () => {
  for (const spelling of ['Bălți', 'bălţi', 'BALTI', 'balti'])
    assert.deepEqual(await rows(`oras:same:${spelling}`), [1, 2])
  assert.deepEqual(await rows('oras:same:rîșcani'), [4, 5])
  assert.deepEqual(await rows('oras:same:краснояр'), [6])
  assert.deepEqual(await rows('oras:same:Balt'), [])
  assert.deepEqual(await rows('oras:same:B.lți'), [], 'what is typed is no pattern')
  assert.deepEqual(await rows('oras:eq:Bălți'), [1])
  assert.deepEqual(await rows('suma:same:10'), [1])
  assert.deepEqual(await rows('ziua:same:06.01.2026'), [2])
})

test('the form offers it first; of what is no text it is the plain comparison, which CKAN has too', async () => {
  const page = (await app.get(`/ro${at}`)).body
  assert.match(page, /<select[^>]*name="is"[^>]*>\s*<option value="same"/)
  const { query } = (await app.get(`/api/v1${at}?column=suma&is=same&value=10`)).json()
  assert.deepEqual(query.filters, [{ column: 'suma', is: 'eq', value: '10' }])
})

test('a filter that cannot be understood goes back into its fields, with what is wrong beside it', async () => {
  for (const [lang, words] of [
    ['ro', /„mult” nu este un număr/],
    ['ru', /«mult» — не/],
    ['en', /“mult” is not a/],
  ] as const) {
    const { body } = await app.get(`/${lang}${at}?column=suma&is=ge&value=mult&filter=oras:contains:b`)
    assert.match(body, words)
    assert.match(body, /<option value="suma" selected/)
    assert.match(body, /<option value="ge" selected/)
    assert.match(body, /name="value"[^>]*value="mult"|value="mult"[^>]*name="value"/)
    assert.match(body, /aria-invalid="true"/)
    assert.doesNotMatch(body, /filter=suma%3Age/, 'it is no filter that is on')
    assert.match(body, /type="hidden" name="filter" value="oras:contains:b"/, 'the others stay')
  }
})

test('half a filter says which half is missing', async () => {
  const typed = async (query: string) => (await app.get(`/api/v1${at}?${query}`)).json()
  const noValue = await typed('column=suma&is=ge&value=')
  assert.deepEqual([noValue.typed.field, noValue.typed.column, noValue.total], ['value', 'suma', 6])
  assert.equal((await typed('column=&is=ge&value=5')).typed.field, 'column')
  for (const whole of ['', 'column=&is=same&value=', 'column=suma&is=empty&value=', 'q=balti'])
    assert.equal((await typed(whole)).typed, null, whole)
})
