import type { Method } from '#commons/processes/methods.ts'

export const reviewMethod: Method = {
  name: 'budgeting.review',
}
