import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdUp, turnsDuring } from '#test/turns.ts'
import { writeJson } from './write-json.ts'

test('it writes what JSON.stringify writes', async () => {
  const odd = [undefined, null, 'ș', Number.NaN, () => 1, new Date(0), { a: undefined, b: [undefined] }]
  const whole = { count: 1, results: odd, none: undefined, run: () => 1, 'a"b': { c: odd } }
  for (const one of [null, true, 7, 'a"b', [], {}, new Date(0), odd, whole])
    assert.equal(await writeJson(one), JSON.stringify(one))
})

test('other work goes on while a long list is written', async () => {
  const results = Array.from({ length: 10 }, () => ({ toJSON: () => holdUp(15) }))
  assert.ok((await turnsDuring(() => writeJson({ count: 10, results }))) >= 9)
  assert.ok((await turnsDuring(() => writeJson(results))) >= 9)
})
