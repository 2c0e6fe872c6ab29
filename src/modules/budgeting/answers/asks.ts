import { phaseWith } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'

export const METHOD = 'budgeting.answers'

/** Whether a process has no vote: its authority answers the most supported ideas. */
export const isAnswered = async (db: Db | Tx, processId: string): Promise<boolean> =>
  (await phaseWith(db, processId, METHOD)) !== null
