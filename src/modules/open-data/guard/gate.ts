import type { Db, Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Dataset } from '../dataset.ts'
import { isRecalled } from '../recall/copies-store.ts'
import { neverAgain } from '../recall/recall.ts'
import { findBasis, findSearch, giveBackToOfficers, versionsGiven } from './store.ts'
import { type Verdict, verdictOn } from './verdict.ts'

type GatedDataset = Pick<Dataset, 'id' | 'organisationId'>

async function verdictOf(db: Db | Tx, versionId: string): Promise<Verdict> {
  return verdictOn(await findSearch(db, versionId), await findBasis(db, versionId))
}

/** What is published has passed the guard. @throws RuleBroken open-data.guard.unsearched, .stopped, .asks, .waits */
export async function refuseUnpassed(tx: Tx, versionId: string): Promise<void> {
  const verdict = await verdictOf(tx, versionId)
  if (verdict !== 'passed') throw new RuleBroken(`open-data.guard.refused.${verdict}`)
}

/**
 * The same of all that everybody gets with a dataset: versions may have been released before there was a guard, and their bytes may have been taken
 * down elsewhere since.
 */
export async function mayBecomePublic(db: Db | Tx, dataset: GatedDataset): Promise<boolean> {
  for (const version of await versionsGiven(db, dataset.id))
    if (version.isCurrent && !(await mayBeGiven(db, dataset, version))) return false
  return true
}

/** What is asked for by its number only, and may not be given, goes back to its officers. */
export async function withholdUnpassed(tx: Tx, dataset: GatedDataset): Promise<void> {
  const unpassed: string[] = []
  for (const version of await versionsGiven(tx, dataset.id))
    if (!version.isCurrent && !(await mayBeGiven(tx, dataset, version))) unpassed.push(version.id)
  if (unpassed.length > 0) await giveBackToOfficers(tx, unpassed)
}

/** Before a dataset becomes public. @throws RuleBroken open-data.guard.refused.dataset */
export async function refuseUnpassedDataset(tx: Tx, dataset: GatedDataset): Promise<void> {
  if (!(await mayBecomePublic(tx, dataset))) throw new RuleBroken('open-data.guard.refused.dataset')
  await withholdUnpassed(tx, dataset)
}

/** Whether the guard has passed a version, and nobody has taken its bytes down. */
export async function mayBeGiven(
  db: Db | Tx,
  { organisationId }: Pick<GatedDataset, 'organisationId'>,
  { id, sha256 }: { id: string; sha256: string },
): Promise<boolean> {
  return (await verdictOf(db, id)) === 'passed' && !(await isRecalled(db, sha256, organisationId, neverAgain))
}
