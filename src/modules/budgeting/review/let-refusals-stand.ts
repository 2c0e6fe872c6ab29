import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { lockIdea, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { APPEAL, stopReviewClock } from './clocks.ts'
import { refusalFinal } from './ledger-entries.ts'
import { processById } from './store.ts'

/** Refusals that nobody appealed in time are final. Safe to repeat: a refusal becomes final once. */
export async function letRefusalsStand(services: Services): Promise<void> {
  const now = services.clock.now()
  const { rows } = await sql<{ number: number }>`
    SELECT i.number FROM budgeting.idea i
    JOIN lifecycle.clock k ON k.subject_kind = ${APPEAL} AND k.subject_id = i.id::text AND k.stopped_on IS NULL
    WHERE i.state = 'refused' AND k.due_on < ${dayOf(now, services.timeZone)} ORDER BY i.number LIMIT 200`.execute(
    services.db,
  )
  await eachApart(rows, ({ number }) => transact(services.db, (tx) => letStand(services, tx, number, now)))
}

async function letStand(services: Services, tx: Tx, number: number, now: Date): Promise<void> {
  const idea = await lockIdea(tx, number)
  // Appealed while the list was read.
  if (idea.state !== 'refused') return
  const process = await processById(tx, idea.processId)
  const today = dayOf(now, services.timeZone)
  await stopReviewClock({ ...services, tx, now }, APPEAL, idea.id)
  await moveIdea(tx, idea, 'letStand', 'system', now)
  await recordIdeaEvent(tx, { ideaId: idea.id, kind: 'review.stands', data: {}, now })
  await recordAct(tx, {
    by: null,
    act: 'budgeting.refusal-stands',
    subject: { kind: 'idea', id: String(number) },
    now,
  })
  appendEntries(tx, [refusalFinal({ process: process.number, idea: number }, 'not-appealed', today)], now)
}
