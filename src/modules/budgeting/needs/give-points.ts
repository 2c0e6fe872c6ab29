import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { refuseOutsiders } from '../declared.ts'
import { processOf } from '../ideas/process-of.ts'
import { POINTS, type pointsForm } from './fields.ts'
import { METHOD } from './needs-of.ts'
import { findNeed, lockGiver, lockNeed, pointsOf, setPoints } from './store.ts'

/**
 * A resident gives so many of their points to a need; none takes them back. Five for all needs of a process. Given again, the same.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, RuleBroken processes.not-open, processes.level-too-weak, budgeting.needs.by-pairs,
 *   budgeting.changed-meanwhile
 */
export async function givePoints(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof pointsForm)['fields']>,
): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const found = await findNeed(ctx.tx, number)
  if (found.ranking !== 'points') throw new RuleBroken('budgeting.needs.by-pairs')
  const process = await processOf(ctx.tx, found)
  await refuseOutsiders(ctx, process, form)
  await holdPhase(ctx.tx, process, METHOD, dayOf(ctx.now, ctx.timeZone))
  await lockGiver(ctx.tx, process.id, mailboxId)
  const need = await lockNeed(ctx.tx, number)
  if (need.hiddenReason !== null && form.points > 0) throw new RuleBroken('budgeting.changed-meanwhile')
  const given = await pointsOf(ctx.tx, process.id, mailboxId)
  const before = given.find(({ needId }) => needId === need.id)?.points ?? 0
  const left = POINTS - given.reduce((sum, { points }) => sum + points, 0) + before
  if (form.points > left)
    throw new InvalidInput([{ field: 'points', text: { key: 'budgeting.needs.points.over', args: { left } } }])
  if (form.points !== before) await setPoints(ctx.tx, need, { mailboxId, points: form.points, before, now: ctx.now })
  return { number }
}
