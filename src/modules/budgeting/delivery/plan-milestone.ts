import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { lockOwnDelivery, type OwnDelivery, type ProjectRef } from './permissions.ts'
import { addMilestone, milestonesOf, setMilestone } from './plan-store.ts'
import { goingStates } from './project.ts'
import { tellAct } from './tell.ts'

/** More than any bench needs; a longer plan is kept elsewhere. */
const MOST = 40

/** Promises a part of the work for a day. @throws RuleBroken budgeting.delivery.not-going, .enough */
export async function planMilestone(
  ctx: WriteContext,
  ref: ProjectRef,
  { title, plannedOn }: { title: string; plannedOn: PlainDay },
): Promise<void> {
  const own = await lockGoing(ctx, ref)
  const { projectId } = own.delivery
  if ((await milestonesOf(ctx.tx, [projectId])).length >= MOST) throw new RuleBroken('budgeting.delivery.enough')
  await addMilestone(ctx.tx, { id: newId(ctx.now), projectId, title, lang: ctx.lang, plannedOn, doneOn: null })
  await tellAct(ctx, own, 'milestone', { event: 'milestone', data: { title, on: plannedOn } })
}

/** Moves a promised day, with a public reason, or says on which day the part was done. @throws NotFound, InvalidInput, RuleBroken */
export async function changeMilestone(
  ctx: WriteContext,
  ref: ProjectRef & { milestone: string },
  form: { plannedOn: PlainDay; doneOn: PlainDay | null; reason: string | null },
): Promise<void> {
  const own = await lockGoing(ctx, ref)
  const { projectId } = own.delivery
  const before = (await milestonesOf(ctx.tx, [projectId])).find(({ id }) => id === ref.milestone)
  if (!before) throw new NotFound()
  const { plannedOn, doneOn, reason } = form
  if (doneOn !== null && doneOn > dayOf(ctx.now, ctx.timeZone))
    throw new InvalidInput([{ field: 'doneOn', text: { key: 'budgeting.delivery.day.future' } }])
  const moved = plannedOn !== before.plannedOn
  if (moved && reason === null)
    throw new InvalidInput([{ field: 'reason', text: { key: 'budgeting.delivery.move.reason-missing' } }])
  await setMilestone(ctx.tx, before, { plannedOn, doneOn })
  const { title } = before
  if (moved)
    await tellAct(ctx, own, 'move-milestone', {
      event: 'moved',
      data: { title, from: before.plannedOn, to: plannedOn, reason: reason ?? '' },
    })
  if (doneOn !== before.doneOn)
    await tellAct(ctx, own, 'milestone-done', {
      event: doneOn === null ? 'milestone-open' : 'milestone-done',
      data: { title, on: doneOn ?? '' },
    })
}

/** @throws RuleBroken budgeting.delivery.not-going */
export async function lockGoing(ctx: WriteContext, ref: ProjectRef): Promise<OwnDelivery> {
  const own = await lockOwnDelivery(ctx, ref)
  if (!goingStates.includes(own.delivery.state)) throw new RuleBroken('budgeting.delivery.not-going')
  return own
}
