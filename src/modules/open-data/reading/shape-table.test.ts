import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Unreadable } from '../raw-table.ts'
import { inFolder, rawTable, read, shaped } from './factories.ts'
import { shapeTable } from './shape-table.ts'

const typesOf = ({ columns }: { columns: { name: string; type: string }[] }) =>
  columns.map(({ name, type }) => [name, type])

test('a table becomes rows with their lines, and columns with their types', async () => {
  const found = await read('Nr;Sat;Suma;Data\n1;Bălți;1 234,50;25.11.2026\n2;"Orhei; oraș";-;1.12.2026\n\n3;;7,5;\n')
  assert.deepEqual(typesOf(found), [
    ['Nr', 'integer'],
    ['Sat', 'string'],
    ['Suma', 'number'],
    ['Data', 'date'],
  ])
  assert.deepEqual(found.spooled, [
    ['2', '1', 'Bălți', '1 234,50', '25.11.2026'],
    ['3', '2', 'Orhei; oraș', '', '1.12.2026'],
    ['5', '3', '', '7,5', ''],
  ])
  assert.deepEqual([found.rows, found.rejected, found.encoding, found.delimiter], [3, 0, 'UTF-8', ';'])
  assert.deepEqual(
    found.columns.map(({ missing, missingMarks }) => [missing, missingMarks]),
    [
      [0, []],
      [1, []],
      [1, ['-']],
      [1, []],
    ],
  )
})

test('lines that do not fit are left out and reported with their line; empty ones are not', async () => {
  const found = await read(
    'a;b;c\n1;2;3\n4;5\n6;7;8;9\n\n;;\n10;11;12;;\n13;"14;15\n16;17;18\n'.replace(
      '\n\n',
      `\n${'1;2;3\n'.repeat(30)}\n`,
    ),
  )
  assert.deepEqual(
    found.rejects.map(({ line, column, value, reason }) => [line, column, value, reason]),
    [
      [3, null, '4 | 5', 'too-few-cells'],
      [4, null, '6 | 7 | 8 | 9', 'too-many-cells'],
      [38, null, '13;"14;15', 'broken-quote'],
    ],
  )
  assert.deepEqual([found.rows, found.rejected], [33, 3])
})

test('a quote that is never closed within a cell is kept, and told with its line', async () => {
  const found = await read(
    'nr;scoala\n1;Liceul "Alecsandri\n2;Liceul "Alecsandri"\n3;Țeavă 5"\n4;„Luceafărul"\n5;"Liceul ""Gogol"\n',
  )
  assert.deepEqual([found.rows, found.rejected], [5, 0])
  assert.deepEqual(found.openQuotes, {
    count: 2,
    first: [
      { line: 2, column: 'scoala', value: 'Liceul "Alecsandri' },
      { line: 6, column: 'scoala', value: 'Liceul "Gogol' },
    ],
  })
  assert.equal((await read('a;b\n1;"x"\n')).openQuotes, undefined)
})

test('broken quotes at line 30,001 cost that line and not the rest', async () => {
  const line = (n: number) => `${n};"Satul ""${n}""";${n},5\n`
  const before = Array.from({ length: 29_999 }, (_, at) => line(at + 2)).join('')
  const after = Array.from({ length: 20_000 }, (_, at) => line(at + 30_002)).join('')
  const found = await read(`nr;sat;suma\n${before}30001;"Satul deschis;5,5\n${after}`)
  assert.deepEqual([found.rows, found.rejected], [49_999, 1])
  assert.deepEqual(found.rejects[0], {
    line: 30_001,
    column: null,
    value: '30001;"Satul deschis;5,5',
    reason: 'broken-quote',
  })
  assert.deepEqual(found.spooled.at(-1), ['50001', '50001', 'Satul "50001"', '50001,5'])
})

test('the type is of the whole file: what stands far below its beginning counts', async () => {
  const rows = Array.from({ length: 40_000 }, (_, at) => `${at + 1};${at + 1}\n`).join('')
  const found = await read(`cod;nr\n${rows}0164A;5\n`)
  assert.deepEqual(typesOf(found), [
    ['cod', 'string'],
    ['nr', 'integer'],
  ])
})

test('rows without their last empty cells are whole where many are so, and on a sheet', async () => {
  const some = await read(`a;b;c\n${'1;2;3\n4;5\n'.repeat(20)}`)
  assert.deepEqual([some.rows, some.rejected], [40, 0])
  const sheet = await shaped(rawTable([['a', 'b', 'c'], ['1', '2', '3'], ['4']]))
  assert.deepEqual([sheet.rows, sheet.rejected], [2, 0])
})

test('totals and notes at the end are left out, also of a long table', async () => {
  const rows = Array.from({ length: 2_000 }, (_, at) => `Sat ${at};1;2\n`).join('')
  const found = await read(`Sat;A;B\n${rows}Total;2000;4000\nSursa: BNS\n`)
  assert.deepEqual([found.rows, found.totals, found.rejected], [2_000, 2, 0])
  const kept = await read('Sat;A;B\nBălți;1;2\nTotal;2000;4000\n', { totals: 0 })
  assert.deepEqual([kept.rows, kept.totals], [2, 0])
})

test('a note below the total of two columns must say that it is one', async () => {
  const below = async (note: string) => {
    const { rows, totals, rejected } = await read(`Sat;A\nBălți;1\nOrhei;2\nTotal;3\n${note}\n`)
    return [rows, totals, rejected]
  }
  assert.deepEqual(await below('Notă: date provizorii'), [2, 2, 0])
  assert.deepEqual(await below(';\nSursa: BNS;'), [2, 2, 0])
  assert.deepEqual(await below('Cahul;'), [4, 0, 0], 'nobody knows its number yet')
})

test('names that stand twice, and none', async () => {
  const found = await read('suma;suma;;SUMA\n1;2;3;4\n')
  assert.deepEqual(
    found.columns.map(({ name, title }) => [name, title]),
    [
      ['suma', 'suma'],
      ['suma_2', 'suma (2)'],
      ['column_3', 'column_3'],
      ['SUMA_3', 'SUMA (3)'],
    ],
  )
})

test('what an officer says of columns and letters is done', async () => {
  const found = await read('cod;Oraş\n1;Chişinău\n2;Bălţi\n', {
    columns: { cod: { type: 'string' } },
    commaBelow: true,
  })
  assert.deepEqual(typesOf(found), [
    ['cod', 'string'],
    ['Oras', 'string'],
  ])
  assert.equal(found.columns[1]?.title, 'Oraș')
  assert.deepEqual(found.spooled[0], ['2', '1', 'Chișinău'])
})

test('how a column is written is learnt from all of it where an officer says its type', async () => {
  const found = await read('cod;x\nA1;1\n1 017,50;2\n2 000;3\n', { columns: { cod: { type: 'number' } } })
  assert.deepEqual([found.columns[0]?.type, found.columns[0]?.format], ['number', { decimal: ',', thousands: ' ' }])
})

test('too many columns are refused, an empty table has none', async () => {
  const header = Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(';')
  const numbers = Array.from({ length: 10_000 }, (_, at) => at).join(';')
  await assert.rejects(read(`${header}\n${numbers}\n`), (error) => {
    assert.ok(error instanceof Unreadable)
    assert.deepEqual([error.key, error.args], ['open-data.reading.too-many-columns', { columns: 10_000, most: 2_000 }])
    return true
  })
  assert.deepEqual((await shaped(rawTable([[''], ['', '']]))).columns, [])
  assert.deepEqual((await shaped(rawTable([]))).columns, [])
})

test('a file that is one endless line is refused', async () => {
  await assert.rejects(read('x'.repeat(3_000_000)), { key: 'open-data.reading.line-too-long' })
})

test('all lines that are left out are in the file, the first hundred at hand', async () => {
  await inFolder(async (folder) => {
    const rows = Array.from({ length: 1_000 }, (_, at) => (at < 600 ? ['1', '2'] : ['1']))
    const rejects = join(folder, 'rejects')
    const told: number[] = []
    const raw = rawTable([['a', 'b'], ...rows], { text: true })
    const found = await shapeTable(raw, {
      overrides: {},
      spool: join(folder, 'spool'),
      rejects,
      progress: (line) => told.push(line),
    })
    const lines = readFileSync(rejects, 'utf8').trimEnd().split('\n')
    assert.deepEqual([found.rejected, found.rejects.length, lines.length], [400, 100, 400])
    assert.deepEqual(JSON.parse(lines[0] as string), { line: 602, column: null, value: '1', reason: 'too-few-cells' })
    assert.deepEqual([told[0], told.at(-1)], [100, 1_001])
  })
})
