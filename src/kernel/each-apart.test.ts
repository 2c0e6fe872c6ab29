import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachApart } from './each-apart.ts'

test('all are tried, in order, and what failed is thrown at the end', async () => {
  const tried: number[] = []
  const work = (failing: number[]) => async (item: number) => {
    tried.push(item)
    if (failing.includes(item)) throw new Error(`not ${item}`)
  }
  await eachApart([1, 2], work([]))
  await assert.rejects(eachApart([3, 4, 5], work([4])), /^Error: not 4$/)
  await assert.rejects(eachApart([6, 7, 8], work([6, 8])), (error: AggregateError) => {
    assert.deepEqual(error.errors.map(String), ['Error: not 6', 'Error: not 8'])
    return true
  })
  assert.deepEqual(tried, [1, 2, 3, 4, 5, 6, 7, 8])
})
