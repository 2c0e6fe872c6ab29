import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CellFormat, ColumnType } from '../../table-schema.ts'
import { chooseTypes } from './choose-type.ts'
import { ColumnEvidence } from './column-evidence.ts'
import { parseCell } from './parse-cell.ts'

function evidence(cells: string[], wanted = false): ColumnEvidence {
  const column = new ColumnEvidence(wanted)
  for (const cell of cells) column.take(cell)
  column.end()
  return column
}

function typeOf(cells: string[], type?: ColumnType) {
  const [chosen] = chooseTypes([evidence(cells, type !== undefined)], type ? [{ type }] : [])
  return chosen as { type: ColumnType; format: CellFormat }
}

const many = (count: number, cell: (at: number) => string) => Array.from({ length: count }, (_, at) => cell(at))

test('numbers are what all cells are, whatever marks they have', () => {
  const numbers: [string[], ColumnType, CellFormat][] = [
    [['1', '20', '-3'], 'integer', {}],
    [['1.5', '20', '.003465'], 'number', { decimal: '.' }],
    [['1017,00', '10,00'], 'number', { decimal: ',' }],
    [['1 234,50', '12,5'], 'number', { decimal: ',', thousands: ' ' }],
    [['1\u00a0234', '12\u202f000'], 'integer', { thousands: ' ' }],
    [['1.234.567', '1.234,5'], 'number', { decimal: ',', thousands: '.' }],
    [['1,234,567', '1,234.5'], 'number', { decimal: '.', thousands: ',' }],
    [["1'234'567", '5'], 'integer', { thousands: "'" }],
    [['−5', '1E+15'], 'number', { decimal: '.' }],
    [['1.5E-03', '2'], 'number', { decimal: '.' }],
  ]
  for (const [cells, type, format] of numbers) assert.deepEqual(typeOf(cells), { type, format }, cells.join(' '))
})

test('what looks like a number and is a code stays as it is written', () => {
  for (const cells of [
    ['0123', '4567'],
    ['0164A', ...many(10_000, String)],
    [...many(10_000, (at) => String(at + 1)), '007'],
    ['+37322123456', '+37322123457'],
    ['12345678901234567890', '12345678901234567891'],
    ['1.2.3', '1.2.4'],
    ['10.01.02', '20.01.30'],
    ['12E4', '13E5'],
    ['12-3', '12-4'],
    ['5%', '6'],
    ['6', '5%'],
    ['5 lei', '6 EUR'],
    ['5 lei', '6 MDL', '7 RON'],
    ['5 MDL', '6 RON'],
    ['5 kg', '6 kg'],
    ['5 mii lei', '6 mii lei'],
    ['007 lei', '12 lei'],
  ])
    assert.deepEqual(typeOf(cells), { type: 'string', format: {} }, cells.slice(0, 2).join(' '))
})

test('a plain fault is forgiven once in thirty cells, then once in a thousand, and never a hundred times', () => {
  const among = (cells: number, faults: number) =>
    typeOf([...many(cells - faults, String), ...many(faults, () => 'eroare')]).type
  assert.equal(among(29, 1), 'string')
  assert.equal(among(30, 1), 'integer')
  assert.equal(among(1_999, 2), 'string')
  assert.equal(among(2_000, 2), 'integer')
  assert.equal(among(200_000, 99), 'integer')
  assert.equal(among(200_000, 100), 'string')
  assert.equal(typeOf([...many(40, (at) => `${10 + (at % 15)}.05.2026`), '31.02.2026']).type, 'date')
})

test('a point or comma before three digits is read as the other columns say, or as small numbers beside it do', () => {
  const types = (...columns: string[][]) =>
    chooseTypes(columns.map((cells) => evidence(cells))).map(({ type, format }) => [type, format])
  assert.deepEqual(types(['1.234', '5.678'])[0], ['string', {}], 'nothing says which')
  assert.deepEqual(types(['1.234', '950'])[0], ['string', {}])
  assert.deepEqual(types(['1.234', '5.678'], ['0.5', '1.25'])[0], ['number', { decimal: '.' }])
  assert.deepEqual(typeOf(['1.234', '5.678'], 'number'), { type: 'number', format: { decimal: '.' } })
  const [cell] = chooseTypes([evidence(['1.234', '5.678'])], [], true)
  assert.deepEqual(cell, { type: 'number', format: { decimal: '.' } }, 'cells of sheets and records hold numbers')
  assert.deepEqual(types(['1.234', '5.678'], ['0,5', '1,25'])[0], ['integer', { thousands: '.' }])
  assert.deepEqual(types(['1,234', '5,678'], ['0.5', '1.25'])[0], ['integer', { thousands: ',' }])
  assert.deepEqual(types(['1.234', '5.678', '12.000', '950'])[0], ['integer', { thousands: '.' }])
  assert.deepEqual(types(['1.234', '5.678', '12.000', '9500'])[0], ['number', { decimal: '.' }])
})

test('numbers that all have the same unit are numbers with that unit', () => {
  const numbers: [string[], ColumnType, CellFormat][] = [
    [['12,5 %', '7%', '-3,25 %'], 'number', { decimal: ',', unit: '%' }],
    [['5%', '6%'], 'integer', { unit: '%' }],
    [['5 %', '6 la sută', '7 la suta'], 'integer', { unit: '%' }],
    [['5 lei', '6 MDL', '7 lei'], 'integer', { unit: 'MDL' }],
    [['5,50 RON', '6 lei'], 'number', { decimal: ',', unit: 'RON' }],
    [['1 200,50 lei', '7 lei', '3 LEI'], 'number', { decimal: ',', thousands: ' ', unit: 'lei' }],
    [['1.5 MDL', '200 MDL'], 'number', { decimal: '.', unit: 'MDL' }],
    [['€ 100', '100€', '7 EUR', '8 euro'], 'integer', { unit: 'EUR' }],
    [['$1,234.50', '$7'], 'number', { decimal: '.', thousands: ',', unit: 'USD' }],
    [['1 200 руб.', '7 руб'], 'integer', { thousands: ' ', unit: 'RUB' }],
    [['5%', '-', 'n/a', '6%'], 'integer', { unit: '%' }],
  ]
  for (const [cells, type, format] of numbers) assert.deepEqual(typeOf(cells), { type, format }, cells.join(' '))
  assert.equal(typeOf([...many(40, (at) => `${at + 1} lei`), 'gratuit']).type, 'integer', 'a plain fault is forgiven')
  assert.equal(typeOf([...many(40, (at) => `${at + 1} lei`), '12']).type, 'string', 'a bare number is no slip')
  assert.equal(typeOf(['25.11.2026 %', '26.11.2026 %']).type, 'string')
  assert.deepEqual(typeOf(['1 200,50 lei'], 'number'), {
    type: 'number',
    format: { decimal: ',', thousands: ' ', unit: 'lei' },
  })
})

test('of a type that an officer gave the unit is the one of most values, and a few slips stay alone', () => {
  const bare = many(2_000, (at) => String(at + 1_000))
  assert.deepEqual(typeOf(['1200 lei', ...bare], 'number'), { type: 'number', format: {} })
  assert.deepEqual(typeOf([...bare, '1200 lei'], 'integer').format, {})
  assert.deepEqual(typeOf(['1200', '1300 lei', '1400 lei'], 'number').format, { unit: 'lei' })
  assert.deepEqual(typeOf(['1200 lei', '1300'], 'number').format, {})
  assert.deepEqual(typeOf(['5 lei', '6 EUR'], 'number').format, {}, 'no unit is the one of most')
  assert.deepEqual(typeOf(['5 lei', '6 MDL', '7 EUR'], 'number').format, { unit: 'MDL' })
  assert.deepEqual(typeOf(['5 lei', '6 MDL', '7 RON'], 'number').format, {})
  assert.deepEqual(typeOf(['12 lei', '25.11.2026', '26.11.2026'], 'date').format, { pattern: 'dd.mm.yyyy' })
})

test('sums of money have no three decimals', () => {
  const types = (...columns: string[][]) =>
    chooseTypes(columns.map((cells) => evidence(cells))).map(({ type, format }) => [type, format])
  const sums = ['1.200 lei', '2.790 lei', '13.100 lei', '150.000 lei']
  assert.deepEqual(types(sums)[0], ['integer', { thousands: '.', unit: 'lei' }])
  assert.deepEqual(types(['13,100 EUR'])[0], ['integer', { thousands: ',', unit: 'EUR' }])
  assert.deepEqual(types(sums, ['0,5', '1,25'])[0], ['integer', { thousands: '.', unit: 'lei' }])
  assert.deepEqual(types(sums, ['0.5', '1.25'])[0], ['string', {}], 'what is said of both is not the same')
  assert.deepEqual(types(['1.200 lei', '2.79 lei'])[0], ['number', { decimal: '.', unit: 'lei' }])
  assert.deepEqual(types(['1.200 %', '2.790 %'])[0], ['string', {}], 'shares may have three')
})

test('numbers of a workbook are never taken for thousands because whole ones stand beside them', () => {
  const numbers = [evidence(['1.234', '5.678', '12.345', '950', '3'])]
  const [chosen] = chooseTypes(numbers, [], true)
  assert.deepEqual(chosen, { type: 'number', format: { decimal: '.' } })
  const [given] = chooseTypes(numbers, [{ type: 'number' }], true)
  assert.deepEqual(given, { type: 'number', format: { decimal: '.' } }, 'nor where an officer gave the type')
  const besideTexts = [...numbers, evidence(['12,5', '0,75'])]
  assert.deepEqual(
    chooseTypes(besideTexts, [], true).map(({ type }) => type),
    ['string', 'number'],
    'texts with a comma beside them say nothing of cells that may be numbers',
  )
  const [told] = chooseTypes(besideTexts, [{ type: 'number' }], true)
  assert.deepEqual(told, { type: 'number', format: { decimal: '.' } })
})

test('days with names of months are dates, in any of the three languages', () => {
  const named = (cells: string[], pattern: string) =>
    assert.deepEqual(typeOf(cells), { type: 'date', format: { pattern } }, cells.join(' '))
  named(['5 ianuarie 2024', '12 feb. 2024', '1-mai-2023'], 'dd mmmm yyyy')
  named(['5 января 2024 г.', '31 ДЕКАБРЯ 2023 года', '1 сент 2024'], 'dd mmmm yyyy')
  named(['5 January 2024', '5 ianuarie 2024', '5 января 2024'], 'dd mmmm yyyy')
  named(['Jan 5, 2024', 'December 31 2023'], 'mmmm dd, yyyy')
  assert.equal(typeOf(['Jan 5, 2024', '5 Jan 2024']).type, 'string', 'in one order')
  for (const text of ['mai 2024', '5 mai 24', '5 luna 2024', 'Strada 31 August 1989', '5 mai 2024 seara'])
    assert.equal(typeOf([text, text]).type, 'string', text)
  assert.equal(typeOf([...many(40, (at) => `${1 + (at % 28)} mai 2026`), '31 iunie 2026']).type, 'date')
  assert.deepEqual(typeOf(['5 mai 2026'], 'datetime').format, { pattern: 'dd mmmm yyyy hh:mm' })
})

test('dates are in one order, days first where both would do', () => {
  const dates: [string[], ColumnType, string][] = [
    [['2026-11-25', '2026-01-02'], 'date', 'yyyy-mm-dd'],
    [['25.11.2026', '1.2.2026'], 'date', 'dd.mm.yyyy'],
    [['05/06/2026', '07/08/2026'], 'date', 'dd/mm/yyyy'],
    [['05/26/2026', '07/08/2026'], 'date', 'mm/dd/yyyy'],
    [['2026/11/25'], 'date', 'yyyy/mm/dd'],
    [['25-11-2026'], 'date', 'dd-mm-yyyy'],
    [['25.11.2026 08:30', '25.11.2026 08:30:15'], 'datetime', 'dd.mm.yyyy hh:mm'],
    [['2026-11-25T08:30:00Z', '2026-11-25'], 'datetime', 'yyyy-mm-dd hh:mm'],
  ]
  for (const [cells, type, pattern] of dates)
    assert.deepEqual(typeOf(cells), { type, format: { pattern } }, cells.join(' '))
  assert.equal(typeOf(['25.11.2026', '2026-11-25']).type, 'string')
  assert.equal(typeOf(['08:30', '23:59:59']).type, 'time')
  assert.equal(typeOf(['08:30', '25:00']).type, 'string')
})

test('booleans are two words of one language, in capitals or not', () => {
  assert.deepEqual(typeOf(['Da', 'NU', 'da']), { type: 'boolean', format: { words: ['da', 'nu'] } })
  assert.deepEqual(typeOf(['да', 'Нет']), { type: 'boolean', format: { words: ['да', 'нет'] } })
  assert.deepEqual(typeOf(['ADEVĂRAT', 'FALS']), { type: 'boolean', format: { words: ['adevarat', 'fals'] } })
  assert.equal(typeOf(['da', 'no']).type, 'string')
  assert.equal(typeOf([...many(100, () => 'da'), 'poate']).type, 'string')
  assert.equal(typeOf(['1', '0']).type, 'integer')
})

test('what says that a value is missing does not change the type', () => {
  assert.equal(typeOf(['1', '-', 'NA', '…', '#DIV/0!', '2']).type, 'integer')
  assert.equal(typeOf(['-', '', 'n/a']).type, 'string')
})

test('a type that an officer asks for is read as its cells are written', () => {
  assert.deepEqual(typeOf(['1017,00', '10,00'], 'integer'), { type: 'integer', format: { decimal: ',' } })
  assert.deepEqual(typeOf(['007', '12'], 'integer'), { type: 'integer', format: {} })
  assert.deepEqual(typeOf(['1', '2'], 'string'), { type: 'string', format: {} })
  assert.deepEqual(typeOf(['25.11.2026'], 'datetime'), { type: 'datetime', format: { pattern: 'dd.mm.yyyy hh:mm' } })
})

test('every cell of a column without faults has a value of its type', () => {
  const digits = fc.nat(99_999_999)
  const number = fc
    .tuple(digits, fc.nat(999), fc.constantFrom('', ',', '.'), fc.constantFrom('', '-'))
    .map(([whole, part, mark, sign]) => `${sign}${whole}${mark && mark + part}`)
  const grouped = digits.map((n) => n.toString().replace(/\B(?=(\d{3})+$)/g, ' '))
  const date = fc
    .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1000, max: 9999 }))
    .map(([day, month, year]) => `${day}.${month}.${year}`)
  const cell = fc.oneof(number, grouped, date, fc.constantFrom('da', 'nu', '08:30', '1E+5', '12,,5', 'x1', 'abc', '-'))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const chosen = typeOf(cells)
      const marks = ['-']
      for (const each of cells)
        assert.ok('value' in parseCell(each, { ...chosen, missingMarks: marks }), `${each} ${chosen.type}`)
    }),
    { numRuns: 2_000 },
  )
})
