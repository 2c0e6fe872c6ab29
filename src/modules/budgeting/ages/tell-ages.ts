import { elsewhere, type PublishedCounts, told } from '#commons/settings/small-numbers.ts'
import { ageBands } from './age-band.ts'
import type { AgesTold } from './replies.ts'

/**
 * Everybody who took part, by age group, as it is counted before it is told. Who did not say is a group like the others: how many voted is
 * public, so a remainder would be read from it.
 *
 * @param ages people of each group
 * @param voters ballots cast online or given out
 */
export function withUnsaid(ages: Record<string, number>, voters: number): Record<string, number> {
  const said = Object.values(ages).reduce((sum, people) => sum + people, 0)
  return { ...ages, unsaid: Math.max(0, voters - said) }
}

/** What is told of age groups; null where fewer than k people took part. */
export function tellAges(counts: PublishedCounts): AgesTold | null {
  if (told(counts) === null) return null
  return {
    bands: [...ageBands, 'unsaid' as const].flatMap((band) => {
      const atLeast = counts.cells[band]
      return atLeast ? [{ band, atLeast }] : []
    }),
    elsewhere: elsewhere(counts),
  }
}
