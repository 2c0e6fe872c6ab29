import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { badgesOf } from './badges-of.ts'
import { addBadges, type KeptBadge, keptBadges, publicIds, removeBadges } from './merits-store.ts'

const BATCH = 500

/**
 * Keeps for lists and the search which badges the public datasets have. All are looked at: a badge also goes because a day has passed or
 * somebody asked a question, which no row of the dataset tells. Only what differs is written, and told.
 */
export async function keepBadges(services: Services, stopping?: AbortSignal): Promise<void> {
  for (let after: string | null = null; !stopping?.aborted; ) {
    const ids: string[] = await publicIds(services.db, after, BATCH)
    if (ids.length > 0) await keepSome(services, ids)
    if (ids.length < BATCH) return
    after = ids.at(-1) as string
  }
}

async function keepSome(services: Services, ids: string[]): Promise<void> {
  const badges = await badgesOf(services, ids, services.clock.now())
  const now: KeptBadge[] = [...badges].flatMap(([id, some]) => some.map(({ badge }) => ({ id, badge })))
  const kept = await keptBadges(services.db, ids)
  const gone = without(kept, now)
  const fresh = without(now, kept)
  if (gone.length + fresh.length === 0) return
  await transact(services.db, async (tx) => {
    await removeBadges(tx, gone)
    await addBadges(tx, fresh)
  })
}

function without(some: KeptBadge[], others: KeptBadge[]): KeptBadge[] {
  const there = new Set(others.map(({ id, badge }) => `${id} ${badge}`))
  return some.filter(({ id, badge }) => !there.has(`${id} ${badge}`))
}
