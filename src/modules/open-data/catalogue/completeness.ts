import type { Description } from '../dataset.ts'
import { NOT_SPECIFIED } from './vocabularies/licences.ts'

/** What a whole description says, in the order of the form. */
export const describedFields = [
  'titleRu',
  'titleEn',
  'description',
  'keywords',
  'themes',
  'licence',
  'frequency',
  'contact',
  'place',
  'period',
] as const
export type DescribedField = (typeof describedFields)[number]

export type Describing = Pick<
  Description,
  | 'title'
  | 'description'
  | 'keywords'
  | 'themes'
  | 'licence'
  | 'frequency'
  | 'contactEmail'
  | 'contactUrl'
  | 'placeKey'
  | 'coversFrom'
  | 'coversTo'
>

/** What the description does not say yet. */
export function missingFields(dataset: Describing): DescribedField[] {
  return describedFields.filter((field) => !isDescribed[field](dataset))
}

const isDescribed: Record<DescribedField, (dataset: Describing) => boolean> = {
  titleRu: ({ title }) => Boolean(title.ru),
  titleEn: ({ title }) => Boolean(title.en),
  description: ({ description }) => Object.values(description).some(Boolean),
  keywords: ({ keywords }) => Object.values(keywords).some((words) => words.length > 0),
  themes: ({ themes }) => themes.length > 0,
  licence: ({ licence }) => licence !== NOT_SPECIFIED,
  frequency: ({ frequency }) => frequency !== 'UNKNOWN',
  contact: ({ contactEmail, contactUrl }) => Boolean(contactEmail || contactUrl),
  place: ({ placeKey }) => placeKey !== null,
  period: ({ coversFrom, coversTo }) => coversFrom !== null || coversTo !== null,
}
