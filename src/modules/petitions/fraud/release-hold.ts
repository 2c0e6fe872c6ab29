import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { runningClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { assertImpartial } from '../moderation/impartial.ts'
import { moderatePetitions } from '../moderation/permissions.ts'
import { HOLD } from './hold-decision.ts'
import { tellHeldOf } from './tell-held.ts'

/**
 * A moderator lets held signatures count.
 *
 * @throws Forbidden, NotFound, RuleBroken petitions.fraud.changed-meanwhile when somebody decided before
 */
export async function releaseHold(ctx: WriteContext, id: string): Promise<{ released: number }> {
  permit(ctx, moderatePetitions)
  const { rows } = await sql<{ petitionId: string; placeKey: string }>`
    SELECT p.id AS "petitionId", p.place_key AS "placeKey" FROM petitions.hold h JOIN petitions.petition p ON p.id = h.petition_id WHERE h.id = ${id}`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new NotFound()
  const by = permit(ctx, moderatePetitions, { placeKey: rows[0].placeKey })
  await assertImpartial(ctx.tx, by.person, rows[0], ctx.now)
  if (!(await closeHold(ctx, id, 'released'))) throw new RuleBroken('petitions.fraud.changed-meanwhile')
  const released = await countHeld(ctx, id)
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.release-hold',
    subject: { kind: HOLD, id },
    data: { signatures: released },
    now: ctx.now,
  })
  return { released }
}

/** Holds that nobody decided in time: their signatures count, because no limit of an address invalidates by itself. */
export async function lapseHolds(services: Services): Promise<void> {
  const now = services.clock.now()
  const today = dayOf(now, services.timeZone)
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.hold WHERE closed_at IS NULL AND due_on < ${today} ORDER BY due_on LIMIT 500`.execute(
    services.db,
  )
  await eachApart(rows, ({ id }) =>
    transact(services.db, async (tx) => {
      const ctx = { ...services, tx, now }
      if (!(await closeHold(ctx, id, 'lapsed'))) return
      const signatures = await countHeld(ctx, id)
      await recordAct(tx, {
        by: null,
        act: 'petitions.release-hold',
        subject: { kind: HOLD, id },
        data: { signatures, lapsed: true },
        now,
      })
    }),
  )
}

type Ctx = Pick<Services, 'calendar' | 'timeZone'> & { tx: Tx; now: Date }

/** @returns false when it was closed already */
async function closeHold(ctx: Ctx, id: string, how: 'released' | 'lapsed' | 'set-aside'): Promise<boolean> {
  const { rows } = await sql`
    UPDATE petitions.hold SET closed_at = ${ctx.now}, closed_by = ${how}, domain = NULL
    WHERE id = ${id} AND closed_at IS NULL RETURNING id`.execute(ctx.tx)
  if (rows.length === 0) return false
  const clock = await runningClock(ctx.tx, ctx.calendar, { kind: HOLD, id }, 'hold')
  if (clock) await stopClock(ctx.tx, ctx.calendar, clock, dayOf(ctx.now, ctx.timeZone))
  return true
}

/** Counts the signatures of a hold on the days on which they were given. Those withdrawn meanwhile only lose the hold. */
async function countHeld(ctx: Ctx, holdId: string): Promise<number> {
  const { rows: holds } = await sql<{ petitionId: string }>`
    SELECT petition_id AS "petitionId" FROM petitions.hold WHERE id = ${holdId}`.execute(ctx.tx)
  const petitionId = holds[0]?.petitionId as string
  // The count that everybody sees goes up now, with signatures that the log has had since they were confirmed: that they were set aside
  // must be told before they can be restored.
  await tellHeldOf(ctx, petitionId)
  const { rows } = await sql<{ standing: boolean }>`
    WITH released AS (
      UPDATE petitions.signature SET hold_id = NULL WHERE hold_id = ${holdId}
      RETURNING petition_id, unit_key, level, confirmed_on, ended_at
    ), deltas AS (
      INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
      SELECT petition_id, unit_key, level, confirmed_on, 1 FROM released WHERE ended_at IS NULL
    )
    SELECT ended_at IS NULL AS standing FROM released`.execute(ctx.tx)
  await tellHeldOf(ctx, petitionId)
  return rows.filter(({ standing }) => standing).length
}
