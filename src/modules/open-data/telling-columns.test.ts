import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf } from '#test/tables.ts'
import { columnNames } from './reading/layout/titles.ts'
import { tellingColumns } from './telling-columns.ts'

const telling = (...titles: string[]) => {
  const names = columnNames(titles)
  const kept = tellingColumns(names.map((name) => columnOf(name, 'integer')))
  return titles.filter((_, at) => kept.some(({ name }) => name === names[at]))
}

test('how many there are of something is a measure, however it is called', () => {
  const measures = ['Nr. de elevi', 'Numărul populației', 'No of pupils', 'Număr locuri', 'Nr ordine de plată', 'Codru']
  assert.deepEqual(telling(...measures), measures)
})

test('what numbers or names one row tells of that row alone, in any language', () => {
  for (const own of ['Nr.', 'No', 'Număr', 'Numărul', 'Nr. crt.', 'NR. D/O', 'Nr. ord.', 'Nr. de ordine', 'Nr. crt. 2'])
    assert.deepEqual(telling(own), [], own)
  for (const own of [
    'Номер',
    'Номер телефона',
    '№',
    '№ п/п',
    'Код',
    'Код CUATM',
    'ID',
    'id_scoala',
    'Cod poștal',
    'IDNO',
  ])
    assert.deepEqual(telling(own), [], own)
})
