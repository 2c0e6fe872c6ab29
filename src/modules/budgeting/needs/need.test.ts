import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLine } from './need.ts'

test('a line of a facilitator is a number of people and what they said, or a need that is there', () => {
  assert.deepEqual(readLine('12 Iluminat pe strada Gării'), { people: 12, text: 'Iluminat pe strada Gării' })
  assert.deepEqual(readLine(' 3 × Тротуар у школы '), { people: 3, text: 'Тротуар у школы' })
  assert.deepEqual(readLine('7; 2 bănci'), { people: 7, text: '2 bănci' })
  assert.deepEqual(readLine('14 #7'), { people: 14, need: 7 })
})

test('a line without a number of people, or with none, is not read', () => {
  for (const line of ['Iluminat', '0 Iluminat', '12', '-3 Iluminat', '1234567 Iluminat', ''])
    assert.equal(readLine(line), null, line)
})
