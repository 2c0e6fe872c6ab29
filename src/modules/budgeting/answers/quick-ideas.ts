import type { Blueprint } from '#commons/processes/methods.ts'
import { addBudget } from '../store.ts'
import { METHOD } from './asks.ts'

/**
 * Quick ideas, without a vote and without money set aside: ideas are gathered, those with enough support are answered one by one, and what is
 * taken up is delivered.
 */
export const quickIdeas: Blueprint = {
  name: 'budgeting.quick',
  phases: [
    { method: 'budgeting.ideas', days: 21 },
    { method: METHOD, days: 30 },
    { method: 'budgeting.delivery', days: 180 },
  ],
  who: { minAge: 14, residentsOnly: true },
  begin: (_services, tx, process) =>
    addBudget(tx, {
      processId: process.id,
      currency: 'MDL',
      supportsNeeded: 10,
      contestDays: 0,
      ballots: 'account',
    }),
  settings: { path: '/answers', label: 'budgeting.answers.settings' },
}
