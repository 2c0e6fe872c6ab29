import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import { publishable } from '#commons/settings/small-numbers.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { recountedOfAll } from '../recount/of-all.ts'
import { countSignatures } from './count-signatures.ts'
import {
  answersByAuthority,
  findStatistics,
  keepStatistics,
  overdueTerms,
  petitionsByState,
  petitionsByTopic,
  signaturesByLevel,
  signaturesOnPaper,
  unansweredThresholds,
} from './store.ts'

/** Makes the statistics anew, all of one moment. Safe to repeat: it only reads, then replaces what was made before. */
export async function refreshStatistics(services: Services): Promise<void> {
  const madeAt = services.clock.now()
  const { timeZone } = services
  const today = dayOf(madeAt, timeZone)
  const k = await services.settings.valueOn(smallestToldApart, today)
  await transact(services.db, async (tx) => {
    await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(tx)
    const { byMonth, byUnit } = await countSignatures(tx)
    const figures = {
      byState: await petitionsByState(tx),
      byTopic: await petitionsByTopic(tx),
      byMonth: [...byMonth]
        .map(([month, signatures]) => ({ month, signatures }))
        .sort((a, b) => (a.month < b.month ? -1 : 1)),
      byLevel: await signaturesByLevel(tx),
      recounted: await recountedOfAll(tx),
      paper: await signaturesOnPaper(tx),
      authorities: await answersByAuthority(tx, today, timeZone),
      overdue: await overdueTerms(tx, today),
      unanswered: await unansweredThresholds(tx, today, timeZone),
    }
    const units = publishable(byUnit, k, (await findStatistics(tx))?.units)
    await keepStatistics(tx, { figures, units, madeAt })
  })
}
