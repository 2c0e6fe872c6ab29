import type { Method } from '#commons/processes/methods.ts'
import { ideaCountsOf } from '../counts.ts'
import type { IdeaState } from '../idea.ts'
import { METHOD } from './asks.ts'
import { startAnswerClock } from './clocks.ts'
import { ideasToAnswer } from './store.ts'

export const answersMethod: Method = {
  name: METHOD,
  look: { path: '/answers', label: 'budgeting.answers.look' },
  more: [
    // None are made of rehearsals.
    { path: '/statistics', label: 'budgeting.statistics.title', there: async (_, { rehearsal }) => rehearsal === null },
  ],
  desk: { path: '/answers', label: 'budgeting.answers.desk' },
  async opened(services, tx, process, phase) {
    for (const idea of await ideasToAnswer(tx, process.id))
      await startAnswerClock(services, tx, idea, process, phase.openedAt as Date)
  },
  async figures(db, process) {
    const counts = await ideaCountsOf(db, process.id)
    const inState = (one: IdeaState) =>
      counts.filter(({ state }) => state === one).reduce((sum, { ideas }) => sum + ideas, 0)
    const [takenUp, notTakenUp, waiting] = [inState('taken-up'), inState('not-taken-up'), inState('to-answer')]
    return takenUp + notTakenUp + waiting === 0
      ? []
      : [
          { value: takenUp, of: 'budgeting.answers.figure.taken-up' },
          { value: notTakenUp, of: 'budgeting.answers.figure.not-taken-up' },
          { value: waiting, of: 'budgeting.answers.figure.waiting' },
        ]
  },
}
