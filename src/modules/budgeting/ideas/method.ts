import type { Method } from '#commons/processes/methods.ts'
import { countSupport } from './count-support.ts'
import { METHOD } from './process-of.ts'
import { figuresOf } from './store.ts'

export const ideasMethod: Method = {
  name: METHOD,
  act: { path: '/ideas/new', label: 'budgeting.ideas.act' },
  look: { path: '/ideas', label: 'budgeting.ideas.look' },
  closed: countSupport,
  figures: async (db, process) => {
    const { ideas, supports } = await figuresOf(db, process.id)
    return [
      { value: ideas, of: 'budgeting.ideas.figure' as const },
      { value: supports, of: 'budgeting.ideas.figure.supports' as const },
    ].filter(({ value }) => value > 0)
  },
}
