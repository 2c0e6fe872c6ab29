import type { Db } from '#kernel/database/database.ts'
import { type Erratum, errataOfVersion, standingOf } from './correct/store.ts'

/** What became of the version that something was made from. */
export interface CorrectedSince {
  errata: Erratum[]
  /** It may not be had any more: what was made from it should not be shown either. */
  recalled: boolean
  /** Number of the version that everybody gets now, where it is another one. */
  newer: number | null
}

/** For charts and views that were made from a version: whether it was corrected, taken down or replaced since; null when nothing happened to it. */
export async function correctedSince(db: Db, versionId: string): Promise<CorrectedSince | null> {
  const found = await standingOf(db, versionId)
  if (!found) return null
  const errata = await errataOfVersion(db, versionId)
  return errata.length > 0 || found.recalled || found.newer !== null ? { ...found, errata } : null
}
