import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOnEarth, readLine } from './need.ts'

test('a line of a facilitator is a number of people and what they said, or a need that is there', () => {
  assert.deepEqual(readLine('12 Iluminat pe strada Gării'), {
    people: 12,
    text: 'Iluminat pe strada Gării',
    point: null,
  })
  assert.deepEqual(readLine(' 3 × Тротуар у школы '), { people: 3, text: 'Тротуар у школы', point: null })
  assert.deepEqual(readLine('7; 2 bănci'), { people: 7, text: '2 bănci', point: null })
  assert.deepEqual(readLine('14 #7'), { people: 14, need: 7, point: null })
})

test('what was said can end in its point', () => {
  const point = { latitude: 47.0245, longitude: 28.8322 }
  for (const typed of ['47.0245, 28.8322', '47.0245 28.8322', '47,0245; 28,8322', '47,0245 28,8322'])
    assert.deepEqual(readLine(`5 Trotuar @ ${typed}`), { people: 5, text: 'Trotuar', point }, typed)
  assert.deepEqual(readLine('5 Scrieți la ana@primaria.md'), {
    people: 5,
    text: 'Scrieți la ana@primaria.md',
    point: null,
  })
  assert.deepEqual([isOnEarth(point), isOnEarth({ latitude: 147, longitude: 28 })], [true, false])
})

test('a line without a number of people, or with none, is not read', () => {
  for (const line of ['Iluminat', '0 Iluminat', '12', '-3 Iluminat', '1234567 Iluminat', ''])
    assert.equal(readLine(line), null, line)
})
