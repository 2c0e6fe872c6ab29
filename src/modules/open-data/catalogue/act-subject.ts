import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { datasetPath } from './dataset-path.ts'
import { titlesOf } from './store.ts'

/** A dataset as the record of acts names it: by its title; a draft has no page that others may open. */
export const datasetSubject: ActSubject = {
  kind: 'open-data.dataset',
  label: 'open-data.catalogue.act-subject',
  async find(ctx, names) {
    const found = await titlesOf(ctx.db, names)
    return new Map(
      found.map(({ name, title, isPublic }) => [
        name,
        { name: inLang(title, ctx.lang), path: isPublic ? datasetPath({ name }) : null },
      ]),
    )
  },
}
