import type { Method } from '#commons/processes/methods.ts'
import { METHOD } from './asks.ts'
import { startAnswerClock } from './clocks.ts'
import { countAnswers, ideasToAnswer } from './store.ts'

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
    const { owed, takenUp, notTakenUp } = await countAnswers(db, process.id)
    return owed === 0
      ? []
      : [
          { value: takenUp, of: 'budgeting.answers.figure.taken-up' as const },
          { value: notTakenUp, of: 'budgeting.answers.figure.not-taken-up' as const },
        ]
  },
}
