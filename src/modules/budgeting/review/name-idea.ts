import { recordAct } from '#commons/audit/record.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { isHidden } from '../idea-store.ts'
import { type Names, setNames } from '../names.ts'
import { budgetOf } from '../store.ts'
import { nameFields, type namesForm } from './fields.ts'
import { lockForReview } from './permissions.ts'

/**
 * What an idea is called in the other languages, on the ballot and wherever its result is told. It changes until the ballot is fixed: what people
 * vote on is called the same for all of them.
 *
 * @throws RuleBroken budgeting.changed-meanwhile, budgeting.review.names.fixed; InvalidInput for a name in the language of its author
 */
export async function nameIdea(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof namesForm)['fields']>,
): Promise<void> {
  const { idea, process, by } = await lockForReview(ctx, number)
  const { fixedAt } = await budgetOf(ctx.tx, process.id)
  if (fixedAt !== null) throw new RuleBroken('budgeting.review.names.fixed')
  if (isHidden(idea) || !mayBeNamed(idea)) throw new RuleBroken('budgeting.changed-meanwhile')
  const own = nameFields[idea.lang]
  if (form[own] !== null) throw new InvalidInput([{ field: own, text: { key: 'budgeting.review.names.own' } }])
  const names: Names = {}
  for (const lang of langs) {
    const name = form[nameFields[lang]]
    if (name !== null) names[lang] = name
  }
  await setNames(ctx.tx, idea.id, names)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.name-idea',
    subject: { kind: 'idea', id: String(number) },
    data: names,
    now: ctx.now,
  })
}

/** Ideas that may come on the ballot. */
export const mayBeNamed = ({ state }: { state: string }) =>
  state === 'review' || state === 'appealed' || state === 'accepted'
