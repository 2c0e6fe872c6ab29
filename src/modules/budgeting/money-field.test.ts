import assert from 'node:assert/strict'
import { test } from 'node:test'
import { langs } from '#kernel/i18n/lang.ts'
import { amount, typedAmount } from './money-field.ts'

const read = (raw: unknown) => {
  const one = amount().read(raw)
  return 'value' in one ? one.value : null
}

test('a sum is read as each language writes it', () => {
  for (const typed of ['1250000', '1 250 000', '1.250.000', '1,250,000', '1 250 000,00', '1.250.000,00', '1,250,000.0'])
    assert.equal(read(typed), 125_000_000, typed)
  assert.equal(read('1250,5'), 125_050)
  assert.equal(read('1.250'), 125_000)
  assert.equal(read('0,07'), 7)
  assert.equal(read(12.5), 1_250)
})

test('what is no sum is refused', () => {
  for (const typed of [
    '',
    '-5',
    '1,2,3',
    '1.25.000',
    'mii',
    '1e5',
    '12.3456',
    '1,250.000',
    '9'.repeat(20),
    true,
    -3,
    undefined,
    Number.NaN,
  ])
    assert.equal(read(typed), null, String(typed))
})

test('what a field shows is read back to the same sum', () => {
  for (const lang of langs)
    for (const minor of [0, 7, 100, 125_050, 100_000_000, 123_456_789])
      assert.equal(read(typedAmount({ lang }, minor)), minor, `${lang} ${minor}`)
})
