import { foundWrong } from './found-wrong.ts'

/** An answer is a promise: neither a crash nor a retry takes it back or doubles it. */
export const okOnce = foundWrong({
  name: 'ok-once',
  says: 'what was acknowledged is there exactly once',
  outcome: 'ok',
  right: ({ rows, entries }) => rows === 1 && entries.length === 1,
})
