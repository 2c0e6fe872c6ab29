import type { Db, Tx } from '#kernel/database/database.ts'
import { budgetOf } from '../store.ts'
import { countBallots } from '../vote/store.ts'
import { handedOf, sumOf } from './store.ts'

/** How many have voted: ballots cast online, and ballots of paper that were given out. */
export async function countVoters(db: Db | Tx, processId: string): Promise<number> {
  const [online, handed] = await Promise.all([countBallots(db, processId), handedOf(db, processId)])
  return online + sumOf(handed)
}

/** The same by channel. Told after the close only: before, small numbers a day would lead to people. */
export async function channelsOf(db: Db | Tx, processId: string) {
  const [all, { ballots }, handed] = await Promise.all([
    countBallots(db, processId),
    budgetOf(db, processId),
    handedOf(db, processId),
  ])
  // Online a vote is either from accounts or with tokens.
  return { online: ballots === 'token' ? 0 : all, token: ballots === 'token' ? all : 0, ...handed }
}
