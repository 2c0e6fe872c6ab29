import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { elsewhere, type PublishedCounts, publishable, publishableApart } from './small-numbers.ts'

const units = ['botanica', 'cahul', 'soroca', 'ungheni', 'orhei']
const k = fc.integer({ min: 2, max: 12 })
/** A history: in each step some people come to a unit, or go from it. */
const history = fc.array(fc.tuple(fc.constantFrom(...units), fc.integer({ min: -15, max: 30 })), { maxLength: 60 })

function versionsOf(steps: [string, number][], k: number): PublishedCounts[] {
  const exact: Record<string, number> = {}
  let last: PublishedCounts | undefined
  return steps.map(([unit, change]) => {
    exact[unit] = Math.max(0, (exact[unit] ?? 0) + change)
    last = publishable(exact, k, last)
    return last
  })
}

const holds = (rule: (versions: PublishedCounts[], k: number) => void) =>
  fc.assert(fc.property(history, k, (steps, k) => rule(versionsOf(steps, k), k)))

test('a cell is told in whole steps of k, and never more than there are', () =>
  holds((versions, k) => {
    for (const { cells, exact } of versions)
      for (const [unit, people] of Object.entries(cells)) {
        assert.equal(people % k, 0)
        assert.ok(people >= k && people <= (exact[unit] ?? 0))
      }
  }))

test('the total minus the cells is k people or more, or no cell is told', () =>
  holds((versions, k) => {
    for (const version of versions) {
      assert.ok(Object.keys(version.cells).length === 0 || elsewhere(version) >= k)
      assert.ok(elsewhere(version) >= 0)
    }
  }))

test('any two versions differ in a cell by nothing or by k people or more', () =>
  holds((versions, k) => {
    for (const one of versions)
      for (const other of versions)
        for (const unit of units) {
          const difference = Math.abs((one.cells[unit] ?? 0) - (other.cells[unit] ?? 0))
          assert.ok(difference === 0 || difference >= k)
        }
  }))

test('between two versions that follow each other at least k people came or went', () =>
  holds((versions, k) => {
    for (const [at, version] of versions.entries()) {
      const before = versions[at - 1]
      if (!before || before === version) continue
      const moved = units.reduce(
        (all, unit) => all + Math.abs((version.exact[unit] ?? 0) - (before.exact[unit] ?? 0)),
        0,
      )
      assert.ok(moved >= k)
    }
  }))

test('fewer than k people more, wherever they are, change nothing that anybody sees', () =>
  fc.assert(
    fc.property(history, k, fc.array(fc.constantFrom(...units), { maxLength: 11 }), (steps, k, newcomers) => {
      const last = versionsOf(steps, k).at(-1)
      if (!last) return
      const exact = { ...last.exact }
      for (const unit of newcomers.slice(0, k - 1)) exact[unit] = (exact[unit] ?? 0) + 1
      assert.deepEqual(publishable(exact, k, last), last)
    }),
  ))

test('a unit with fewer than k looks like an empty one', () => {
  assert.deepEqual(publishable({ cahul: 35, soroca: 9 }, 10).cells, publishable({ cahul: 35, orhei: 9 }, 10).cells)
  assert.deepEqual(publishable({ cahul: 35, soroca: 9 }, 10).cells, { cahul: 30 })
})

test('where nearly all are from one place, its number is lowered until k people may be anywhere', () => {
  assert.deepEqual(publishable({ cahul: 50 }, 10).cells, { cahul: 40 })
  assert.deepEqual(publishable({ cahul: 10 }, 10).cells, {})
  assert.deepEqual(publishable({ cahul: 20, soroca: 20 }, 10).cells, { cahul: 10, soroca: 20 })
})

test('of groups whose sums stand beside them, each leaves k people of its own in no cell', () => {
  const paper = { counter: 20, home: 3 }
  assert.deepEqual(
    publishable({ online: 400, ...paper }, 10).cells,
    { counter: 20, online: 390 },
    'three are left of paper',
  )
  const apart = publishableApart([{ online: 400 }, paper], 10)
  assert.deepEqual([apart.cells, apart.total], [{ counter: 10, online: 390 }, 423])
  const before = publishable({ online: 400, ...paper }, 10)
  assert.deepEqual(
    publishableApart([{ online: 400 }, paper], 10, before).cells,
    apart.cells,
    'also of what was told before',
  )
  const later = publishableApart([{ online: 900 }, paper], 20, apart)
  assert.deepEqual(
    [later.k, later.cells],
    [10, { counter: 10, online: 890 }],
    'while one group stays as it was, all keep its step',
  )
})
