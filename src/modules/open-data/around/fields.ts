import Type from 'typebox'
import { checkbox, choice, type Field, form, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { datasetName, institutionSlug, webAddress } from '../catalogue/fields.ts'
import { moment } from '../ingest/fields.ts'
import { flagReasons, refusalReasons, reuseTypes } from './reuse.ts'

/** Enough for what joins many; more is a list of everything. */
const MOST_DATASETS = 20
/** The name at the end of an address of a dataset, or alone. */
const NAME = /(?:^|\/)(?:data|dataset)\/([a-z0-9_-]{2,100})(?:[/?#.]|$)/

/** Datasets by their addresses or names, one a line or with commas between them. */
function datasets(): Field<string[]> {
  const lines = text({ max: 3_000, lines: true, missing: 'open-data.around.datasets.missing' })
  return {
    keep: 'words',
    schema: Type.String({
      description: 'Names of datasets, or addresses of their pages, one a line or with commas between them',
    }),
    read(raw) {
      const read = lines.read(raw)
      if ('error' in read) return read
      const said = read.value.split(/[\s,;]+/).filter(Boolean)
      const names = said.map((one) => NAME.exec(one)?.[1] ?? one)
      const wrong = names.find((name) => !/^[a-z0-9_-]{2,100}$/.test(name))
      if (wrong !== undefined)
        return { error: { key: 'open-data.around.datasets.unknown', args: { name: wrong.slice(0, 100) } } }
      const value = [...new Set(names)]
      return value.length > MOST_DATASETS
        ? { error: { key: 'kernel.form.too-many', args: { max: MOST_DATASETS } } }
        : { value }
    },
  }
}

export const byNumber = form({ number: numberInPath() })

const written = {
  type: choice(reuseTypes, 'open-data.around.type.missing'),
  title: text({ max: 150, min: 3 }),
  address: webAddress(),
  text: text({ max: 3_000, min: 20, lines: true }),
  datasets: datasets(),
  showName: checkbox(),
}
export const reuseForm = form(written)

export const newQuery = form({ dataset: optional(datasetName()) })
export const filterQuery = form({
  q: optional(text({ max: 100 })),
  type: optional(choice(reuseTypes)),
  institution: optional(institutionSlug()),
  dataset: optional(datasetName()),
})
export const listQuery = form({ ...filterQuery.fields, after: optional(text({ max: 200 })) })
export const afterQuery = form({ after: optional(text({ max: 200 })) })

export const flagForm = form({ reason: choice(flagReasons, 'open-data.around.flag.missing') })
/** `seen`: when it was proposed in the form in which it was looked at. */
export const listingForm = form({ seen: moment() })
export const refusalForm = form({
  reason: choice(refusalReasons, 'open-data.around.refuse.missing'),
  // Programs of before it was asked do not say it.
  seen: optional(moment()),
})
