import type { Fault } from './fault.ts'
import { PAUSE_MS } from './pause.ts'

/** Transactions stay open meanwhile, and clients give up before it goes on. */
export const pauseWeb: Fault = {
  name: 'pause-web',
  strike: async ({ site }) => `process ${await site.web.pause(PAUSE_MS)} stood still for ${PAUSE_MS / 1000} s`,
}
