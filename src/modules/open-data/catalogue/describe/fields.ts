import { email } from '#commons/people/email-field.ts'
import { placeKey } from '#commons/places/field.ts'
import { choice, day, type FormValue, form, list, optional, text } from '#kernel/forms/fields.ts'
import { id, idInPath } from '#kernel/forms/path-fields.ts'
import { accessRights, type Description } from '../../dataset.ts'
import { publicWords } from '../../recall/public-words.ts'
import { datasetName, keywords, langOfWords, webAddress } from '../fields.ts'
import { fileTypes } from '../vocabularies/file-types.ts'
import { frequencies } from '../vocabularies/frequencies.ts'
import { highValueCategories } from '../vocabularies/high-value.ts'
import { licences, NOT_SPECIFIED } from '../vocabularies/licences.ts'
import { inThemeOrder, themes } from '../vocabularies/themes.ts'

export const byFile = form({ dataset: datasetName(), distribution: idInPath() })

/** Everybody reads it, and so they do the address that is made of it. */
export const title = () => publicWords(text({ max: 200, min: 3 }))
const longText = () => optional(text({ max: 5_000, lines: true }))

const described = {
  titleRo: title(),
  titleRu: optional(title()),
  titleEn: optional(title()),
  descriptionRo: longText(),
  descriptionRu: longText(),
  descriptionEn: longText(),
  keywordsRo: keywords(),
  keywordsRu: keywords(),
  keywordsEn: keywords(),
  themes: list(choice(themes), { max: themes.length }),
  licence: optional(choice(licences)),
  frequency: optional(choice(frequencies)),
  accessRights: optional(choice(accessRights)),
  contactName: optional(text({ max: 200, min: 2 })),
  contactEmail: optional(email()),
  contactUrl: optional(webAddress()),
  place: optional(placeKey()),
  coversFrom: optional(day()),
  coversTo: optional(day()),
  highValue: optional(choice(highValueCategories)),
}
type DescriptionForm = FormValue<typeof described>

function inOrder({ coversFrom, coversTo }: Pick<DescriptionForm, 'coversFrom' | 'coversTo'>) {
  const turned = coversFrom !== null && coversTo !== null && coversTo < coversFrom
  return turned ? [{ field: 'coversTo', text: { key: 'open-data.catalogue.describe.period.turned' } as const }] : []
}

export const descriptionForm = form(described, inOrder)
export const newForm = form({ organisation: optional(id()), name: optional(datasetName()), ...described }, inOrder)
export type NewForm = FormValue<(typeof newForm)['fields']>

/** What the form says, without what was left empty. */
export function descriptionOf(said: DescriptionForm): Description {
  return {
    title: { ro: said.titleRo, ...inLangs({ ru: said.titleRu, en: said.titleEn }) },
    description: inLangs({ ro: said.descriptionRo, ru: said.descriptionRu, en: said.descriptionEn }),
    keywords: inLangs({ ro: said.keywordsRo, ru: said.keywordsRu, en: said.keywordsEn }),
    themes: inThemeOrder(said.themes),
    licence: said.licence ?? NOT_SPECIFIED,
    frequency: said.frequency ?? 'UNKNOWN',
    accessRights: said.accessRights ?? 'PUBLIC',
    contactName: said.contactName,
    contactEmail: said.contactEmail,
    contactUrl: said.contactUrl,
    placeKey: said.place,
    coversFrom: said.coversFrom,
    coversTo: said.coversTo,
    highValue: said.highValue,
  }
}

function inLangs<T extends string | string[]>(texts: Record<string, T | null>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, T] => entry[1] !== null && entry[1].length > 0),
  )
}

export const fileForm = form({
  titleRo: title(),
  titleRu: optional(title()),
  titleEn: optional(title()),
  descriptionRo: optional(text({ max: 1_000, lines: true })),
  descriptionRu: optional(text({ max: 1_000, lines: true })),
  descriptionEn: optional(text({ max: 1_000, lines: true })),
  url: optional(webAddress()),
  format: optional(choice(fileTypes)),
  licence: optional(choice(licences)),
})

export function fileOf(said: FormValue<(typeof fileForm)['fields']>) {
  return {
    title: { ro: said.titleRo, ...inLangs({ ru: said.titleRu, en: said.titleEn }) },
    description: inLangs({ ro: said.descriptionRo, ru: said.descriptionRu, en: said.descriptionEn }),
    url: said.url,
    format: said.format,
    licence: said.licence,
  }
}

export const placeForm = form({ to: choice(['up', 'down']) })

const whyWithoutData = {
  withoutData: optional(publicWords(text({ max: 500, min: 10, lines: true }))),
  lang: langOfWords(),
}
export const publicationForm = form({ on: optional(day()), ...whyWithoutData })
export const republicationForm = form(whyWithoutData)
export const reasonForm = form({ reason: text({ max: 1_000, min: 10, lines: true }), lang: langOfWords() })
