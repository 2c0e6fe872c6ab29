import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ToCount } from '../result/count-envelope.ts'
import { comparedRules, compareRules } from './compare-rules.ts'

const vote = (more: Partial<ToCount> = {}, kind: ToCount['envelope']['ballotKind'] = 'approval'): ToCount => ({
  envelope: {
    position: 1,
    amount: 100_00,
    ballotKind: kind,
    maxPicks: 3,
    rule: 'greedy',
    parameters: { kind: 'greedy', by: 'votes', whenTooDear: 'skip' },
    leftovers: 'return',
  },
  projects: [
    { number: 1, cost: 60_00, title: 'Bănci' },
    { number: 2, cost: 50_00, title: 'Felinare' },
    { number: 3, cost: 50_00, title: 'Copaci' },
  ],
  exclusive: [],
  ballots: [[1], [1], [1], [2, 3], [2, 3]],
  tie: { criteria: ['lower-cost', 'more-votes', 'lot'], lot: ['3', '2', '1'] },
  ...more,
})

test('each rule has one row, the one in force first', () => {
  const rows = compareRules([vote()])
  assert.deepEqual(
    rows.map(({ rule }) => rule),
    comparedRules,
  )
  const [own] = rows
  assert.deepEqual([own?.selected, own?.cost, own?.excluded], [['1'], 60_00, 2 / 5])
  // 3 + 0 against 2 + 2 votes.
  assert.deepEqual(rows.find(({ rule }) => rule === 'maxwelfare')?.selected, ['3', '2'])
})

test('a rule that does not look at points is left out where they are given', () => {
  const rules = compareRules([vote({ ballots: [[[1, 2]], [[2, 1]]] }, 'points')]).map(({ rule }) => rule)
  assert.ok(!rules.includes('phragmen') && rules.includes('bos'))
})

test('nobody voted, or nothing stands on the ballot: nothing is funded by any rule', () => {
  for (const empty of [vote({ ballots: [] }), vote({ ballots: [[]], projects: [] })])
    for (const { selected } of compareRules([empty])) assert.deepEqual(selected, [])
})
