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
  for (const table of tables) await countOne(services, table, keys.get(table.id) ?? null)
  if (versions.length === AT_ONCE) await transact(db, (tx) => enqueue(tx, countChangesJob, null))
}

async function countOne(
  { db, tables }: Services,
  { before, ...table }: VersionOfTable,
  declared: string[] | null,
): Promise<void> {
  if (!before) return
  const ids = { versionId: table.versionId, beforeId: before.id, tableId: table.id }
  const pair = [before, table] as const
  try {
    const comparison = await compareTables(tables, pair, declared)
    const counts = await countDifferences(tables, pair, comparison)
    await transact(db, (tx) => keepChange(tx, { ...ids, key: comparison.key.columns, counts }))
  } catch (error) {
    if (!(error instanceof TooHeavy)) throw error
    await transact(db, (tx) => keepChange(tx, { ...ids, key: [], counts: null }))
  }
}

/** Enqueued with every version that becomes public. */
export const countChangesJob: Job<null> = {
  name: 'open-data.count-changes',
  repeat: 'counts only what nobody has counted; the same count is written over itself',
  run: (services) => countChanges(services),
}
