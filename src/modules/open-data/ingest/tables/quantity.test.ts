import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnType } from '../../table-schema.ts'
import { cellInWords } from './cell-in-words.ts'
import { isQuantity } from './quantity.ts'

const column = (title: string, type: ColumnType = 'integer', format = {}) => ({ name: 'c', title, type, format })

test('what measures is told from what numbers are only the name of', () => {
  for (const title of [
    'Suma, lei',
    'Buget anual',
    'Populația',
    'Numărul de elevi',
    'Сумма',
    'Население',
    'Votes',
    'Executat pe anul 2024, lei',
    'Persoane',
    'Цена',
  ])
    assert.ok(isQuantity(column(title)), title)
  for (const title of [
    'Anul',
    'Cod CUATM',
    'IDNO',
    'Nr. crt.',
    'Numărul contractului',
    'Număr de înregistrare',
    'Код',
    'Номер',
    'Year',
    'Cod buget',
    'Numărul cadastral',
    'Numărul de inventar',
    'Numărul de dosar',
    'Numărul de licență',
    'Cont (MDL)',
    'Planificat pentru',
    'Country',
    'Summary',
    'Центр',
  ])
    assert.ok(!isQuantity(column(title)), title)
  assert.ok(isQuantity(column('Col', 'integer', { unit: 'lei' })))
  assert.ok(isQuantity(column('Col', 'number')))
  assert.ok(isQuantity(column('Col', 'integer', { thousands: ' ' })), 'the file itself sets them apart')
  for (const title of ['An', 'IDNO', 'Cod CUATM']) assert.ok(!isQuantity(column(title, 'number')), title)
  assert.ok(!isQuantity(column('Suma', 'string')))
})

test('thousands stand apart as each language writes them, and no digit is lost', () => {
  const view = (lang: 'ro' | 'ru' | 'en') => ({ lang, t: (() => '') as never, date: () => '' })
  const said = (lang: 'ro' | 'ru' | 'en', cell: string | number, one = column('Suma, lei', 'number')) =>
    cellInWords(view(lang), one, cell)
  assert.equal(said('ro', 1234567.891), '1.234.567,891')
  assert.equal(said('ru', 1234567.891), '1\u00a0234\u00a0567,891')
  assert.equal(said('en', 1234567.891), '1,234,567.891')
  assert.equal(said('ro', '123456789012345678', column('Suma')), '123.456.789.012.345.678')
  assert.equal(said('ro', -2024, column('Anul')), '-2024')
  assert.equal(said('ro', 0.00000012), '0,00000012')
  assert.equal(said('ro', 1.5e-25), `0,${'0'.repeat(24)}15`)
})
