import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#kernel/root.ts'
import type { Counted, ToCount } from './count-envelope.ts'

/** Counts envelopes in a thread. @throws what the count throws, see counting/count.ts */
export function countInThread(envelopes: ToCount[]): Promise<Counted[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(root, 'dist/count-worker.js'), { workerData: envelopes })
    worker.once('message', resolve)
    worker.once('error', reject)
    // After a message or an error this changes nothing; without either whoever waits would wait for ever.
    worker.once('exit', (code) => reject(new Error(`the count ended with ${code} and said nothing`)))
  })
}
