import type { Db, Tx } from '#kernel/database/database.ts'

export interface DecisionRow {
  decision: string
  reason: string | null
  text: string | null
  at: Date
}

/** Decisions on a petition, oldest first; none before there are moderators. */
export async function decisionsOf(_db: Db | Tx, _petitionId: string): Promise<DecisionRow[]> {
  return []
}
