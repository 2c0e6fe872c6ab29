import { whileCitations } from '#commons/citations/show-citations.ts'
import { whileProcessStands } from '#commons/processes/kept-while.ts'
import type { Dependence } from '#kernel/changes/change-feed.ts'

/** Topics that the triggers of this room tell (migration budgeting_change). */
const ofIdea = (number: number) => `ideas ${number}`

/** For an idea's page: with its review, its process and the number of its comments. */
export function whileIdeaStands(idea: { number: number; process: { number: number } }): Dependence {
  const { topics } = whileProcessStands(idea.process.number)
  const cited = whileCitations({ kind: 'budgeting.idea', key: idea.number }).topics
  return { topics: [...topics, ofIdea(idea.number), `discussion budgeting.idea ${idea.number}`, ...cited] }
}

/**
 * For a list of ideas: while the process has the same ones, found by the same words, and none of those that are shown changes.
 *
 * @param bySupport it is sorted by support: that of the others moves it, too
 */
export function whileIdeasListed(process: number, shown: { number: number }[], bySupport: boolean): Dependence {
  const { topics } = whileProcessStands(process)
  return {
    topics: [
      ...topics,
      `budgeting.ideas ${process}`,
      ...(bySupport ? [`budgeting.supports ${process}`] : []),
      ...shown.map(({ number }) => ofIdea(number)),
    ],
  }
}
