import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#kernel/root.ts'
import { count } from '../counting/count.ts'
import { chosenIn } from '../counting/course.ts'
import { electionOf } from '../counting/election.ts'
import { countInFloats } from '../counting/equal-shares.ts'
import { exactShares } from '../counting/equal-shares-exact.ts'
import { fairTies } from '../counting/factories.ts'
import { type RuleName, ruleNamed } from '../counting/rule-names.ts'
import { textbookShares } from '../counting/textbook/equal-shares.ts'
import { checkLimits } from './check-limits.ts'
import { pbElection } from './pb-election.ts'
import { readPb } from './read-pb.ts'
import { writePb } from './write-pb.ts'

/** Real votes; their licence does not allow to ship them, so they lie beside the repository. */
const folder = join(root, '../shared/data/pabulib')
const skip = existsSync(folder) ? false : `no files of Pabulib at ${folder}: official outcomes are not recounted`

const assen = 'Netherlands_Assen_2024.pb'
const swiecie = 'Poland_Swiecie_2023.pb'
const wieliczka = 'poland_wieliczka_2023_green-budget.pb'
const krakow = 'Poland_Krakow_2022_Mistrzejowice.pb'
const toulouse = 'France_Toulouse_2019.pb'

function recount(name: string, rule: RuleName) {
  const file = readPb(readFileSync(join(folder, name), 'utf8'))
  const pb = pbElection(file)
  const election = electionOf(pb)
  const ties = { criteria: ['lower-cost', 'more-votes', 'lot'] as const, lot: pb.projects.map(({ id }) => id).sort() }
  const outcome = count(election, { name: rule, rule: ruleNamed(rule, election), ties })
  return { file, pb, election, outcome, selected: [...outcome.selected].sort(), official: pb.selected?.sort() }
}

for (const [name, cost, end] of [
  [assen, 76_700, 2033.48],
  [swiecie, 1_040_337, 661.11],
  [wieliczka, 995_079, 315.84],
] as const)
  test(`${name}: Equal Shares with add1 funds what was officially funded`, { skip }, () => {
    const { outcome, selected, official } = recount(name, 'equalshares/add1')
    assert.deepEqual(selected, official)
    assert.equal(outcome.cost, cost)
    assert.equal(outcome.metrics.endowment?.end.toFixed(2), end.toFixed(2))
  })

test(`${krakow}: greedy with skipping funds what was officially funded, without skipping it does not`, { skip }, () => {
  const { selected, official } = recount(krakow, 'greedy')
  assert.equal(official?.length, 8)
  assert.deepEqual(selected, official)
  assert.notDeepEqual(recount(krakow, 'greedy-no-skip').selected, official)
})

test('Wieliczka published 18 % of voters without a winner, and 28 % under the old rule', { skip }, () => {
  const shares = recount(wieliczka, 'equalshares/add1').outcome.metrics
  const greedy = recount(wieliczka, 'greedy').outcome.metrics
  assert.deepEqual(
    [shares, greedy].map(({ excluded }) => Math.round(excluded * 100)),
    [18, 28],
  )
  assert.deepEqual(
    [shares, greedy].map(({ meanWinners }) => meanWinners.toFixed(2)),
    ['1.62', '1.47'],
  )
})

test('the exhaustive stop gives Wieliczka another outcome', { skip }, () => {
  const { outcome } = recount(wieliczka, 'equalshares/add1e')
  assert.deepEqual([outcome.selected.length, outcome.cost], [31, 984_579])
})

test('without completion much of the money is left', { skip }, () => {
  const spent = [assen, swiecie, wieliczka].map((name) => recount(name, 'equalshares').outcome)
  assert.deepEqual(
    spent.map(({ selected }) => selected.length),
    [7, 13, 21],
  )
  assert.deepEqual(
    spent.map(({ metrics }) => (metrics.spent * 100).toFixed(1)),
    ['60.7', '60.5', '45.1'],
  )
})

for (const name of [assen, swiecie, wieliczka, krakow, toulouse])
  test(`${name}: written as it was read; its columns agree with its ballots; floats, fractions and the textbook agree`, {
    skip,
  }, () => {
    const { file, pb, election, outcome } = recount(name, 'equalshares/add1')
    assert.equal(writePb(file), readFileSync(join(folder, name), 'utf8'))
    assert.deepEqual(checkLimits(file, pb), [])
    const ties = fairTies(election)
    const money = Math.round((outcome.metrics.endowment?.end ?? 0) * election.voters)
    const floats = countInFloats(election, ties)(money)
    assert.ok(floats)
    assert.deepEqual(chosenIn(exactShares(election, money, ties).course), chosenIn(floats))
    assert.deepEqual(textbookShares(election, ties)(money), chosenIn(floats))
  })
