import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { enqueue, type Job } from '#kernel/jobs/jobs.ts'
import { TooHeavy } from '../engine/refusals.ts'
import { compareTables, countDifferences } from './compare/compare-tables.ts'
import { declaredKeys, keepChange, tablesOfVersions, uncountedVersions, type VersionOfTable } from './store.ts'

/** Of one run; more are another run's, so that other jobs have their turn. */
const AT_ONCE = 20

/** Counts what each public version changed against the one before, where nobody has yet, so that lists of versions ask no table. */
export async function countChanges(services: Services): Promise<void> {
  const { db } = services
  const versions = await uncountedVersions(db, AT_ONCE)
  const tables = await tablesOfVersions(db, versions)
  const keys = await declaredKeys(
    db,
    tables.map(({ id }) => id),
  )
  let kept = 0
  for (const table of tables) if (await countOne(services, table, keys.get(table.id) ?? null)) kept += 1
  // Where nothing could be counted, another run would meet the same.
  if (versions.length === AT_ONCE && kept > 0) await transact(db, (tx) => enqueue(tx, countChangesJob, null))
}

/** @returns whether it is known now, so that nobody tries again */
async function countOne(
  { db, tables, files, log }: Services,
  { before, ...table }: VersionOfTable,
  declared: string[] | null,
): Promise<boolean> {
  if (!before) return false
  const ids = { versionId: table.versionId, beforeId: before.id, tableId: table.id }
  const pair = [before, table] as const
  try {
    const comparison = await compareTables(tables, pair, declared)
    const counts = await countDifferences(tables, pair, comparison)
    await transact(db, (tx) => keepChange(tx, { ...ids, key: comparison.key.columns, counts }))
  } catch (error) {
    const isLost = !((await files.has(table.sha256)) && (await files.has(before.sha256)))
    if (!(error instanceof TooHeavy || isLost)) {
      log.warn({ err: error, version: table.versionId }, 'the changes of a version were not counted')
      return false
    }
    await transact(db, (tx) => keepChange(tx, { ...ids, key: [], counts: null }))
  }
  return true
}

/** Enqueued with every version that becomes public. */
export const countChangesJob: Job<null> = {
  name: 'open-data.count-changes',
  repeat: 'counts only what nobody has counted; the same count is written over itself',
  run: (services) => countChanges(services),
}
