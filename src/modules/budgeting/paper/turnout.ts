import { phaseWith } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { budgetOf } from '../store.ts'
import { countBallots } from '../vote/store.ts'
import { ballotsIn } from './paper.ts'
import type { Channels, Turnout } from './replies.ts'
import { batchesOf, handedOf, paperOf, runsOf, sumOf } from './store.ts'

/**
 * How many took part: the one number that pages, statistics and the result tell. A ballot of paper that was given out is a ballot only until
 * paper is counted: who takes one home and does not come back has not voted.
 */
export async function turnoutOf(db: Db | Tx, processId: string): Promise<Turnout> {
  const [online, handed, { finishedAt }, runs, phase] = await Promise.all([
    countBallots(db, processId),
    handedOf(db, processId),
    paperOf(db, processId),
    runsOf(db, processId),
    phaseWith(db, processId, 'budgeting.vote'),
  ])
  const given = sumOf(handed)
  // Before the close the words follow what was printed, which is public: that a first ballot was given out would tell of one person.
  if (!phase?.closedAt)
    return { ballots: online + given, counts: runs.length + given > 0 ? 'cast-or-given' : 'cast', paper: null }
  if (given === 0) return { ballots: online, counts: 'cast', paper: null }
  if (!finishedAt)
    return { ballots: online + given, counts: 'cast-or-given', paper: { given, valid: null, notValid: null } }
  const { valid, notValid } = await countedPaper(db, processId)
  return { ballots: online + valid, counts: 'counted', paper: { given, valid, notValid } }
}

/** What two officials read on the sheets. Blank ones count nothing either; what was no ballot of this vote is none. */
async function countedPaper(db: Db | Tx, processId: string): Promise<{ valid: number; notValid: number }> {
  const sums = { valid: 0, notValid: 0 }
  for (const { sheets, totals } of await batchesOf(db, processId)) {
    if (!totals) continue
    sums.valid += totals.valid
    sums.notValid += ballotsIn(sheets, totals) - totals.valid
  }
  return sums
}

/** How many by channel; of paper, what was given out. Told after the close only: before, small numbers a day would lead to people. */
export async function channelsOf(db: Db | Tx, processId: string): Promise<Channels> {
  const [all, { ballots }, handed] = await Promise.all([
    countBallots(db, processId),
    budgetOf(db, processId),
    handedOf(db, processId),
  ])
  // Online a vote is either from accounts or with tokens.
  return { online: ballots === 'token' ? 0 : all, token: ballots === 'token' ? all : 0, ...handed }
}
