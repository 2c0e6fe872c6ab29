import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { badgeNames } from '../../around/badges/badges.ts'
import { facets } from './facets.ts'
import { sorts } from './filters.ts'

const Lang = Type.Enum([...langs])

/** A text with the language that it is in: the reader's, where it was written in that. */
export const SaidView = Type.Object({ text: Type.String(), lang: Lang })

/** Of a reason that an official wrote. */
export const LangOfWords = nullable(Type.Enum([...langs], { description: 'Null where nobody said in which it is' }))

export const InstitutionRef = Type.Object({ slug: Type.String(), name: Type.String() })

export const DatasetListItem = Type.Object({
  name: Type.String({ description: 'Stands in the address of its page' }),
  title: SaidView,
  summary: nullable(SaidView),
  institution: InstitutionRef,
  formats: Type.Array(Type.String(), { description: 'In words' }),
  updatedAt: Type.String({ description: 'When its newest data came, or else its description; instant, RFC 3339' }),
  late: Type.Boolean({ description: 'New data was promised and did not come' }),
  highValue: Type.Boolean({ description: 'Of a category of Implementing Regulation (EU) 2023/138' }),
  badges: Type.Array(Type.Enum([...badgeNames]), {
    description: 'What it is praised for, by rules; looked at every five minutes',
  }),
})
export type DatasetListItem = Type.Static<typeof DatasetListItem>

export const DatasetList = Type.Object({
  items: Type.Array(DatasetListItem),
  total: Type.Integer(),
  next: nullable(Type.Integer({ description: 'Goes into `page`' })),
  query: Type.Object({
    q: nullable(Type.String()),
    institution: nullable(Type.String()),
    theme: nullable(Type.String()),
    format: nullable(Type.String()),
    licence: nullable(Type.String()),
    keyword: nullable(Type.String()),
    frequency: nullable(Type.String()),
    highValue: nullable(Type.String()),
    series: nullable(Type.String()),
    badge: nullable(Type.String()),
    sort: Type.Enum([...sorts], {
      description:
        'newest: what institutions changed last first, the datasets that the platform makes of itself each day behind them',
    }),
    page: Type.Integer(),
  }),
  mended: Type.Array(Type.String(), { description: 'Words that were taken for misspelt ones' }),
  facets: Type.Array(
    Type.Object({
      facet: Type.Enum([...facets]),
      values: Type.Array(Type.Object({ value: Type.String(), label: Type.String(), count: Type.Integer() }), {
        description: 'Most frequent first; of a facet that is on, as if it were not',
      }),
    }),
  ),
})
export type DatasetList = Type.Static<typeof DatasetList>
