import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { thousandths } from './bradley-terry.ts'
import { metAtMeetings } from './met-at-meetings.ts'
import { comparedNeeds, keepScores, noteRanking, processesToRank } from './store.ts'

/** Ranks needs anew where somebody compared some since. Safe to repeat: the same comparisons give the same scores. */
export async function rankComparedNeeds(services: Services): Promise<void> {
  await eachApart(await processesToRank(services.db), (processId) =>
    transact(services.db, (tx) => rankByPairs(tx, processId, services.clock.now())),
  )
}

/** Scores of all needs of a process from what people chose online and said at meetings. */
export async function rankByPairs(tx: Tx, processId: string, now: Date): Promise<void> {
  // First: what is compared while this counts is news for the next time.
  await noteRanking(tx, processId, now)
  const { needs, met, mentions } = await comparedNeeds(tx, processId)
  const scores = thousandths(needs.length, [...met, ...metAtMeetings(mentions)])
  await keepScores(
    tx,
    needs.map(({ id }, at) => ({ id, score: scores[at] as number })),
  )
}
