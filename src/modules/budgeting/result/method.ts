import { roundsOf } from '#commons/processes/again/store.ts'
import type { Method } from '#commons/processes/methods.ts'
import { envelopesToHold } from '../again/store.ts'
import { isEvaluated } from '../evaluation/store.ts'
import { budgetOf } from '../store.ts'

export const resultMethod: Method = {
  name: 'budgeting.result',
  look: { path: '/result', label: 'budgeting.result.look' },
  more: [
    { path: '/evaluation', label: 'budgeting.evaluation.look', there: (db, { id }) => isEvaluated(db, id) },
    // None are made of rehearsals.
    { path: '/statistics', label: 'budgeting.statistics.title', there: async (_, { rehearsal }) => rehearsal === null },
  ],
  desk: { path: '/result', label: 'budgeting.result.title' },
  settled: async (db, process) => {
    const { resultState, decisionOn } = await budgetOf(db, process.id)
    // Whether anything of it is still open is decided where it is held again, if that was not given up.
    if (resultState === 'annulled') {
      const waits = await envelopesToHold(db, { processId: process.id, resultState })
      return waits.length === 0 && ((await roundsOf(db, process)).in.at(-1)?.at ?? false)
    }
    return resultState === 'decided' && decisionOn !== null && new Date(`${decisionOn}T00:00:00Z`)
  },
}
