import type { Services } from '#kernel/http/context.ts'
import type { Tally } from '#kernel/tally.ts'
import type { VotingChannel } from '../vote/take-channel.ts'
import type { AgeBand } from './age-band.ts'

declare module '#kernel/http/context.ts' {
  interface Services {
    /** Age groups that people said in this process, until they are enough to be kept (`keep-ages.ts`). */
    ageAnswers: Tally
  }
}

/**
 * Counts the age group of somebody who takes part for the first time. In memory alone: written in the act's transaction, the row would say with
 * which ballot it came. An act whose transaction fails afterwards has counted one too many, which is rare; sums are told in tens.
 */
export function countAge(
  { ageAnswers }: Pick<Services, 'ageAnswers'>,
  process: { number: number },
  channel: VotingChannel,
  band: AgeBand,
): void {
  ageAnswers.add(process.number, `${channel} ${band}`)
}
