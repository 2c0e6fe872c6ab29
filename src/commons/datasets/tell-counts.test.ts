import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#commons/lifecycle/plain-day.ts'
import { type DayOfCounts, type Telling, tellDays } from './tell-counts.ts'

const levels = ['email', 'strong', 'signed'] as const
type Level = (typeof levels)[number]
/** Each day so many people come, or go, at each level. */
const change = fc.record({
  email: fc.integer({ min: -6, max: 14 }),
  strong: fc.integer({ min: -3, max: 6 }),
  signed: fc.integer({ min: -1, max: 3 }),
})
const story = fc.array(change, { minLength: 1, maxLength: 40 })
const k = fc.integer({ min: 2, max: 12 })
/** After how many more days the platform publishes again. */
const pauses = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })

const dayOfNumber = (n: number) => addDays('2026-01-01', n)

function countsOf(changes: Record<Level, number>[]): DayOfCounts[] {
  const exact: Record<Level, number> = { email: 0, strong: 0, signed: 0 }
  return changes.map((one, n) => {
    for (const level of levels) exact[level] = Math.max(0, exact[level] + one[level])
    return { day: dayOfNumber(n), exact: { ...exact } }
  })
}

/** What was told in each version, as whoever kept all versions has it. */
function versionsOf(days: DayOfCounts[], k: number, pauses: number[]): Telling[][] {
  const versions: Telling[][] = []
  let told: Telling[] = []
  let until = 0
  for (const pause of pauses) {
    until += pause
    told = [...told, ...tellDays(days.slice(0, until), k, told.at(-1))]
    versions.push(told)
  }
  return versions
}

const holds = (rule: (told: Telling[], k: number, versions: Telling[][], days: DayOfCounts[]) => void) =>
  fc.assert(
    fc.property(story, k, pauses, (changes, k, pauses) => {
      const days = countsOf(changes)
      const versions = versionsOf(days, k, pauses)
      rule(versions.at(-1) ?? [], k, versions, days)
    }),
    { numRuns: 300 },
  )

test('what was told once stays: a later version only adds to an earlier one', () =>
  holds((_told, _k, versions) => {
    for (const [at, version] of versions.entries())
      assert.deepEqual(version.slice(0, versions[at - 1]?.length ?? 0), versions[at - 1] ?? [])
  }))

test('no number of people told is below k, nor the difference of any two that follow each other', () =>
  holds((told, k) => {
    for (const [at, { total }] of told.entries()) {
      assert.ok(total >= k)
      if (at > 0) assert.ok(Math.abs(total - (told[at - 1] as Telling).total) >= k)
    }
  }))

test('parts move in whole steps of k, and the whole leaves k people whose part is not told', () =>
  holds((told, k) => {
    for (const { total, cells, exact } of told) {
      const sum = Object.values(cells).reduce((one, other) => one + other, 0)
      for (const [part, least] of Object.entries(cells)) {
        assert.equal(least % k, 0)
        assert.ok(least <= (exact[part] ?? 0))
      }
      assert.ok(Object.keys(cells).length === 0 || total - sum >= k)
    }
  }))

test('nobody can solve for a cell, or for fewer than k people together, from all versions and totals', () =>
  fc.assert(
    fc.property(fc.array(grown, { minLength: 1, maxLength: 25 }), k, pauses, (changes, k, pauses) => {
      const days = countsOf(changes)
      const told = versionsOf(days, k, pauses).at(-1) ?? []
      const equations = told.flatMap((telling, at) => [
        // The whole as of a day, and the row of its period.
        equation(days, null, telling.toldOn, telling.total),
        equation(days, told[at - 1]?.toldOn ?? null, telling.toldOn, telling.total - (told[at - 1]?.total ?? 0)),
      ])
      for (const row of reduced(equations)) {
        const unknowns = row.slice(0, -1).filter((factor) => Math.abs(factor) > 1e-9)
        assert.ok(unknowns.length >= levels.length, 'a single cell is known')
        assert.ok(Math.abs(row.at(-1) as number) >= k - 1e-9, 'fewer than k people are known')
      }
      // What is told of parts bounds them from below; the whole then bounds them from above, and leaves k people of room.
      for (const { total, cells } of told)
        for (const level of levels) {
          const least = cells[level] ?? 0
          const others = levels.reduce((sum, one) => sum + (one === level ? 0 : (cells[one] ?? 0)), 0)
          assert.ok(total - others - least >= k || Object.keys(cells).length === 0)
        }
    }),
    { numRuns: 200 },
  ))

/** People only come: what a day and a level brought are the unknowns of whoever tries to find out. */
const grown = fc.record({
  email: fc.integer({ min: 0, max: 14 }),
  strong: fc.integer({ min: 0, max: 6 }),
  signed: fc.integer({ min: 0, max: 3 }),
})

/** One factor for each day and level, and what they come to. @param after days after this one; null: all */
function equation(days: DayOfCounts[], after: string | null, until: string, people: number): number[] {
  return [
    ...days.flatMap(({ day }) => levels.map(() => (day <= until && (after === null || day > after) ? 1 : 0))),
    people,
  ]
}

/** Gauss and Jordan: what follows from the equations, each in its shortest form. */
function reduced(equations: number[][]): number[][] {
  const rows = equations.map((row) => [...row])
  const width = (rows[0]?.length ?? 1) - 1
  let done = 0
  for (let column = 0; column < width && done < rows.length; column++) {
    const at = rows.findIndex((row, n) => n >= done && Math.abs(row[column] as number) > 1e-9)
    if (at < 0) continue
    ;[rows[done], rows[at]] = [rows[at] as number[], rows[done] as number[]]
    const lead = rows[done] as number[]
    const by = lead[column] as number
    rows[done] = lead.map((value) => value / by)
    for (const [n, row] of rows.entries()) {
      const factor = row[column] as number
      if (n !== done && Math.abs(factor) > 1e-9)
        rows[n] = row.map((value, i) => value - factor * ((rows[done] as number[])[i] as number))
    }
    done++
  }
  return rows.slice(0, done)
}

test('where k people sign each day, each day is told; where they do not, days are told together', () => {
  const busy = Array.from({ length: 3 }, () => ({ email: 12, strong: 0, signed: 0 }))
  assert.deepEqual(
    tellDays(countsOf(busy), 10).map(({ toldOn, total }) => [toldOn, total]),
    [
      ['2026-01-01', 12],
      ['2026-01-02', 24],
      ['2026-01-03', 36],
    ],
  )
  const slow = Array.from({ length: 6 }, () => ({ email: 4, strong: 0, signed: 0 }))
  assert.deepEqual(
    tellDays(countsOf(slow), 10).map(({ toldOn, total }) => [toldOn, total]),
    [
      ['2026-01-03', 12],
      ['2026-01-06', 24],
    ],
  )
})

test('when all but a few withdraw, what was told stays: nothing tells how few are left', () => {
  const told = tellDays(
    countsOf([
      { email: 30, strong: 0, signed: 0 },
      { email: -27, strong: 0, signed: 0 },
    ]),
    10,
  )
  assert.deepEqual(
    told.map(({ total }) => total),
    [30],
  )
})
