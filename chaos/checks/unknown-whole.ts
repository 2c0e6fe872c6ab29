import { foundWrong } from './found-wrong.ts'

/** It may have been done or not; half of it must not. */
export const unknownWhole = foundWrong({
  name: 'unknown-whole',
  says: 'what nobody answered is there once or not at all, row and entry alike',
  outcome: 'unknown',
  right: ({ rows, entries }) => rows <= 1 && entries.length === rows,
})
