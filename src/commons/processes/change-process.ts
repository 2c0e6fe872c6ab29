import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { factsForm } from './fields.ts'
import { blueprintOf } from './methods.ts'
import { refuseForeignPlace } from './own-place.ts'
import { lockOwnProcess } from './own-process.ts'
import { changeFacts, findProcess } from './store.ts'

/** What a draft says and who may take part. Once public it stands: people act on what they read. @throws RuleBroken processes.public-already */
export async function changeProcess(
  ctx: WriteContext,
  number: number,
  facts: FormValue<(typeof factsForm)['fields']>,
): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number)
  if (process.state !== 'draft') throw new RuleBroken('processes.public-already')
  await refuseForeignPlace(ctx, ctx.tx, process.organisationId, facts.place)
  const { title, summary } = wordsOf(facts)
  const { minAge, residentsOnly, level, place: placeKey } = facts
  await changeFacts(ctx.tx, process.id, {
    title,
    summary,
    slug: slugOf(title.ro, 'process'),
    placeKey,
    minAge,
    residentsOnly,
    level,
  })
  await blueprintOf(ctx.manifests, process.blueprint).changed?.(ctx, ctx.tx, await findProcess(ctx.tx, number))
  await recordAct(ctx.tx, {
    by,
    act: 'processes.change',
    subject: { kind: 'process', id: String(number) },
    data: { title, placeKey, minAge, residentsOnly, level },
    now: ctx.now,
  })
}

interface Words {
  titleRo: string
  titleRu: string | null
  titleEn: string | null
  summaryRo: string
  summaryRu: string | null
  summaryEn: string | null
}

/** What was written in three fields as one text in up to three languages. */
export function wordsOf(form: Words): { title: Localised; summary: Localised } {
  const localised = (ro: string, ru: string | null, en: string | null) => ({ ro, ...(ru && { ru }), ...(en && { en }) })
  return {
    title: localised(form.titleRo, form.titleRu, form.titleEn),
    summary: localised(form.summaryRo, form.summaryRu, form.summaryEn),
  }
}
