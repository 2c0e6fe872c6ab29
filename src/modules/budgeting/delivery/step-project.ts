import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { projectState } from './ledger-entries.ts'
import { lockOwnDelivery, type ProjectRef } from './permissions.ts'
import { milestonesOf } from './plan-store.ts'
import { projectLife, projectPath, type Step } from './project.ts'
import { setOwner, setState, setWarranty } from './store.ts'
import { tellAct, writeToAuthor } from './tell.ts'

/** Which office delivers a project, as the public reads it, and whether it is the officer's own task. @throws NotFound */
export async function nameOwner(
  ctx: WriteContext,
  ref: ProjectRef,
  { organisation, office, mine }: { organisation: string; office: string; mine: boolean },
): Promise<void> {
  const own = await lockOwnDelivery(ctx, ref)
  const [authority] = await authoritiesById(ctx.tx, [organisation])
  if (!authority || authority.endedAt) throw new NotFound()
  const { delivery, by } = own
  const stays = delivery.officerId === by.person.accountId || delivery.organisationId !== organisation
  const officerId = mine ? by.person.accountId : stays ? null : delivery.officerId
  await setOwner(ctx.tx, delivery.projectId, { organisationId: organisation, office, officerId })
  const named = delivery.office !== office || delivery.organisationId !== organisation
  await tellAct(ctx, own, 'name-owner', {
    ...(named && { event: 'owner' }),
    data: { office, authority: authority.slug },
  })
}

/**
 * Takes a project one step on, on the day on which it happened.
 *
 * @throws RuleBroken budgeting.delivery.changed-meanwhile, .no-owner, .milestones-open; InvalidInput
 */
export async function stepProject(
  ctx: WriteContext,
  ref: ProjectRef,
  form: { step: Step; on: PlainDay; warrantyUntil: PlainDay | null; warrantyNote: string | null },
): Promise<void> {
  const own = await lockOwnDelivery(ctx, ref)
  const { process, delivery } = own
  const { step, on } = form
  const next = move(projectLife, delivery.state, step, 'officer')
  if (!next.ok) throw new RuleBroken('budgeting.delivery.changed-meanwhile')
  if (delivery.office === null) throw new RuleBroken('budgeting.delivery.no-owner')
  const today = dayOf(ctx.now, ctx.timeZone)
  checkDay(on, dayOf(delivery.begunAt, ctx.timeZone), today, ctx.lang)
  if (step === 'finish') {
    const milestones = await milestonesOf(ctx.tx, [delivery.projectId])
    if (milestones.some(({ doneOn }) => doneOn === null)) throw new RuleBroken('budgeting.delivery.milestones-open')
  }
  if (step === 'check' && delivery.doneOn !== null && on < delivery.doneOn)
    throw new InvalidInput([{ field: 'on', text: { key: 'budgeting.delivery.day.before-done' } }])
  await setState(ctx.tx, delivery.projectId, next.to, {
    doneOn: step === 'finish' ? on : step === 'check' ? delivery.doneOn : null,
    checkedOn: step === 'check' ? on : null,
  })
  if (step === 'check' || step === 'finish')
    await setWarranty(ctx.tx, delivery.projectId, {
      until: form.warrantyUntil,
      note: form.warrantyNote,
      lang: ctx.lang,
    })
  await tellAct(ctx, own, 'step', {
    event: `step.${step}`,
    data: { on },
    entry: projectState({ process: process.number, project: delivery.number }, next.to, on, today),
  })
  if (step === 'finish')
    await writeToAuthor(ctx, delivery.idea.authorMailboxId, {
      about: 'done',
      title: delivery.title,
      path: `${projectPath(process, delivery)}/answer`,
    })
}

/** @throws InvalidInput on `on` */
function checkDay(on: PlainDay, first: PlainDay, today: PlainDay, lang: Lang): void {
  if (on > today) throw new InvalidInput([{ field: 'on', text: { key: 'budgeting.delivery.day.future' } }])
  if (on >= first) return
  const day = dayInWords(first, lang)
  throw new InvalidInput([{ field: 'on', text: { key: 'budgeting.delivery.day.too-early', args: { day } } }])
}
