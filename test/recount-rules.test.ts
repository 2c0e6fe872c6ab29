import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#kernel/root.ts'
import { ballotKinds } from '#modules/budgeting/budget.ts'
import type { Rule } from '#modules/budgeting/counting/count.ts'
import { drawLot } from '#modules/budgeting/counting/lot.ts'
import { ruleNamed, ruleNames } from '#modules/budgeting/counting/rule-names.ts'
import { countEnvelope } from '#modules/budgeting/result/count-envelope.ts'
import { type Choice, weightsIn } from '#modules/budgeting/vote/choice.ts'

const DICE = '16243516243516243516'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

test('the rules and the lot of the recount are those of the site, in many small elections full of ties', async () => {
  const own = await import(join(root, 'verifier/budget-rules.mjs'))
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  const named = ruleNames.filter((name) => name !== 'greedy-exclusive' && name !== 'greedy-threshold')
  for (let round = 0; round < 150; round++) {
    const projects = Array.from({ length: 1 + random(12) }, (_, at) => ({
      number: at + 1,
      title: '',
      // Some cost many times what voters begin with, so that add1 passes over runs.
      cost: random(6) * 700 * (round % 2 === 1 && random(4) === 0 ? 30 : 1),
    }))
    // Ticks, points, a ranking, one after the other.
    const ballotKind = ballotKinds[round % 4] as (typeof ballotKinds)[number]
    const ballots = Array.from({ length: random(14) }, (): Choice => {
      const ticked = projects.map(({ number }) => number).filter(() => random(3) === 0)
      if (ballotKind === 'points') return ticked.map((number): [number, number] => [number, 1 + random(5)])
      return ballotKind === 'ranking' ? ticked.toSorted((one, other) => ((one * 7) % 5) - ((other * 7) % 5)) : ticked
    })
    const exclusive =
      round % 3 === 0 && projects.length > 3 ? [[1, 3], ...(projects.length > 6 ? [[2, 4, 7]] : [])] : []
    const amount = 1_000 + random(8_000)
    const numbers = projects.map(({ number }) => number)
    const lot = await drawLot(numbers.map(String), { dice: DICE, checkpoint: 'a'.repeat(64) }, sha256)
    assert.deepEqual(own.drawLot(numbers, DICE, 'a'.repeat(64)), lot.map(Number))
    const criteria = ['lower-cost', 'more-votes', 'lot'] as const
    const rows = ballots
      .filter((choice) => choice.length > 0)
      .map((choice) => ({ picks: weightsIn(choice, ballotKind, 12), voters: 1 }))
    const counted = projects.map((one) => {
      const given = rows.flatMap(({ picks }) => picks.filter(([number]) => number === one.number))
      return { ...one, votes: given.length, score: given.reduce((sum, [, weight]) => sum + weight, 0) }
    })
    for (const name of named) {
      const parameters: Rule = {
        ...ruleNamed(name, { currencyUnit: 100 }),
        ...(round % 2 && name.startsWith('equal') ? { start: 'whole-units' } : {}),
        ...(round % 5 === 0 && name.startsWith('equal') ? { comparison: 'exclusion' } : {}),
        ...(round % 7 === 0 ? { minimum: { score: 2 } } : {}),
      } as Rule
      const usual = { ballotKind, maxPicks: 12, leftovers: 'return' as const }
      const envelope = { position: 1, amount, ...usual, rule: 'greedy' as const, parameters }
      const { selected } = countEnvelope({ envelope, projects, exclusive, ballots, tie: { criteria, lot } })
      const before = own.tieOrder(criteria, lot.map(Number))
      const election = { money: amount, unit: 100, projects: counted, rows, voters: rows.length, exclusive, before }
      const said = `round ${round}, ${name}, ${JSON.stringify({ parameters, amount, projects, exclusive, ballotKind, ballots })}`
      assert.deepEqual(own.countByRule(parameters, election), selected.map(Number), said)
    }
  }
})

test('the recount passes over runs of add1 as the site does, where the same few voters want several dear projects', async () => {
  const million = 100_000_000
  const wanted = (v: number): Choice => [1, ...(v % 3 === 0 ? [2] : []), ...(v < 8 ? [3, 4] : v < 16 ? [5] : [])]
  const { site, recounted, took } = await countedByBoth({
    costs: [2, 1, 2, 2.5, 5].map((cost) => cost * million),
    amount: 10 * million,
    ballots: Array.from({ length: 3_000 }, (_, v) => wanted(v)),
  })
  assert.deepEqual(recounted, site.selected.map(Number))
  assert.deepEqual(site.selected.toSorted(), ['1', '2', '3', '4'])
  assert.ok((site.shares?.runs ?? 0) > 500_000)
  assert.ok(took < 10_000, 'it took long')
})

test('the recount ends add1 as the site does where sets exclude: when everything is funded or excluded', async () => {
  const { site, recounted } = await countedByBoth({
    costs: [42, 20, 20],
    amount: 100,
    ballots: [...Array(5).fill([1, 2]), [1], ...Array(4).fill([3])],
    exclusive: [[2, 3]],
    currencyUnit: 1,
  })
  assert.deepEqual(
    [site.selected, recounted],
    [
      ['1', '3'],
      [1, 3],
    ],
  )
})

interface Vote {
  costs: number[]
  amount: number
  ballots: Choice[]
  exclusive?: number[][]
  currencyUnit?: number
}

/** Ticks, counted by the site and by the verifier; ties by cost, votes and number. */
async function countedByBoth({ costs, amount, ballots, exclusive = [], currencyUnit = 100 }: Vote) {
  const own = await import(join(root, 'verifier/budget-rules.mjs'))
  const projects = costs.map((cost, at) => ({ number: at + 1, title: '', cost }))
  const rows = [...Map.groupBy(ballots, String).values()].map((same) => ({
    picks: weightsIn(same[0] as Choice, 'approval', 12),
    voters: same.length,
  }))
  const criteria = ['lower-cost', 'more-votes', 'lot'] as const
  const lot = projects.map(({ number }) => String(number))
  const rule = 'equalshares/add1' as const
  const parameters = ruleNamed(rule, { currencyUnit })
  const usual = { position: 1, amount, ballotKind: 'approval', maxPicks: 12, leftovers: 'return' } as const
  const site = countEnvelope({
    envelope: { ...usual, rule, parameters },
    projects,
    exclusive,
    ballots,
    tie: { criteria, lot },
  })
  const counted = projects.map((one) => {
    const votes = ballots.filter((choice) =>
      weightsIn(choice, 'approval', 12).some(([number]) => number === one.number),
    )
    return { ...one, votes: votes.length }
  })
  const before = own.tieOrder(criteria, lot.map(Number))
  const voters = ballots.length
  const given = { money: amount, unit: currencyUnit, projects: counted, rows, voters, exclusive, before }
  const begun = performance.now()
  const recounted: number[] = own.countByRule(parameters, given)
  return { site, recounted, took: performance.now() - begun }
}
