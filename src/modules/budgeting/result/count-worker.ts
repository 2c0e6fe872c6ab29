import { parentPort, workerData } from 'node:worker_threads'
import { compareRules } from '../evaluation/compare-rules.ts'
import { readVote } from '../imported/read-vote.ts'
import { ballotsOfFile } from '../rehearsal/ballots-of-file.ts'
import { countEnvelopes } from './count-envelope.ts'
import type { ToDo } from './count-in-thread.ts'

// A thread of its own: a large count takes a processor for a moment, and pages must not wait for it.
const todo = workerData as ToDo
parentPort?.postMessage(
  todo.task === 'read'
    ? readVote(todo.file)
    : todo.task === 'borrow'
      ? ballotsOfFile(todo.file)
      : todo.task === 'count'
        ? countEnvelopes(todo.envelopes)
        : compareRules(todo.envelopes),
)
