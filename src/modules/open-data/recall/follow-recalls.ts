import { after } from '#kernel/clock.ts'
import type { Services } from '#kernel/http/context.ts'
import { copiesSince, namedHere } from './copies-store.ts'

const EVERY_MS = 10_000
/** Longer than any transaction takes: what commits late is seen by a later look. */
const SETTLED_SECONDS = 600
const EVER = new Date(0)

/**
 * In each process, as long as it runs: what was taken down, by whichever process, goes from its own memory and disk. The first look is at all
 * there ever was, because a disk may have slept through a recall.
 */
export function followRecalls(services: Pick<Services, 'db' | 'clock' | 'tables' | 'log'>): { stop(): Promise<void> } {
  const look = lookerFor(services)
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error) => services.log.warn({ err: error }, 'recalls were not looked for'))
  }, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}

/** @returns looks once for what was taken down since the last look */
export function lookerFor({ db, clock, tables }: Pick<Services, 'db' | 'clock' | 'tables'>): () => Promise<void> {
  let since = EVER
  const forgotten = new Set<string>()
  return async () => {
    const now = clock.now()
    const copies = await copiesSince(db, since)
    const fresh = copies.filter(({ hash, recalledAt }) => !forgotten.has(`${hash} ${recalledAt.getTime()}`))
    await forgetUnnamed(
      { db, tables },
      fresh.map(({ hash }) => hash),
    )
    forgotten.clear()
    for (const { hash, recalledAt } of copies) forgotten.add(`${hash} ${recalledAt.getTime()}`)
    since = after(now, -SETTLED_SECONDS)
  }
}

/**
 * What this process made of files goes, unless a version that stands has the same file: whoever asks about that one must not find it taken away in
 * the middle.
 */
export async function forgetUnnamed(
  { db, tables }: Pick<Services, 'db' | 'tables'>,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return
  const named = await namedHere(db, hashes)
  const gone = hashes.filter((hash) => !named.has(hash))
  if (gone.length > 0) await tables.forget(gone)
}
