import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#kernel/root.ts'
import type { Compared } from '../evaluation/compare-rules.ts'
import type { readVote } from '../imported/read-vote.ts'
import type { ballotsOfFile } from '../rehearsal/ballots-of-file.ts'
import type { Counted, ToCount } from './count-envelope.ts'

/** What a thread is asked: to count by the rules in force, or by others too; or to read a file and count that. */
export type ToDo =
  | { task: 'count' | 'compare'; envelopes: ToCount[] }
  | { task: 'read'; file: Uint8Array }
  | { task: 'borrow'; file: Uint8Array }

/** Counts envelopes in a thread. @throws what the count throws, see counting/count.ts */
export function countInThread(envelopes: ToCount[]): Promise<Counted[]> {
  return inThread<Counted[]>({ task: 'count', envelopes })
}

/** Counts envelopes by several rules, in a thread. */
export function compareInThread(envelopes: ToCount[]): Promise<Compared[]> {
  return inThread<Compared[]>({ task: 'compare', envelopes })
}

/** Reads a `.pb` file and counts it, in a thread. */
export function readInThread(file: Uint8Array): Promise<ReturnType<typeof readVote>> {
  return inThread({ task: 'read', file })
}

/** Makes ballots of ours from a `.pb` file, in a thread. */
export function borrowInThread(file: Uint8Array): Promise<ReturnType<typeof ballotsOfFile>> {
  return inThread({ task: 'borrow', file })
}

function inThread<T>(workerData: ToDo): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(root, 'dist/count-worker.js'), { workerData })
    worker.once('message', resolve)
    worker.once('error', reject)
    // After a message or an error this changes nothing; without either whoever waits would wait for ever.
    worker.once('exit', (code) => reject(new Error(`the count ended with ${code} and said nothing`)))
  })
}
