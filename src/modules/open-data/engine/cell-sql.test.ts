import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { type ChosenType, chooseTypes, holdsOnly } from '../reading/types/choose-type.ts'
import { ColumnEvidence } from '../reading/types/column-evidence.ts'
import { parseCell } from '../reading/types/parse-cell.ts'
import type { Column } from '../table-schema.ts'
import { sureValueFrom, textOf, valueFrom } from './cell-sql.ts'
import { cellOf, shown } from './column-sql.ts'
import { lockedDuckDB } from './duckdb.ts'
import type { Cell } from './table-query.ts'

let duck: DuckDBInstance
let connection: DuckDBConnection
before(async () => {
  duck = await lockedDuckDB({ folders: ['/nowhere'], memoryMb: 256, threads: 1 })
  connection = await duck.connect()
})
after(() => {
  connection?.closeSync()
  duck?.closeSync()
})

type Kind = Pick<Column, 'type' | 'format' | 'missingMarks'>

const numbers: Kind['format'][] = [
  {},
  { decimal: '.' },
  { decimal: ',' },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: ' ' },
  { decimal: ',', thousands: '.' },
  { decimal: '.', thousands: ',' },
  { decimal: '.', thousands: "'" },
  { thousands: '.' },
  { thousands: ' ' },
  { decimal: ',', unit: '%' },
  { decimal: ',', thousands: ' ', unit: 'lei' },
  { decimal: '.', unit: 'EUR' },
  { decimal: ',', unit: 'MDL' },
  { decimal: '.', unit: 'RUB' },
]
const days = [
  'yyyy-mm-dd',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'dd-mm-yyyy',
  'yyyy.mm.dd',
  'mm/dd/yyyy',
  'dd.mm.yy',
  'dd mmmm yyyy',
  'mmmm dd, yyyy',
]
const kinds: Kind[] = [
  { type: 'string', format: {}, missingMarks: ['-', 'n/a', "o'clock"] },
  ...numbers.flatMap((format): Kind[] => [
    { type: 'integer', format, missingMarks: [] },
    { type: 'number', format, missingMarks: ['-'] },
  ]),
  ...[
    ['da', 'nu'],
    ['да', 'нет'],
    ['true', 'false'],
    ['adevarat', 'fals'],
    ['1', '0'],
  ].map((words): Kind => ({ type: 'boolean', format: { words: words as [string, string] }, missingMarks: [] })),
  ...days.flatMap((pattern): Kind[] => [
    { type: 'date', format: { pattern }, missingMarks: [] },
    { type: 'datetime', format: { pattern: `${pattern} hh:mm` }, missingMarks: [] },
  ]),
  { type: 'time', format: { pattern: 'hh:mm' }, missingMarks: [] },
]

async function bySql(kind: Kind): Promise<Cell[]> {
  const value = shown({ name: 'v', type: kind.type })
  const result = await connection.run(
    `SELECT ${value} FROM (SELECT n, ${valueFrom(kind, 't')} AS v FROM (SELECT n, ${textOf(kind, 't')} AS t FROM given)) ORDER BY n`,
  )
  return (await result.getRowsJS()).map(([cell]) => cellOf(cell))
}

function byParsing(kind: Kind, text: string): Cell {
  const parsed = parseCell(text, kind)
  if ('reason' in parsed || parsed.value === '') return null
  const { value } = parsed
  if (kind.type === 'number') return Number(value)
  if (kind.type === 'integer') return cellOf(BigInt(value))
  return kind.type === 'boolean' ? value === 'true' : value
}

async function agree(given: string[]): Promise<void> {
  // As the reading leaves them.
  const texts = given.map((text) => text.trim())
  const list = texts.map((_, at) => `(${at}, $${at + 1}::VARCHAR)`).join(', ')
  await connection.run(`CREATE OR REPLACE TEMP TABLE given AS SELECT * FROM (VALUES ${list}) AS given(n, t)`, texts)
  for (const kind of kinds) {
    const found = await bySql(kind)
    for (const [at, text] of texts.entries())
      assert.deepEqual(found[at], byParsing(kind, text), `${JSON.stringify(text)} as ${JSON.stringify(kind)}`)
  }
}

const known = [
  ...[
    '12,5 %',
    '12,5%',
    '5%',
    '%',
    '-5 %',
    '1 200,50 lei',
    '1 200,50 LEI',
    '7 leu',
    '100 леев',
    '€ 100',
    '100€',
    '€100.5',
    '100 EUR',
    'EUR 100',
  ],
  ...[
    '100 руб.',
    '100руб',
    '₽ 5',
    '5 mii lei',
    '5 lei 20',
    '5 MDL',
    '5 la sută',
    '1 200 % ',
    ',5%',
    '1.200.5%',
    '007 lei',
    '12E+3 lei',
    'lei 5',
    '0 %',
    '-0,0 %',
  ],
  ...[
    '5 ianuarie 2024',
    '05 ian. 2024',
    '5-ian-2024',
    '5 Ianuarie 2024',
    '5 января 2024 г.',
    '5 ЯНВАРЯ 2024 года',
    '5 янв 2024г',
  ],
  ...[
    'Jan 5, 2024',
    'January 5 2024',
    'jan. 5, 2024',
    '5 May, 2024',
    '31 februarie 2024',
    '29 feb 2024',
    '0 mai 2024',
    '5 luna 2024',
  ],
  ...[
    '5 mai 0000',
    '5 mai 24',
    '5\u00a0mai\u00a02024',
    '5  mai  2024',
    'mai 2024',
    '5 mai 2024 ora 5',
    '5.ian.2024',
    '1 сент. 2024',
  ],
  ...[
    '0',
    '-0',
    '−5',
    '+5',
    '007',
    '1 234',
    '1 234 567,89',
    '1.234',
    '1,234',
    "1'234",
    '1’234.5',
    '12 34',
    '1.5E+03',
    '1e5',
    '1e+5',
    '1.5e17',
  ],
  ...[
    '1.2345678901234567E+17',
    '9E+17',
    '999999999999999999',
    '1000000000000000000',
    '.5',
    ',5',
    '-.0',
    '5.',
    '0164A',
    '1017,00',
    '1e309',
    '1.0e309',
  ],
  ...[
    '12345678901234567890',
    '0.1',
    '1.7976931348623157E+308',
    '-',
    'n/a',
    "o'clock",
    'inf',
    'nan',
    '0x10',
    '1_000',
    '٣',
  ],
  ...[
    '2026-11-25',
    '2026-2-5',
    '31.02.2026',
    '29.02.2000',
    '29.02.1900',
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '1.1.2026',
    '25/11/2026',
  ],
  ...[
    '01.02.68',
    '01.02.69',
    '2026-11-25T08:30',
    '2026-11-25 8:30:15,123456789',
    '2026-11-25T08:30:00Z',
    '2026-11-25T00:30:00+02:00',
  ],
  ...[
    '2026-11-25 08:30-0530',
    '2026-11-25T08:30+15:00',
    '2026-11-25T24:00',
    '25.11.2026  08:30',
    '25.11.2026\u00a008:30',
    '2026-11-25T08:30:60',
  ],
  ...[
    '8:30',
    '08:30:15.5',
    '24:00',
    '23:59:59.999999',
    'DA',
    'Nu',
    'ДА',
    'Нет',
    'ADEVĂRAT',
    'adevarat',
    'TRUE',
    '1',
    '\u00a0da\t',
    ' ',
    '\ufeff1',
  ],
  ...['a\nb', ' două cuvinte ', '„x"', "x'y"],
]

test('known texts mean the same to the engine and to the reading', async () => {
  await agree(known)
})

const piece = fc.constantFrom(
  ...[
    '0',
    '1',
    '9',
    '12',
    '000',
    '123',
    '2026',
    '02',
    '29',
    '31',
    '-',
    '−',
    '.',
    ',',
    ' ',
    '\u00a0',
    '\u202f',
    "'",
    '’',
    'e',
    'E',
    '+',
  ],
  ...['T', ':', ':30', '/', 'Z', 'da', 'nu', 'Да', 'нет', 'true', 'fals', '\t', 'x'],
)
const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'))
const dayLike = fc
  .tuple(
    fc.constantFrom('2026', '1900', '2000', '26', '0000'),
    two(13),
    two(32),
    fc.constantFrom('-', '.', '/'),
    fc.boolean(),
  )
  .map(([year, month, day, mark, first]) => (first ? [year, month, day] : [day, month, year]).join(mark))
const clockLike = fc
  .tuple(two(24), two(60), two(60), fc.integer({ min: 0, max: 9_999_999 }))
  .map(([h, m, s, f]) => `${h}:${m}:${s}.${f}`)
const numberLike = fc
  .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom('.', ','))
  .map(([number, mark]) => String(number).replace('.', mark))
const grouped = fc
  .tuple(fc.integer(), fc.constantFrom(' ', '.', ',', "'", '\u00a0'), fc.constantFrom('', ',5', '.25', ',00', '.000'))
  .map(([number, mark, rest]) => String(number).replace(/\B(?=(\d{3})+$)/g, mark) + rest)
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  dayLike,
  fc
    .tuple(
      dayLike,
      fc.constantFrom(' ', 'T', '  ', '\u00a0'),
      clockLike,
      fc.constantFrom('', 'Z', '+02:00', '-0330', '+14'),
    )
    .map((parts) => parts.join('')),
  clockLike,
  numberLike,
  grouped,
)

test('any text means the same to the engine and to the reading', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyText, { minLength: 200, maxLength: 200 }), agree), { numRuns: 3 })
})

const usual = [
  ['5', '-12', '0', '123456789012345678'],
  ['5.25', '-0.0', '1e+5', '.5', '7', '1.5e+400', '0.1'],
  ['5,25', '-0,5', '1,5e-3', '12'],
  ['2026-11-25', '2026-2-5', '0001-01-01', '2000-02-29'],
  ['25.11.2026', '1.1.2026', '29.02.2000', '31.12.9999'],
  ['25/11/2026', '13/1/2026'],
  ['11-25-2026', '1-13-2026'],
]

test('what the reading is sure of is read faster and means the same; a text that is not taken so is left for a closer look', async () => {
  for (const texts of [...usual, ['5', '−5', '12'], ['25.11.2026', '31.02.2026'], ['1 234', '5']]) {
    const column = new ColumnEvidence(true)
    for (const text of texts) column.take(text)
    column.end()
    const [chosen] = chooseTypes([column]) as [ChosenType]
    const kind = { ...chosen, missingMarks: [] }
    const value = holdsOnly(column, chosen) ? sureValueFrom(kind, 't') : null
    assert.equal(value === null, !usual.includes(texts) && texts[1] !== '−5', texts.join())
    if (value === null) continue
    const list = texts.map((_, at) => `(${at}, $${at + 1}::VARCHAR)`).join(', ')
    const result = await connection.run(
      `SELECT ${shown({ name: 'v', type: kind.type })} FROM (SELECT n, ${value} AS v FROM (VALUES ${list}) AS given(n, t)) ORDER BY n`,
      texts,
    )
    const found = (await result.getRowsJS()).map(([cell]) => cellOf(cell))
    const expected = texts.map((text) => (text === '−5' ? null : byParsing(kind, text)))
    assert.deepEqual(found, expected, JSON.stringify(kind))
  }
})
