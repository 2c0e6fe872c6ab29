import { foundWrong } from './found-wrong.ts'

export const failAbsent = foundWrong({
  name: 'fail-absent',
  says: 'what was refused is not there',
  outcome: 'fail',
  right: ({ rows, entries }) => rows === 0 && entries.length === 0,
})
