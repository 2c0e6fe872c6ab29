import type { Method } from '#commons/processes/methods.ts'
import { ideaCountsOf } from '../counts.ts'
import type { IdeaState } from '../idea.ts'

export const reviewMethod: Method = {
  name: 'budgeting.review',
  look: { path: '/ideas', label: 'budgeting.review.look' },
  // What waits for an officer, of every budget: offices of other authorities have theirs there as well.
  desk: { path: '/work/ideas', label: 'budgeting.review.desk' },
  async figures(db, process) {
    const counts = await ideaCountsOf(db, process.id)
    const inStates = (states: readonly IdeaState[]) =>
      counts.filter(({ state }) => states.includes(state)).reduce((sum, { ideas }) => sum + ideas, 0)
    const accepted = inStates(['accepted', 'on-ballot'])
    const refused = inStates(['refused', 'appealed', 'refused-finally'])
    return accepted + refused === 0
      ? []
      : [
          { value: accepted, of: 'budgeting.review.figure.accepted' },
          { value: refused, of: 'budgeting.review.figure.refused' },
        ]
  },
}
