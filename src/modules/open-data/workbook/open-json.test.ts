import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#kernel/root.ts'
import { contentsOf, openTables, refusal } from '#test/workbook-files.ts'
import { usualLimits } from './limits.ts'

/** A real file; it lies beside the repository. */
const townHalls = join(root, '../shared/data/opendata/primarii-prahova.json')
const skip = existsSync(townHalls) ? false : `no file ${townHalls}: real JSON is not read`

const json = (value: unknown) => Buffer.from(JSON.stringify(value))

test('records become rows under the names of all their fields, what lies in objects by its way, lists as one text', async () => {
  const [table] = await contentsOf(
    json([
      { nume: 'Brazi', adresa: { strada: 'Teilor', loc: { cod: 130712 } }, tel: ['1', '2'], gol: null, da: true },
      { nume: 'Băicoi', adresa: {}, tel: [], zile: [{ a: 1 }, [2]], mic: 1.5e-7 },
    ]),
    'JSON',
  )
  assert.equal(table?.named, true)
  assert.deepEqual(table?.rows, [
    [1, 'nume', 'adresa.strada', 'adresa.loc.cod', 'tel', 'gol', 'da', 'adresa', 'zile', 'mic'],
    [1, 'Brazi', 'Teilor', '130712', '1; 2', '', 'true'],
    [2, 'Băicoi', '', '', '', '', '', '', '[{"a":1},[2]]', '0.00000015'],
  ])
})

test('long whole numbers keep every digit', async () => {
  const [table] = await contentsOf(Buffer.from('[{"iban":12345678901234567890,"x":9007199254740993,"y":2.5}]'), 'JSON')
  assert.deepEqual(table?.rows[1], [1, '12345678901234567890', '9007199254740993', '2.5'])
})

test('an object around the records is looked through; more than one list is more than one table', async () => {
  const [alone] = await contentsOf(
    json({ help: 'x', success: true, tags: ['a'], result: { total: 1, records: [{ a: 1 }], links: {} } }),
    'JSON',
  )
  assert.deepEqual(
    [alone?.sheet, alone?.rows],
    [
      '',
      [
        [1, 'a'],
        [1, '1'],
      ],
    ],
  )
  const tables = await contentsOf(json({ a: [{ x: 1 }], b: { c: [{ y: 2 }, { y: 3 }] }, gol: [] }), 'JSON')
  assert.deepEqual(
    tables.map(({ sheet, rows }) => [sheet, rows.length]),
    [
      ['a', 2],
      ['b.c', 3],
    ],
  )
})

test('lists of lists are rows, plain values are one column, a file without a list is one record', async () => {
  const [lists] = await contentsOf(
    json([
      ['a', 'b'],
      [1, null],
      [2, 'x'],
    ]),
    'JSON',
  )
  assert.deepEqual(
    [lists?.named, lists?.rows],
    [
      undefined,
      [
        [1, 'a', 'b'],
        [2, '1'],
        [3, '2', 'x'],
      ],
    ],
  )
  const [values] = await contentsOf(json(['x', 2, null, { a: 1 }]), 'JSON')
  assert.deepEqual(values?.rows, [
    [1, 'value', 'a'],
    [1, 'x'],
    [2, '2'],
    [4, '', '1'],
  ])
  const [one] = await contentsOf(json({ oras: 'Orhei', pop: { total: 21_000 }, ani: [2014, 2024] }), 'JSON')
  assert.deepEqual(one?.rows, [
    [1, 'oras', 'pop.total', 'ani'],
    [1, 'Orhei', '21000', '2014; 2024'],
  ])
})

test('records are found wherever the pieces of a file end', async () => {
  const records = Array.from({ length: 20_000 }, (_, i) => ({
    i,
    text: `„ș\\"{[]}" ${'x'.repeat(i % 50)}`,
    in: [[i], {}],
  }))
  const [table] = await contentsOf(
    Buffer.from(`\ufeff {"a" : {"records":${JSON.stringify(records, null, 1)} } }\n`),
    'JSON',
  )
  assert.equal(table?.rows.length, 20_001)
  for (const i of [0, 1, 9_999, 19_999]) {
    assert.deepEqual(table?.rows[i + 1], [i + 1, String(i), records[i]?.text, `[[${i}],{}]`])
  }
})

test('JSON in UTF-16 is read, in an encoding of one byte it is refused', async () => {
  const [table] = await contentsOf(Buffer.from('\ufeff[{"a":"ș"}]', 'utf16le'), 'JSON')
  assert.deepEqual(table?.rows[1], [1, 'ș'])
  const { key, args } = await refusal(Buffer.from('[{"a":1},{"a":"\xba"}]', 'latin1'), 'JSON')
  assert.deepEqual([key, args], ['open-data.workbook.record-not-utf-8', { record: 2 }])
})

test('what is broken, endless or empty is refused', async () => {
  const cases: [string, string][] = [
    ['json-broken', '[{"a":1},{"a":2}'],
    ['json-broken', '[{"a":1}}'],
    ['json-broken', '{"a" [1]}'],
    ['json-broken', '[{"a":1}] x'],
    ['json-broken', ''],
    ['record-broken', '[{"a":1},{"a":nu}]'],
    ['json-broken', '[{"a":1},]'],
    ['too-deep', `[{"a":${'['.repeat(300)}`],
    ['empty', '[]'],
    ['empty', '[null, null]'],
    ['empty', '{"records":[{}]}'],
  ]
  for (const [key, text] of cases) {
    assert.equal((await refusal(Buffer.from(text), 'JSON')).key, `open-data.workbook.${key}`, text.slice(0, 30))
  }
  const long = json([{ a: 'x'.repeat(1000) }])
  assert.equal((await refusal(long, 'JSON', { ...usualLimits, piece: 500 })).key, 'open-data.workbook.too-long')
  const wide = json([Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, i]))])
  assert.equal(
    (await refusal(wide, 'JSON', { ...usualLimits, columns: 20 })).key,
    'open-data.workbook.too-many-columns',
  )
})

test('names that mean something to JavaScript are names', async () => {
  const [table] = await contentsOf(Buffer.from('[{"__proto__":{"x":1},"constructor":2,"toString":"3"}]'), 'JSON')
  assert.deepEqual(table?.rows, [
    [1, '__proto__.x', 'constructor', 'toString'],
    [1, '1', '2', '3'],
  ])
})

test('a record a line: lines are those of the file, broken ones alone are left out', async () => {
  const [table] = await contentsOf(Buffer.from('{"a":1}\r\n\n{"b":"x"}\n{"a":3}'), 'NDJSON')
  assert.deepEqual(table?.rows, [
    [1, 'a', 'b'],
    [1, '1'],
    [3, '', 'x'],
    [4, '3'],
  ])
  const [broken] = await openTables(
    Buffer.concat([
      Buffer.from(`{"a":1}\n  {"b":"${'x'.repeat(2_000)}\n{"a":2}\n{"c":"`),
      Buffer.from([0xba]),
      Buffer.from('"}\n'),
    ]),
    'NDJSON',
  )
  assert.ok(broken)
  const rows = []
  for await (const batch of broken.rows()) rows.push(...batch)
  assert.deepEqual(
    rows.map(({ line, cells, broken: reason }) => [line, cells[0]?.slice(0, 8), reason]),
    [
      [1, 'a', undefined],
      [1, '1', undefined],
      [2, '{"b":"xx', 'broken-record'],
      [3, '2', undefined],
      [4, '{"c":"\ufffd"', 'not-in-encoding'],
    ],
  )
  const { key, args } = await refusal(Buffer.from('{"a":1}\n{"a":\n{"b":\n'), 'NDJSON')
  assert.deepEqual([key, args], ['open-data.workbook.record-broken', { record: 2 }])
})

test('features are rows: points as longitude and latitude, other shapes as GeoJSON', async () => {
  const feature = (properties: unknown, geometry: unknown) => ({ type: 'Feature', properties, geometry })
  const collection = (features: unknown[]) => json({ type: 'FeatureCollection', crs: { x: [[1]] }, features })
  const point = (...coordinates: number[]) => ({ type: 'Point', coordinates })
  const [points] = await contentsOf(
    collection([
      feature({ nume: 'Orhei' }, point(28.82, 47.38)),
      feature({ nume: 'Fără loc', tip: { cod: 1 } }, null),
      feature(null, point(28.9, 47, 120)),
    ]),
    'GEOJSON',
  )
  assert.equal(points?.named, true)
  assert.deepEqual(points?.rows, [
    [1, 'nume', 'tip.cod', 'longitude', 'latitude', 'altitude'],
    [1, 'Orhei', '', '28.82', '47.38'],
    [2, 'Fără loc', '1'],
    [3, '', '', '28.9', '47', '120'],
  ])
  const line = {
    type: 'LineString',
    coordinates: [
      [28, 47],
      [29, 48],
    ],
  }
  const [shapes] = await contentsOf(
    collection([feature({ a: 1 }, line), { ...feature({}, point(1, 2)), id: 'p' }]),
    'GEOJSON',
  )
  assert.deepEqual(shapes?.rows, [
    [1, 'a', 'id', 'geometry'],
    [1, '1', '', JSON.stringify(line)],
    [2, '', 'p', JSON.stringify(point(1, 2))],
  ])
  assert.deepEqual((await contentsOf(json(feature({ a: 1 }, line)), 'GEOJSON'))[0]?.rows[0], [1, 'a', 'geometry'])
  assert.deepEqual((await contentsOf(json(line), 'GEOJSON'))[0]?.rows, [
    [1, 'geometry'],
    [1, JSON.stringify(line)],
  ])
})

test('the real town halls', { skip }, async () => {
  const [table] = await contentsOf(townHalls, 'JSON')
  assert.ok(table)
  const [names = [], ...rows] = table.rows
  assert.ok(rows.length > 90, `${rows.length} rows`)
  assert.deepEqual(names.slice(0, 6), [
    1,
    'nume',
    'adresa.strada',
    'adresa.localitate.nume',
    'adresa.localitate.siruta',
    'adresa.judet.nume',
  ])
  const [first = []] = rows
  assert.deepEqual(first.slice(0, 5), [1, 'Primăria Brazi', 'Teilor, Nr. 45', 'Brazi', '130712'])
  assert.ok(first.includes('0244-480700; 0244-480780; 0244-480770'))
})

test('rows of records can be read again', async () => {
  const [table] = await openTables(json([{ a: 1 }, { a: 2 }]), 'JSON')
  assert.ok(table)
  const lengths: number[] = []
  for (const _ of [1, 2]) for await (const batch of table.rows()) lengths.push(batch.length)
  assert.deepEqual(lengths, [3, 3])
})
