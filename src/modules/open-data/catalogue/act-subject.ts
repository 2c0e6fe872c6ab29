import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { datasetPath } from './dataset-path.ts'
import { titlesOf } from './store.ts'

/** A dataset as the record of acts names it: by its title; a draft has no page that others may open. */
export const datasetSubject: ActSubject = {
  kind: 'open-data.dataset',
  label: 'open-data.catalogue.act-subject',
  async find(ctx, keys) {
    const found = (await titlesOf(ctx.db, keys)).map(({ name, number, title, isPublic }) => {
      const subject = { name: inLang(title, ctx.lang), path: isPublic ? datasetPath({ name }) : null }
      return { name, number: String(number), subject }
    })
    // A dataset may be called by digits alone: its name goes first.
    return new Map([
      ...found.map((one) => [one.number, one.subject] as const),
      ...found.map((one) => [one.name, one.subject] as const),
    ])
  },
}
