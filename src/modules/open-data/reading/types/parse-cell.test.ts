import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CellFormat, ColumnType } from '../../table-schema.ts'
import { parseCell } from './parse-cell.ts'

const parsed = (text: string, type: ColumnType, format: CellFormat = {}) => {
  const cell = parseCell(text, { type, format, missingMarks: ['NA'] })
  return 'value' in cell ? cell.value : cell.reason
}

test('numbers are written with a point and without zeros that say nothing', () => {
  assert.equal(parsed('1017,00', 'number', { decimal: ',' }), '1017')
  assert.equal(parsed(' 1 234,50 ', 'number', { decimal: ',', thousands: ' ' }), '1234.5')
  assert.equal(parsed('−1.234.567,8', 'number', { decimal: ',', thousands: '.' }), '-1234567.8')
  assert.equal(parsed('.5', 'number', { decimal: '.' }), '0.5')
  assert.equal(parsed('-0,0', 'number', { decimal: ',' }), '0')
  assert.equal(parsed('1.5E+03', 'number', { decimal: '.' }), '1500')
  assert.equal(parsed('1 23', 'number', { decimal: '.', thousands: ' ' }), 'not-a-number')
  assert.equal(parsed('1,5', 'number', { decimal: '.' }), 'not-a-number')
  assert.equal(parsed('1E+999', 'number', { decimal: '.' }), 'not-a-number')
})

test('integers have no decimals, or zeros where the column has a mark for them', () => {
  assert.equal(parsed('1017,00', 'integer', { decimal: ',' }), '1017')
  assert.equal(parsed('1017,50', 'integer', { decimal: ',' }), 'not-an-integer')
  assert.equal(parsed('12.0', 'integer'), 'not-an-integer')
  assert.equal(parsed('007', 'integer'), '7')
  assert.equal(parsed('1.234', 'integer', { thousands: '.' }), '1234')
  assert.equal(parsed('1234567890123456789', 'integer'), 'not-an-integer')
})

test('dates are days of the calendar, and days with a zone become UTC', () => {
  assert.equal(parsed('1.2.2026', 'date', { pattern: 'dd.mm.yyyy' }), '2026-02-01')
  assert.equal(parsed('29.02.2026', 'date', { pattern: 'dd.mm.yyyy' }), 'not-a-date')
  assert.equal(parsed('29.02.2024', 'date', { pattern: 'dd.mm.yyyy' }), '2024-02-29')
  assert.equal(parsed('02/01/2026', 'date', { pattern: 'mm/dd/yyyy' }), '2026-02-01')
  assert.equal(parsed('25.11.26', 'date', { pattern: 'dd.mm.yy' }), '2026-11-25')
  assert.equal(parsed('2026-11-25', 'date', { pattern: 'dd.mm.yyyy' }), 'not-a-date')
  assert.equal(parsed('25.11.2026 8:30', 'datetime', { pattern: 'dd.mm.yyyy hh:mm' }), '2026-11-25T08:30:00')
  assert.equal(parsed('25.11.2026', 'datetime', { pattern: 'dd.mm.yyyy hh:mm' }), '2026-11-25T00:00:00')
  const iso = { pattern: 'yyyy-mm-dd hh:mm' }
  assert.equal(parsed('2026-11-25T00:30:00.250+02:00', 'datetime', iso), '2026-11-24T22:30:00.25')
  assert.equal(parsed('2026-11-25 24:00', 'datetime', iso), 'not-a-datetime')
  assert.equal(parsed('8:05', 'time'), '08:05:00')
  assert.equal(parsed('8:65', 'time'), 'not-a-time')
})

test('beside a unit the number is told alone; one without it, or with another, is none', () => {
  const lei = { decimal: ',', thousands: ' ', unit: 'lei' } as const
  assert.equal(parsed('1 200,50 lei', 'number', lei), '1200.5')
  assert.equal(parsed('1 200 LEI', 'integer', { thousands: ' ', unit: 'lei' }), '1200')
  assert.equal(parsed('12,5 %', 'number', { decimal: ',', unit: '%' }), '12.5')
  assert.equal(parsed('$ 5.25', 'number', { decimal: '.', unit: 'USD' }), '5.25')
  for (const text of ['1 200,50', '1 200,50 MDL', 'lei', '5 lei 20', '5,5,5 lei'])
    assert.equal(parsed(text, 'number', lei), 'not-a-number', text)
})

test('days with names of months', () => {
  const written = (text: string, pattern = 'dd mmmm yyyy') => parsed(text, 'date', { pattern })
  assert.equal(written('5 ianuarie 2024'), '2024-01-05')
  assert.equal(written('05 sept. 2024'), '2024-09-05')
  assert.equal(written('29 февраля 2024 г.'), '2024-02-29')
  assert.equal(written('29 februarie 2023'), 'not-a-date')
  assert.equal(written('Jan 5, 2024'), 'not-a-date')
  assert.equal(written('Jan 5, 2024', 'mmmm dd, yyyy'), '2024-01-05')
  assert.equal(parsed('5 mai 2024', 'datetime', { pattern: 'dd mmmm yyyy hh:mm' }), '2024-05-05T00:00:00')
})

test('booleans are the two words of the column', () => {
  assert.equal(parsed('DA', 'boolean', { words: ['da', 'nu'] }), 'true')
  assert.equal(parsed('Adevărat', 'boolean', { words: ['adevarat', 'fals'] }), 'true')
  assert.equal(parsed('yes', 'boolean', { words: ['da', 'nu'] }), 'not-a-boolean')
})

test('nothing, and what says that it is missing, has the empty value in any column', () => {
  for (const type of ['string', 'integer', 'date'] as const) {
    assert.equal(parsed('NA', type), '')
    assert.equal(parsed('  ', type), '')
  }
})
