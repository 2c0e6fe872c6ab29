import { type FormValue, form, optional, text } from '#kernel/forms/fields.ts'
import { id } from '#kernel/forms/path-fields.ts'
import { datasetName } from '../catalogue/fields.ts'
import type { Series } from './series.ts'

/** An id after which a list goes on. */
const after = () => optional(id('kernel.not-found'))
const title = () => text({ max: 200, min: 3 })
const about = () => text({ max: 2_000, min: 10, lines: true })

const said = {
  titleRo: title(),
  titleRu: optional(title()),
  titleEn: optional(title()),
  aboutRo: about(),
  aboutRu: optional(about()),
  aboutEn: optional(about()),
}
export type SaidForm = FormValue<typeof said>

export const bySeries = form({ series: datasetName() })
export const byMember = form({ series: datasetName(), dataset: datasetName() })
export const listQuery = form({ after: after() })
export const seriesForm = form(said)
export const newForm = form({ organisation: optional(id()), ...said, name: optional(datasetName()) })
export type NewForm = FormValue<(typeof newForm)['fields']>
export const memberForm = form({ dataset: datasetName() })

/** What the form says, without what was left empty. */
export function saidBy(form: SaidForm): Pick<Series, 'title' | 'description'> {
  const { titleRu, titleEn, aboutRu, aboutEn } = form
  return {
    title: { ro: form.titleRo, ...(titleRu !== null && { ru: titleRu }), ...(titleEn !== null && { en: titleEn }) },
    description: {
      ro: form.aboutRo,
      ...(aboutRu !== null && { ru: aboutRu }),
      ...(aboutEn !== null && { en: aboutEn }),
    },
  }
}
