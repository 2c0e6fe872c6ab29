import { setImmediate } from 'node:timers/promises'

/** One piece of work holds up all others no longer than that. */
const AT_ONCE_MS = 10

/** The items one by one; between them, every few milliseconds, other work of the process goes on. */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T, void> {
  let begun = performance.now()
  for (const item of items) {
    yield item
    if (performance.now() - begun < AT_ONCE_MS) continue
    await setImmediate()
    begun = performance.now()
  }
}
