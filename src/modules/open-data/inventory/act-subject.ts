import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { holdingTitles } from './store.ts'

/** Something in an inventory as the record of acts names it; what was taken out has no page any more. */
export const holdingSubject: ActSubject = {
  kind: 'open-data.holding',
  label: 'open-data.inventory.act-subject',
  async find(ctx, ids) {
    const found = await holdingTitles(ctx.db, ids)
    return new Map(
      found.map(({ id, title, slug, number, removed }) => [
        id,
        { name: inLang(title, ctx.lang), path: removed ? null : `/data/institutions/${slug}/inventory/${number}` },
      ]),
    )
  },
}
