import type { Db } from '#kernel/database/database.ts'
import { cosignaturesOf, newestCheckpoint, type SignedCheckpoint } from './store.ts'

/** The newest checkpoint with the lines of its witnesses; null before the log has begun. */
export async function servedCheckpoint(db: Db): Promise<(SignedCheckpoint & { witnesses: string[] }) | null> {
  const checkpoint = await newestCheckpoint(db)
  if (!checkpoint) return null
  const cosigned = await cosignaturesOf(db, checkpoint.size)
  return {
    ...checkpoint,
    note: checkpoint.note + cosigned.map(({ line }) => line).join(''),
    witnesses: cosigned.map(({ witness }) => witness),
  }
}
