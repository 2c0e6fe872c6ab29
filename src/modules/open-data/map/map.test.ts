import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SaxesParser } from 'saxes'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import type { PublicTable } from '../store.ts'
import { PlaceNames } from './match-places.ts'

let app: TestApp
let towns: PublicTable
let trees: PublicTable
before(async () => {
  app = await testApp()
  towns = await publishTable(
    app,
    'elevi',
    [
      columnOf('fel', 'string'),
      columnOf('raionul', 'string'),
      columnOf('elevi', 'integer'),
      columnOf('medie', 'number'),
    ],
    [
      ['a', 'mun. Chişinău', '1000', '8'],
      ['a', 'Кишинёв', '500', '6'],
      ['b', 'r-nul Orhei', '300', '7'],
      ['b', 'RISCANI', '200', ''],
      ['b', 'Atlantida', '1', '1'],
      ['c', '', '2', '2'],
    ],
  )
  trees = await publishTable(
    app,
    'copaci',
    [columnOf('specie', 'string'), columnOf('lat', 'number'), columnOf('lon', 'number'), columnOf('varsta', 'integer')],
    [
      ...Array.from({ length: 100 }, (_, at) => [
        'tei',
        String(47 + (at % 10) / 100),
        String(28.8 + Math.floor(at / 10) / 100),
        '10',
      ]),
      ['nuc', '47.05', '28.85', '90'],
      ['nuc', '0', '0', '1'],
      ['nuc', '', '', '1'],
      ['nuc', '-33.9', '151.2', '1'],
    ],
  )
})
after(() => app?.close())

async function map(table: PublicTable, query: Record<string, string> = {}) {
  const reply = await app.get(`/api/v1/data/tables/${table.id}/map?${new URLSearchParams(query)}`)
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.json()
}
const valuesOf = ({ places }: { places: { units: { iso: string; rows: number; value: number | null }[] } }) =>
  Object.fromEntries(places.units.filter(({ rows }) => rows > 0).map(({ iso, value }) => [iso, value]))

test('a place is known by its name in any language and spelling, with what kind it is, and by its codes', () => {
  const names = new PlaceNames(app.services.places)
  for (const cell of [
    'Chișinău',
    'CHISINAU',
    'mun. Chişinău',
    'Municipiul Chișinău',
    'Кишинёв',
    'г. Кишинев',
    'MD-CU',
    '0100',
    '100',
    'Chișinău (oraș)',
    'Chisinau, Centru',
  ])
    assert.equal(names.find(cell), 'md-cu', cell)
  for (const cell of ['Rîşcani', 'Raionul Râșcani', 'Riscani']) {
    const key = names.find(cell)
    assert.equal(key && app.services.places.unitOf(key).iso, 'MD-RI', cell)
  }
  for (const cell of ['', 'Atlantida', '-', 'x'.repeat(5_000), '12345678']) assert.equal(names.find(cell), null, cell)
})

test('rows are counted by unit; the column of places is found, and what names none is told', async () => {
  const found = await map(towns)
  assert.equal(found.kind, 'places')
  assert.equal(found.places.by, 'raionul')
  assert.deepEqual(valuesOf(found), { 'MD-CU': 2, 'MD-OR': 1, 'MD-RI': 1 })
  assert.deepEqual(found.places.unmatched, [{ cell: 'Atlantida', rows: 1 }])
  assert.equal(found.places.matched, 4)
})

test('numbers are summed, and a mean is of all rows of a unit', async () => {
  assert.deepEqual(valuesOf(await map(towns, { of: 'sum:elevi' })), { 'MD-CU': 1500, 'MD-OR': 300, 'MD-RI': 200 })
  assert.deepEqual(valuesOf(await map(towns, { of: 'mean:medie' })), { 'MD-CU': 7, 'MD-OR': 7, 'MD-RI': null })
  assert.deepEqual(valuesOf(await map(towns, { of: 'sum:elevi', filter: 'elevi:lt:600' })), {
    'MD-CU': 500,
    'MD-OR': 300,
    'MD-RI': 200,
  })
  assert.deepEqual(valuesOf(await map(towns, { q: 'orhei' })), { 'MD-OR': 1 })
})

test('columns of any names are drawn', async () => {
  const named = await publishTable(
    app,
    'nume-alese',
    [columnOf('raionul', 'string'), columnOf('cell', 'string'), columnOf('times', 'integer')],
    [
      ['Orhei', 'x', '5'],
      ['Orhei', 'y', '7'],
      ['Bălți', 'y', '1'],
    ],
  )
  assert.deepEqual(valuesOf(await map(named, { by: 'raionul' })), { 'MD-BA': 1, 'MD-OR': 2 })
  assert.deepEqual(valuesOf(await map(named, { by: 'raionul', of: 'sum:times' })), { 'MD-BA': 1, 'MD-OR': 12 })
  const points = await publishTable(
    app,
    'puncte-alese',
    ['lat', 'lon', 'up', 'across', 'times'].map((name) => columnOf(name, 'number')),
    [
      ['47', '28.8', '1', '2', '3'],
      ['47', '28.8', '2', '1', '5'],
      ['47.2', '28.9', '3', '3', '7'],
    ],
  )
  const { items } = (await map(points, { of: 'sum:times' })).spots
  assert.deepEqual(
    items.map(({ rows, value }: { rows: number; value: number }) => [rows, value]),
    [
      [2, 8],
      [1, 7],
    ],
  )
})

test('points lie where they are; one that was typed wrong does not move the ground', async () => {
  const found = await map(trees)
  assert.equal(found.kind, 'spots')
  const { items, ground, outside } = found.spots
  assert.equal(outside, 3)
  assert.equal(
    items.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0),
    101,
  )
  assert.ok(ground.south > 46.9 && ground.north < 47.2 && ground.west > 28.7 && ground.east < 29)
  const oldest = await map(trees, { of: 'mean:varsta', filter: 'specie:eq:nuc' })
  assert.ok(oldest.spots.items.some(({ value }: { value: number }) => value === 90))
  const [first] = items
  const { south, north, west, east } = first.around
  const { result } = (
    await app.postJson('/api/action/datastore_search', {
      resource_id: trees.id,
      filters: { lat: { gte: south, lt: north }, lon: { gte: west, lt: east } },
    })
  ).json()
  assert.equal(result.total, first.rows)
})

test('what the table has not is said on the page', async () => {
  const { wrong } = await map(towns, { by: 'nimic' })
  assert.match(wrong, /nimic/)
  assert.match((await map(towns, { of: 'sum:raionul' })).wrong ?? '', /raionul/)
  const missing = await app.get(`/ro/data/tables/${towns.id}/map?version=2`)
  assert.equal(missing.statusCode, 404)
  assert.equal((await map(towns, { version: '1' })).version.seq, 1)
})

test('a map is a picture and a frame for other sites, and its page leads to both', async () => {
  for (const [table, words] of [
    [towns, /Chișinău: 2|elevi/],
    [trees, /copaci/],
  ] as const) {
    const at = `/ro/data/tables/${table.id}/map`
    const svg = await app.get(`${at}.svg`)
    assert.match(String(svg.headers['content-type']), /image\/svg\+xml/)
    new SaxesParser().write(svg.body).close()
    assert.match(svg.body, words)
    assert.doesNotMatch(svg.body, /NaN|Infinity|undefined|<script|<a /)
    const png = await app.server.inject({ url: `${at}.png` })
    assert.equal(png.rawPayload.subarray(1, 4).toString(), 'PNG')
    const embed = await app.get(`${at}/embed`)
    assert.match(String(embed.headers['content-security-policy']), /frame-ancestors \*/)
    assert.match(embed.body, /<base target="_blank"/)
    const page = (await app.get(at)).body
    for (const way of ['.png', '.svg', '/embed']) assert.ok(page.includes(`href="${at}${way}`), way)
    assert.match(page, /<a class="table-way" href="[^"]*\/map"[^>]*aria-current="page"/)
  }
  assert.equal((await app.get(`/ro/data/tables/${towns.id}/map.svg?by=nimic`)).statusCode, 404)
  assert.equal((await app.get(`/ro/data/tables/${towns.id}/map.svg?q=nimicnimic`)).statusCode, 404)
})

test('filters of a map are seen and taken off', async () => {
  const page = (await app.get(`/ro/data/tables/${towns.id}/map?by=raionul&of=sum:elevi&filter=fel:eq:a`)).body
  assert.match(page, new RegExp(`class="chip" href="/ro/data/tables/${towns.id}/map\\?by=raionul&amp;of=sum%3Aelevi"`))
})
