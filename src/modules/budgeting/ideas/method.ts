import type { Method } from '#commons/processes/methods.ts'

export const ideasMethod: Method = {
  name: 'budgeting.ideas',
}
