import type { Services } from '#kernel/http/context.ts'
import { keepAges } from '../ages/keep-ages.ts'
import { keepVisits } from './keep-visits.ts'

const EVERY_MS = 30_000

/**
 * In each process that answers people, as long as it runs: what it counted in its memory goes into the database every half minute, so that no
 * view costs a write; and once more at the end. A process that is killed loses half a minute of views.
 */
export function keepCounted(services: Services): { stop(): Promise<void> } {
  let keeping: Promise<void> = Promise.resolve()
  const warn = (error: unknown) => services.log.warn({ err: error }, 'what was counted was not kept')
  const keep = (last: boolean) => {
    keeping = keeping
      .then(async () => {
        if (!last && (await services.standstill.since())) return
        // Each by itself: at the end there is no next time for the other.
        await keepVisits(services).catch(warn)
        await keepAges(services, last).catch(warn)
      })
      .catch(warn)
    return keeping
  }
  const timer = setInterval(() => keep(false), EVERY_MS)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      return keep(true)
    },
  }
}
