import { appendEntries } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { needsCompared, needsRanked } from '../ledger-entries.ts'
import { rankByPairs } from './rank-by-pairs.ts'
import { comparedNeeds, scoresOf } from './store.ts'

/** Pairs, or scores, in one entry of the log, which holds at most 65,535 bytes: some 30 each. */
const IN_ONE = 1_500

/** When needs are gathered no more: the last ranking, and in the public log all that it is made of. */
export async function tellRanking(tx: Tx, process: Process, day: PlainDay, now: Date): Promise<void> {
  await rankByPairs(tx, process.id, now)
  const { needs, met } = await comparedNeeds(tx, process.id)
  const numberOf = (at: number) => needs[at]?.number as number
  const pairs = met.map(({ one, other, forOne, forOther, alike }) => ({
    need: numberOf(one),
    other: numberOf(other),
    forNeed: forOne,
    forOther,
    alike,
  }))
  const scores = await scoresOf(tx, process.id)
  appendEntries(
    tx,
    [
      ...inParts(pairs).map((part) => needsCompared(process.number, part, day)),
      ...inParts(scores).map((part) => needsRanked(process.number, part, day)),
    ],
    now,
  )
}

function inParts<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / IN_ONE) }, (_, at) => all.slice(at * IN_ONE, (at + 1) * IN_ONE))
}
