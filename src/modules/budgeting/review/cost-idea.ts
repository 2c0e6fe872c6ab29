import { recordAct } from '#commons/audit/record.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { FieldError } from '#kernel/errors.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { recordIdeaEvent } from '../idea-store.ts'
import { costOnce } from './aspects.ts'
import type { costForm } from './fields.ts'
import { lockForReview } from './permissions.ts'
import { setCost } from './store.ts'

/**
 * What an idea costs, in its parts, with a range and the day of the prices. It changes until the idea is decided.
 *
 * @throws RuleBroken budgeting.changed-meanwhile, InvalidInput
 */
export async function costIdea(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof costForm)['fields']>,
): Promise<void> {
  const { idea, by } = await lockForReview(ctx, number)
  if (idea.state !== 'review' && idea.state !== 'appealed') throw new RuleBroken('budgeting.changed-meanwhile')
  const total = costOnce(form)
  const low = form.low ?? total
  const high = form.high ?? total
  const errors: FieldError[] = []
  if (total === 0) errors.push({ field: 'works', text: { key: 'budgeting.review.cost.nothing' } })
  if (low > total) errors.push({ field: 'low', text: { key: 'budgeting.review.cost.low-above' } })
  if (high < total) errors.push({ field: 'high', text: { key: 'budgeting.review.cost.high-below' } })
  if (form.priceOn > dayOf(ctx.now, ctx.timeZone))
    errors.push({ field: 'priceOn', text: { key: 'budgeting.review.cost.future' } })
  if (errors.length > 0) throw new InvalidInput(errors)
  await setCost(ctx.tx, idea.id, { ...form, low, high, setAt: ctx.now })
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'review.costed', data: {}, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.cost-idea',
    subject: { kind: 'idea', id: String(number) },
    data: { ...form, low, high, total },
    now: ctx.now,
  })
}
