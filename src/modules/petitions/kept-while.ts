import { whileCitations } from '#commons/citations/show-citations.ts'
import type { Dependence } from '#kernel/changes/change-feed.ts'

/** Topics that the triggers of this room tell (migration petitions_change). */
const LIST = 'petitions.list'
const COUNTS = 'petitions.counts'
const FOLD = 'petitions.fold'
const ofPetition = (number: number) => `petitions ${number}`

/** For what shows everything of one petition and says when its counts are behind: it must not be kept while nothing folds. */
export function whileCounted(number: number): Dependence {
  const { topics } = whileCitations({ kind: 'petitions.petition', key: number })
  return { topics: [ofPetition(number), ...topics], beat: FOLD }
}

/** For what shows something of one petition. */
export function whileUnchanged(number: number): Dependence {
  return { topics: [ofPetition(number)] }
}

/**
 * For a list: while the same petitions are listed, found by the same words, and none of those that are shown changes.
 *
 * @param byCounts it is sorted by signatures: those of the others move it, too
 */
export function whileListed(shown: { number: number }[], { byCounts }: { byCounts: boolean }): Dependence {
  return { topics: [LIST, ...(byCounts ? [COUNTS] : []), ...shown.map(({ number }) => ofPetition(number))] }
}
