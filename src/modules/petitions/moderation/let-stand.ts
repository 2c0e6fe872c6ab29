import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { changeState } from './change-state.ts'
import { recordDecision } from './record-decision.ts'
import { appealDays } from './settings.ts'
import { lockModerated } from './store.ts'

/** Refusals that nobody appealed in time become final. */
export async function letStand(services: Services): Promise<void> {
  const now = services.clock.now()
  const today = dayOf(now, services.timeZone)
  const { rows } = await sql<{ number: number; refusedAt: Date }>`
    SELECT number, refused_at AS "refusedAt" FROM petitions.petition WHERE state = 'refused' AND refused_at IS NOT NULL
    ORDER BY refused_at`.execute(services.db)
  await eachApart(rows, async ({ number, refusedAt }) => {
    if ((await lastAppealDay(services, refusedAt)) >= today) return
    await transact(services.db, async (tx) => {
      const ctx = { ...services, tx, now }
      const petition = await lockModerated(tx, number)
      if (petition?.state !== 'refused') return
      await changeState(ctx, petition, 'letStand', 'system')
      await recordDecision(ctx, petition, { decision: 'stands', by: null })
    })
  })
}

/** The last civil day on which what was decided then can be appealed, by the term that held on that day. */
export async function lastAppealDay(
  services: Pick<Services, 'settings' | 'timeZone'>,
  decidedAt: Date,
): Promise<string> {
  const day = dayOf(decidedAt, services.timeZone)
  return addDays(day, await services.settings.valueOn(appealDays, day))
}
