import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { foldCounts } from '#modules/petitions/signing/fold-counts.ts'
import type { AppDeps } from '#src/app.ts'
import { buildServices } from '#src/app.ts'
import { byPopularity, byZipf } from './draw.ts'
import { numbersFrom } from './texts.ts'

/** As in production: counts are folded so often, by the worker. */
const FOLD_MS = 2_000
/** Of signatures while pages are read, a second: two hundred thousand in half a day. */
const SIGNATURES = 5

/**
 * What goes on while people read: signatures, for petitions drawn like the pages, and the fold that counts them. Without it nothing would ever
 * change, and every copy of a page could be kept.
 */
export async function goOn(deps: AppDeps): Promise<{ close(): Promise<void> }> {
  const services = await buildServices(deps)
  const draw = byZipf(await byPopularity(services.db))
  const random = numbersFrom(11)
  const stopping = new AbortController()
  const round = async () => {
    const signed = Array.from({ length: (SIGNATURES * FOLD_MS) / 1000 }, () => draw(random).id)
    await transact(services.db, (tx) =>
      sql`
        INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
        SELECT id, (SELECT key FROM places.place WHERE iso IS NOT NULL ORDER BY key LIMIT 1), 'email', ${services.clock.now()}::timestamptz::date, 1
        FROM unnest(${signed}::uuid[]) AS id`.execute(tx),
    )
    await foldCounts(services)
  }
  await round()
  const going = (async () => {
    for (;;) {
      const stopped = await sleep(FOLD_MS, false, { signal: stopping.signal }).catch(() => true)
      if (stopped) return
      await round()
    }
  })()
  // Told when it is closed.
  going.catch(() => {})
  return {
    async close() {
      stopping.abort()
      await going
    },
  }
}
