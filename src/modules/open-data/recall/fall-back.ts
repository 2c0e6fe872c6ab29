import type { Db, Tx } from '#kernel/database/database.ts'
import { mayBeGiven } from '../guard/gate.ts'
import { distributionsGiving, giveInstead, type StandingVersion, standingVersions } from './take-down-store.ts'

/**
 * What everybody gets of a distribution once some of its versions are gone: the newest one that was public and that the guard has passed by the
 * rules of today. One that nobody has searched, or whose bytes were taken down elsewhere, is not brought back by a recall.
 *
 * @param without ids of versions that go
 */
export async function fallbackOf(
  db: Db | Tx,
  { id, organisationId }: { id: string; organisationId: string },
  without: string[],
): Promise<StandingVersion | null> {
  for (const version of await standingVersions(db, id, without))
    if (await mayBeGiven(db, { organisationId }, version)) return version
  return null
}

/** Distributions that gave one of these versions give what is left. */
export async function fallBack(tx: Tx, ids: string[], now: Date): Promise<void> {
  for (const distribution of await distributionsGiving(tx, ids)) {
    const instead = await fallbackOf(tx, distribution, ids)
    await giveInstead(tx, distribution.id, instead?.id ?? null, now)
  }
}
