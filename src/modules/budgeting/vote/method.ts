import type { Method } from '#commons/processes/methods.ts'

export const voteMethod: Method = {
  name: 'budgeting.vote',
}
