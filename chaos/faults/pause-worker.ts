import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { PAUSE_MS } from './pause.ts'

export const pauseWorker: Fault = {
  name: 'pause-worker',
  async strike({ site }) {
    const pid = await site.worker.pauseWhile(() => sleep(PAUSE_MS))
    return `process ${pid} stood still for ${PAUSE_MS / 1000} s`
  },
}
