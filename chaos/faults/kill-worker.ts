import type { Fault } from './fault.ts'

/** The sequencer is a timer of the worker: it dies between integrating and signing, too. */
export const killWorker: Fault = {
  name: 'kill-worker',
  strike: async ({ site }) => `process ${await site.worker.kill()} killed`,
}
