import type { Method } from '#commons/processes/methods.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import { findMark, recountOf } from '../recount/store.ts'
import { countSupport } from './count-support.ts'
import { METHOD } from './process-of.ts'
import { figuresOf } from './store.ts'

export const ideasMethod: Method = {
  name: METHOD,
  act: { path: '/ideas/new', label: 'budgeting.ideas.act' },
  look: { path: '/ideas', label: 'budgeting.ideas.look' },
  closed: countSupport,
  figures: async (db, process) => {
    const [{ ideas, supports }, found, { closedAt }] = await Promise.all([
      figuresOf(db, process.id),
      findMark(db, process.id, 'ideas'),
      phaseOffering(db, process.id, METHOD),
    ])
    // The log is told of supports when gathering ends.
    const mark = { recounted: closedAt && recountOf(found, closedAt), disagreesSince: found.disagreesSince }
    return [
      { value: ideas, of: 'budgeting.ideas.figure' as const },
      { value: supports, of: 'budgeting.ideas.figure.supports' as const, ...mark },
    ].filter(({ value }) => value > 0)
  },
}
