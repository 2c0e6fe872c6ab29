import type { Db, Tx } from '#kernel/database/database.ts'
import { countBallots, countTokenBallots } from '../vote/store.ts'
import { handedOf, sumOf } from './store.ts'

/** How many have voted: ballots cast online, and ballots of paper that were given out. */
export async function countVoters(db: Db | Tx, processId: string): Promise<number> {
  const [online, handed] = await Promise.all([countBallots(db, processId), handedOf(db, processId)])
  return online + sumOf(handed)
}

/** The same by channel. Told after the close only: before, small numbers a day would lead to people. */
export async function channelsOf(db: Db | Tx, processId: string) {
  const [all, token, handed] = await Promise.all([
    countBallots(db, processId),
    countTokenBallots(db, processId),
    handedOf(db, processId),
  ])
  return { online: all - token, token, ...handed }
}
