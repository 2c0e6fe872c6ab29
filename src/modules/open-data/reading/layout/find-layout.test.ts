import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Overrides } from '../../table-schema.ts'
import { rawTable, shaped } from '../factories.ts'
import { columnNames, uniqueTitles } from './titles.ts'

const csv = (text: string) => text.split('\n').map((line) => line.split(';'))

/** [preamble, lines of header, titles, rows of the body]. */
async function layoutOf(
  rows: string[][],
  overrides: Overrides = {},
  more: Parameters<typeof rawTable>[1] = { text: true },
) {
  const { preamble, headerRows, columns, spooled } = await shaped(rawTable(rows, more), overrides)
  return [preamble, headerRows, columns.map(({ title }) => title), spooled.map(([, ...cells]) => cells.join(';'))]
}

test('a header is words above numbers, or the first row where all are words', async () => {
  assert.deepEqual(await layoutOf(csv('Nr;Sat\n1;Bălți\n2;Orhei')), [0, 1, ['Nr', 'Sat'], ['1;Bălți', '2;Orhei']])
  assert.deepEqual(await layoutOf(csv('Sat;Raion\nA;B\nC;D')), [0, 1, ['Sat', 'Raion'], ['A;B', 'C;D']])
  assert.deepEqual(await layoutOf(csv('a;b;c\n1;2;3\n4;5;6')), [0, 1, ['a', 'b', 'c'], ['1;2;3', '4;5;6']])
})

test('years may be titles', async () => {
  assert.deepEqual((await layoutOf(csv('Raion;2024;2025\nOrhei;5;6\nSoroca;7;8'))).slice(0, 3), [
    0,
    1,
    ['Raion', '2024', '2025'],
  ])
  assert.deepEqual((await layoutOf(csv('Orhei;2024;5\nSoroca;2025;7\nOrhei;2025;8'))).slice(0, 2), [0, 0])
})

test('years with a unit and days with the name of the month may be titles', async () => {
  for (const head of [
    'Raion;2023 %;2024 %',
    'Raion;2023, lei;2024, lei',
    'Raion;1 ianuarie 2023;1 ianuarie 2024',
    'Район;1 января 2023 г.;1 января 2024 г.',
  ]) {
    const body = csv(`${head}\nOrhei;5;6\nSoroca;7;8`)
    assert.deepEqual((await layoutOf(body)).slice(0, 3), [0, 1, head.split(';')])
  }
  assert.deepEqual((await layoutOf(csv('Orhei;12 %;5\nSoroca;14 %;7'))).slice(0, 2), [0, 0])
  assert.deepEqual((await layoutOf(csv('Orhei;1 mai 2023\nSoroca;2 mai 2023\nBălți;3 mai 2023'))).slice(0, 2), [0, 0])
})

test('a table without a header has columns called after their places', async () => {
  assert.deepEqual(await layoutOf(csv('1;Bălți;5\n2;Orhei;7')), [
    0,
    0,
    ['column_1', 'column_2', 'column_3'],
    ['1;Bălți;5', '2;Orhei;7'],
  ])
})

test('a header of blanks is a header', async () => {
  assert.deepEqual(await layoutOf(csv(';;\n1;Bălți;5\n2;Orhei;7')), [
    0,
    1,
    ['column_1', 'column_2', 'column_3'],
    ['1;Bălți;5', '2;Orhei;7'],
  ])
})

test('titles and blank lines above the header are preamble', async () => {
  const rows = csv('Lista lucrărilor\nRaionul Orhei, 2025\n\nNr;Sat;Suma\n1;A;5\n2;B;6')
  assert.deepEqual((await layoutOf(rows)).slice(0, 3), [3, 1, ['Nr', 'Sat', 'Suma']])
  assert.deepEqual((await layoutOf(csv('Raport;;\n;;\nNr;Sat;Suma\n1;A;5'))).slice(0, 2), [2, 1])
})

test('titles of groups reach over their columns, in texts as far as something stands below', async () => {
  const rows = csv('Raion;Populația;;;Total\n;urban;rural;altele;\nOrhei;1;2;3;6\nSoroca;4;5;6;15')
  assert.deepEqual((await layoutOf(rows)).slice(0, 3), [
    0,
    2,
    ['Raion', 'Populația / urban', 'Populația / rural', 'Populația / altele', 'Total'],
  ])
})

test('merged cells say how far a title of a group reaches', async () => {
  const rows = [
    ['Date despre raioane'],
    ['Raion', 'Populația', '', 'Note'],
    ['', 'urban', 'rural', ''],
    ['Orhei', 'puțină', 'multă', 'x'],
  ]
  const merged = [
    { top: 0, left: 0, bottom: 0, right: 3 },
    { top: 1, left: 0, bottom: 2, right: 0 },
    { top: 1, left: 1, bottom: 1, right: 2 },
    { top: 1, left: 3, bottom: 2, right: 3 },
  ]
  const titles = ['Raion', 'Populația / urban', 'Populația / rural', 'Note']
  assert.deepEqual(await layoutOf(rows, {}, { merged }), [1, 2, titles, ['Orhei;puțină;multă;x']])
})

test('numbers of columns below a header belong to it', async () => {
  const rows = csv('Nr;Sat;Suma\n1;2;3\n1;Bălți;5\n2;Orhei;7')
  assert.deepEqual((await layoutOf(rows)).slice(0, 3), [0, 2, ['Nr', 'Sat', 'Suma']])
})

test('what the officer says counts', async () => {
  const rows = csv('x;y\na;b\n1;2\n3;4')
  assert.deepEqual((await layoutOf(rows, { preamble: 1 })).slice(0, 3), [1, 1, ['a', 'b']])
  assert.deepEqual((await layoutOf(rows, { headerRows: 2 })).slice(0, 3), [0, 2, ['x / a', 'y / b']])
  assert.deepEqual((await layoutOf(rows, { headerRows: 0 })).slice(0, 2), [0, 0])
})

test('the first row of records holds their names, whatever they are', async () => {
  assert.deepEqual((await layoutOf(csv('1;2\n3;4'), {}, { named: true })).slice(0, 3), [0, 1, ['1', '2']])
})

test('titles are each their own, and so are names', () => {
  assert.deepEqual(uniqueTitles(['Total', 'Total', '', 'Total (2)']), [
    'Total',
    'Total (2)',
    'column_3',
    'Total (2) (2)',
  ])
  assert.deepEqual(columnNames(['Denumirea localității', 'Название', '_id', '2019', 'A', 'a', '№ / %']), [
    'Denumirea_localitatii',
    'Nazvanie',
    'id',
    '2019',
    'A',
    'a_2',
    'column_7',
  ])
  assert.deepEqual(columnNames(['File row number', 'file_row_number']), ['File_row_number_2', 'file_row_number_3'])
  const long = columnNames(['ș'.repeat(100), 'ș'.repeat(100)])
  assert.deepEqual([new Set(long).size, long.every((name) => name.length <= 63)], [2, true])
})

test('names are the same for the same titles, and stay within what databases take', () => {
  const titles = Array.from({ length: 300 }, () => 'Câmp')
  const names = columnNames(titles)
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, 300)
  assert.ok(names.every((name) => /^[A-Za-z0-9][A-Za-z0-9_]{0,62}$/.test(name)))
})

test('a header goes as far down as its cells are merged', async () => {
  const rows = [
    ['Regiunea', 'Contribuția', 'Schimbarea'],
    [''],
    ['', '', 'din trimestru', 'de la început'],
    ['', '(%)'],
    ['A', 'B', 'C', 'D'],
  ]
  const merged = [
    { top: 0, left: 0, bottom: 3, right: 0 },
    { top: 0, left: 1, bottom: 2, right: 1 },
    { top: 0, left: 2, bottom: 1, right: 3 },
    { top: 2, left: 2, bottom: 3, right: 2 },
    { top: 2, left: 3, bottom: 3, right: 3 },
  ]
  const titles = ['Regiunea', 'Contribuția / (%)', 'Schimbarea / din trimestru', 'Schimbarea / de la început']
  assert.deepEqual(await layoutOf(rows, {}, { merged }), [0, 4, titles, ['A;B;C;D']])
})

test('a title merged over a whole sheet makes no columns', async () => {
  const rows = [['Raport'], ['Sat', 'Suma'], ['Bălți', '5']]
  const merged = Array.from({ length: 2_000 }, () => ({ top: 0, left: 0, bottom: 0, right: 16_383 }))
  assert.deepEqual(await layoutOf(rows, {}, { merged }), [1, 1, ['Sat', 'Suma'], ['Bălți;5']])
})
