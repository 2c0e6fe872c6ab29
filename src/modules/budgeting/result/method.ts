import type { Method } from '#commons/processes/methods.ts'

export const resultMethod: Method = {
  name: 'budgeting.result',
  look: { path: '/result', label: 'budgeting.result.look' },
  desk: { path: '/result', label: 'budgeting.result.title' },
}
