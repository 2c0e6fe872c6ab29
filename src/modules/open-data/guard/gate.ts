import type { Db, Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import { currentVersionIds, findBasis, findSearch } from './store.ts'
import { type Verdict, verdictOn } from './verdict.ts'

async function verdictOf(db: Db | Tx, versionId: string): Promise<Verdict> {
  return verdictOn(await findSearch(db, versionId), await findBasis(db, versionId))
}

/** What is published has passed the guard. @throws RuleBroken open-data.guard.unsearched, .stopped, .asks, .waits */
export async function refuseUnpassed(tx: Tx, versionId: string): Promise<void> {
  const verdict = await verdictOf(tx, versionId)
  if (verdict !== 'passed') throw new RuleBroken(`open-data.guard.refused.${verdict}`)
}

/** The same of all that everybody gets with a dataset; versions may have been released before there was a guard. */
export async function mayBecomePublic(db: Db | Tx, datasetId: string): Promise<boolean> {
  for (const id of await currentVersionIds(db, datasetId)) if ((await verdictOf(db, id)) !== 'passed') return false
  return true
}

/** @throws RuleBroken open-data.guard.refused.dataset */
export async function refuseUnpassedDataset(tx: Tx, datasetId: string): Promise<void> {
  if (!(await mayBecomePublic(tx, datasetId))) throw new RuleBroken('open-data.guard.refused.dataset')
}
