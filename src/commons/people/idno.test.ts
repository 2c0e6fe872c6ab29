import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { idnoDigits, idnoProblem } from './idno.ts'

test('known numbers pass', () => {
  for (const number of ['1008600038413', '2002500081628', ' 1008 6000 38413 ']) assert.equal(idnoProblem(number), null)
  assert.equal(idnoDigits(' 1008 6000 38413 '), '1008600038413')
})

test('what is not 13 digits, or does not add up, is named', () => {
  for (const text of [
    '',
    '100860003841',
    '10086000384131',
    '100860003841x',
    '１００８６００３８４１３',
    '1008600038413\0',
  ]) {
    assert.equal(idnoProblem(text), 'not-13-digits', text)
  }
  assert.equal(idnoProblem('1008600038412'), 'check-digit')
})

test('property: of the ten last digits exactly one is right, and one mistyped digit is always noticed', () => {
  const twelve = fc.stringMatching(/^[0-9]{12}$/)
  fc.assert(
    fc.property(twelve, fc.nat(12), fc.integer({ min: 1, max: 9 }), (start, place, by) => {
      const right = [...'0123456789'].map((last) => start + last).filter((one) => idnoProblem(one) === null)
      assert.equal(right.length, 1)
      const [number = ''] = right
      const typo = [...number]
      typo[place] = String((Number(typo[place]) + by) % 10)
      assert.equal(idnoProblem(typo.join('')), 'check-digit')
    }),
  )
})
