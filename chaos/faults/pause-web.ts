import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { PAUSE_MS } from './pause.ts'

/** Transactions stay open meanwhile, and clients give up before it goes on. */
export const pauseWeb: Fault = {
  name: 'pause-web',
  async strike({ site }) {
    const pid = await site.web.pauseWhile(() => sleep(PAUSE_MS))
    return `process ${pid} stood still for ${PAUSE_MS / 1000} s`
  },
}
