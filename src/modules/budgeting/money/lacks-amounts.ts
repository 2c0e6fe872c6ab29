import type { Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { proposedAmounts } from '../store.ts'

/** A budget is not published with a sum that nobody wrote: what the blueprint begins with is no money that anybody has. */
export async function lacksAmounts(db: Db | Tx, process: Process): Promise<Text[]> {
  const { length: count } = await proposedAmounts(db, process.id)
  return count > 0 ? [{ key: 'budgeting.money.lacks-amount', args: { count } }] : []
}
