import type { Process } from '#commons/processes/process.ts'
import { phaseWith } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'

export const METHOD = 'budgeting.answers'

/** Whether a process has no vote: its authority answers the most supported ideas. */
export const isAnswered = async (db: Db | Tx, processId: string): Promise<boolean> =>
  (await phaseWith(db, processId, METHOD)) !== null

/** What is owed is answered also once a process has ended, and asked again within its days; not where it was given up. */
export const isStillAnswered = ({ state }: Process): boolean => state === 'running' || state === 'ended'

/** @throws RuleBroken budgeting.changed-meanwhile */
export function refuseGivenUp(process: Process): void {
  if (!isStillAnswered(process)) throw new RuleBroken('budgeting.changed-meanwhile')
}
