import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { petitionStates, thresholdNames, topics } from '../petition.ts'
import { DisagreesView, RecountedView } from '../recount/on-page.tsx'
import { sorts, standings } from './filters.ts'

const Lang = Type.Enum([...langs])
const Day = Type.String({ description: 'Civil day, YYYY-MM-DD, in the time zone of the installation' })
const Instant = Type.String({ description: 'Instant, RFC 3339' })
const Next = nullable(Type.Object({ name: Type.Enum([...thresholdNames]), signatures: Type.Integer() }))

export const PetitionListItem = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: Lang,
  state: Type.Enum([...petitionStates]),
  standings: Type.Array(Type.Enum([...standings]), { description: 'In a citizen’s words, the most telling first' }),
  topic: Type.Enum([...topics]),
  place: Type.Object({ key: Type.String(), name: Type.String() }),
  addressees: Type.Array(Type.String()),
  publishedAt: nullable(Instant),
  listedAt: Instant,
  closesOn: nullable(Day),
  answerDueOn: nullable(Day),
  total: Type.Integer(),
  recounted: RecountedView,
  disagrees: DisagreesView,
  week: Type.Integer({ description: 'Signatures of the last seven days' }),
  next: Next,
})
export type PetitionListItem = Type.Static<typeof PetitionListItem>

export const PetitionList = Type.Object({
  items: Type.Array(PetitionListItem),
  total: Type.Integer(),
  more: Type.Boolean({ description: 'There are more than `total`, which is as far as was counted' }),
  next: nullable(Type.String({ description: 'Goes into `after`' })),
  first: Type.Boolean({ description: 'Nothing comes before these' }),
  query: Type.Object({
    q: nullable(Type.String()),
    place: nullable(Type.String()),
    authority: nullable(Type.String()),
    topic: nullable(Type.Enum([...topics])),
    state: nullable(Type.Enum([...standings])),
    lang: nullable(Lang),
    sort: Type.Enum([...sorts]),
  }),
  mended: Type.Array(Type.String(), { description: 'Words that were taken for misspelled ones' }),
  leftOut: Type.Integer({ description: 'Words of a long query that were not looked for' }),
  choices: Type.Object({
    places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
    placeSearch: nullable(Type.String()),
    authorities: Type.Array(Type.Object({ slug: Type.String(), name: Type.String() })),
  }),
})
export type PetitionList = Type.Static<typeof PetitionList>

/** What is shown of a petition outside its page: poster, embedded page, pictures. */
export const PetitionGlance = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: Lang,
  ask: Type.String({ description: 'The beginning of the text, without marks' }),
  place: Type.String(),
  addressees: Type.Array(Type.String()),
  takesSignatures: Type.Boolean(),
  closesOn: nullable(Day),
  total: Type.Integer(),
  recounted: RecountedView,
  disagrees: DisagreesView,
  next: nullable(
    Type.Object({ name: Type.Enum([...thresholdNames]), signatures: Type.Integer(), counted: Type.Integer() }),
  ),
  address: Type.String({ description: 'Short address of the page' }),
})
export type PetitionGlance = Type.Static<typeof PetitionGlance>
