import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Met, thousandths } from './bradley-terry.ts'

const met = (one: number, other: number, forOne: number, forOther: number, alike = 0): Met => ({
  one,
  other,
  forOne,
  forOther,
  alike,
})

test('who was never compared is average, and nothing is nothing', () => {
  assert.deepEqual(thousandths(0, []), [])
  assert.deepEqual(thousandths(3, []), [500, 500, 500])
})

test('two needs by hand: the strengths solve their equations', () => {
  // Preferred 3 of 4 times: with q = 1/p, 3.5 = 4p²/(p² + 1) + p/(p + 1), so p = 1.607.
  assert.deepEqual(thousandths(2, [met(0, 1, 3, 1)]), [616, 384])
  // Once: 1.5 = p²/(p² + 1) + p/(p + 1), so p = 2.130.
  assert.deepEqual(thousandths(2, [met(0, 1, 1, 0)]), [681, 319])
  assert.deepEqual(thousandths(2, [met(0, 1, 5, 5)]), [500, 500])
  assert.deepEqual(thousandths(2, [met(0, 1, 0, 0, 7)]), [500, 500])
})

test('a need that beats a strong one stands above one that beats a weak one', () => {
  // 0 beats 1 often, 1 beats 2 often; 3 beats 2 as often as 1 does, 4 beats 0.
  const [zero, one, two, three, four] = thousandths(5, [
    met(0, 1, 8, 2),
    met(1, 2, 8, 2),
    met(3, 2, 8, 2),
    met(4, 0, 8, 2),
  ]) as [number, number, number, number, number]
  assert.ok(four > zero && zero > one && one > two)
  assert.ok(four > three, 'as many wins, over a stronger one')
})

test('a need that always won is strong, and not infinitely so', () => {
  const [first, last] = thousandths(2, [met(0, 1, 1_000, 0)]) as [number, number]
  assert.ok(first > 900 && first < 1_000)
  assert.equal(first + last, 1_000)
})

const comparisons = fc.integer({ min: 2, max: 8 }).chain((needs) =>
  fc.record({
    needs: fc.constant(needs),
    met: fc.array(
      fc
        .record({
          one: fc.nat(needs - 1),
          other: fc.nat(needs - 1),
          forOne: fc.nat(9),
          forOther: fc.nat(9),
          alike: fc.nat(4),
        })
        .filter(({ one, other }) => one !== other),
      { maxLength: 20 },
    ),
  }),
)

test('the chances come to half on average', () => {
  fc.assert(
    fc.property(comparisons, ({ needs, met }) => {
      const all = thousandths(needs, met).reduce((sum, one) => sum + one, 0)
      assert.ok(Math.abs(all - 500 * needs) <= needs)
    }),
  )
})

test('one more win never weakens a need, and never strengthens the one that lost', () => {
  fc.assert(
    fc.property(comparisons, ({ needs, met: before }) => {
      const was = thousandths(needs, before)
      const is = thousandths(needs, [...before, met(0, 1, 1, 0)])
      assert.ok((is[0] as number) >= (was[0] as number))
      assert.ok((is[1] as number) <= (was[1] as number))
    }),
  )
})

test('the other way round, what was strong is as weak', () => {
  fc.assert(
    fc.property(comparisons, ({ needs, met }) => {
      const turned = met.map(({ forOne, forOther, ...one }) => ({ ...one, forOne: forOther, forOther: forOne }))
      const there = thousandths(needs, met)
      const back = thousandths(needs, turned)
      for (const at of there.keys()) assert.ok(Math.abs((there[at] as number) + (back[at] as number) - 1_000) <= 1)
    }),
  )
})

test('the order in which comparisons and needs are listed changes nothing', () => {
  fc.assert(
    fc.property(comparisons, ({ needs, met }) => {
      const turned = met.toReversed().map(({ one, other, forOne, forOther, alike }) => ({
        one: needs - 1 - other,
        other: needs - 1 - one,
        forOne: forOther,
        forOther: forOne,
        alike,
      }))
      const there = thousandths(needs, met)
      const back = thousandths(needs, turned).toReversed()
      for (const at of there.keys()) assert.ok(Math.abs((there[at] as number) - (back[at] as number)) <= 1)
    }),
  )
})
