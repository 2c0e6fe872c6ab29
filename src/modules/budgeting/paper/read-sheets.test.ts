import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Envelope, Project } from '../budget.ts'
import { lotsOf } from './finish-paper.ts'
import { readSheets } from './read-sheets.ts'
import { drawSheets } from './recheck.ts'

const envelopes = [
  { position: 1, ballotKind: 'approval', minPicks: 1, maxPicks: 2 },
  { position: 2, ballotKind: 'approval', minPicks: 1, maxPicks: 1 },
] as Envelope[]
const projects = [1, 2, 3, 4, 5].map((number) => ({
  number,
  envelope: number < 4 ? 1 : 2,
  title: `P${number}`,
  voidAt: number === 3 ? new Date() : null,
})) as Project[]
const read = (typed: string, sheets = [1]) => readSheets(typed, sheets, envelopes, projects)
const one = (typed: string) => {
  const found = read(typed)
  assert.ok('readings' in found, JSON.stringify(found))
  return found.readings.get(1)
}

test('a line is what is crossed, or a sign; on any keyboard', () => {
  assert.deepEqual(one('2 1, 4'), { picks: { 1: [1, 2], 2: [4] } })
  assert.deepEqual(one('1: 5'), { picks: { 2: [5] } })
  assert.deepEqual(one('3'), { picks: { 1: [3] } }, 'taken off after it was printed')
  assert.deepEqual(one('0'), { blank: true })
  for (const sign of ['x', 'X', 'х']) assert.deepEqual(one(sign), { invalid: 'unclear' })
  for (const sign of ['m', 'М']) assert.deepEqual(one(sign), { invalid: 'marked' })
  for (const sign of ['f', 'ф']) assert.deepEqual(one(sign), { invalid: 'foreign' })
})

test('against the rules of one envelope, a sheet counts in the others; in none, it is not valid', () => {
  assert.deepEqual(one('1 2 3 4'), { picks: { 2: [4] } })
  assert.deepEqual(one('1 4 5'), { picks: { 1: [1] } })
  assert.deepEqual(one('1 2 3 4 5'), { invalid: 'against-rules' })
})

test('places are the order in which they are typed, points stand behind the number', () => {
  const kinds = [
    { ...envelopes[0], ballotKind: 'ranking' },
    { ...envelopes[1], ballotKind: 'points', points: 5, maxPoints: 4 },
  ] as Envelope[]
  const typed = (line: string) => {
    const found = readSheets(line, [1], kinds, projects)
    return 'readings' in found ? found.readings.get(1) : found.error.key
  }
  assert.deepEqual(typed('2 1 4=3'), { picks: { 1: [2, 1], 2: [[4, 3]] } })
  assert.deepEqual(typed('2 5=5'), { picks: { 1: [2] } }, 'more points than one project may get')
  assert.equal(typed('4'), 'budgeting.paper.line', 'points are not guessed')
  assert.equal(typed('2=1'), 'budgeting.paper.line')
})

test('what cannot be read is said by its sheet', () => {
  const key = (typed: string, sheets: number[]) => {
    const found = read(typed, sheets)
    return 'error' in found ? [found.error.key, found.error.args] : null
  }
  assert.deepEqual(key('1\n9', [4, 7]), ['budgeting.paper.line', { sheet: '7', line: '9' }])
  assert.deepEqual(key('4: 1\n5: 2', [4, 7]), ['budgeting.paper.other-sheet', { sheet: '7', typed: '5' }])
  const named = readSheets('2/04: 1\n7: 2', ['2/4', '3/7'], envelopes, projects)
  assert.ok('readings' in named, 'by number and stack, or by number')
  assert.deepEqual([...named.readings.keys()], ['2/4', '3/7'])
  assert.deepEqual(key('1', [1, 2]), ['budgeting.paper.lines', { count: 1, sheets: 2 }])
  assert.deepEqual(key('', [1]), ['budgeting.paper.lines', { count: 0, sheets: 1 }])
})

test('choices are put together until there are twenty, and the rest joins the last', () => {
  const batch = (at: number, many: number) => ({
    batch: at,
    picks: Array.from({ length: many }, (_, n) => ({ 1: [1 + (n % 3)] })),
  })
  const sizes = (...many: number[]) =>
    lotsOf(many.map((count, at) => batch(at + 1, count))).map(({ batches, picks }) => [batches, picks.length])
  assert.deepEqual(sizes(25, 12, 9, 3), [
    [[1], 25],
    [[2, 3, 4], 24],
  ])
  assert.deepEqual(sizes(4, 5), [[[1, 2], 9]])
  assert.deepEqual(sizes(), [])
  const [lot] = lotsOf([batch(1, 21)])
  assert.deepEqual(
    lot?.picks.map((picks) => picks[1]?.[0]),
    [...Array(7).fill(1), ...Array(7).fill(2), ...Array(7).fill(3)],
  )
})

test('the sheets to read again follow from the lot alone: twenty, or one in twenty, or all', () => {
  const lot = { dice: '16243516243516243516', checkpoint: 'a'.repeat(64) }
  const draw = (...sheets: number[]) =>
    drawSheets(
      sheets.map((many, at) => ({ position: at + 1, sheets: many })),
      lot,
    )
  assert.equal(draw(8, 5).length, 13)
  assert.equal(draw(100, 100).length, 20)
  assert.equal(draw(200, 200, 200).length, 30)
  assert.deepEqual(draw(100, 100), draw(100, 100))
  assert.notDeepEqual(draw(100, 100), drawSheets([{ position: 1, sheets: 200 }], { ...lot, dice: '6'.repeat(20) }))
})
