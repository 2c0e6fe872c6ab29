import type { Fault } from './fault.ts'
import { PAUSE_MS } from './pause.ts'

export const pauseWorker: Fault = {
  name: 'pause-worker',
  strike: async ({ site }) => `process ${await site.worker.pause(PAUSE_MS)} stood still for ${PAUSE_MS / 1000} s`,
}
