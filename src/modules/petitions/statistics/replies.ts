import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { petitionStates, thresholdNames, topics } from '../petition.ts'
import { DisagreesView, RecountedView } from '../recount/on-page.tsx'

const Day = Type.String({ description: 'Civil day, YYYY-MM-DD' })
const Count = Type.Integer()

const Petition = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: Type.Enum(['ro', 'ru', 'en']),
})
const Authority = Type.Object({ slug: Type.String(), name: Type.String() })
/** The first rows of a list, and how many there are in all. */
const FirstOf = <T extends Type.TSchema>(item: T) => Type.Object({ total: Count, items: Type.Array(item) })

export const OverdueView = Type.Object({
  petition: Petition,
  authority: Authority,
  term: Type.Enum(['registration', 'answer', 'promised-answer', 'promised-hearing']),
  kind: Type.Enum(['legal', 'promised']),
  dueOn: Day,
  daysOver: Type.Integer({ description: 'Days since the due day' }),
})

export const UnansweredView = Type.Object({
  petition: Petition,
  authority: Authority,
  threshold: Type.Enum([...thresholdNames]),
  signatures: Type.Integer({ description: 'How many signatures the threshold asks' }),
  crossedOn: Day,
  days: Type.Integer({ description: 'Days since it was reached' }),
})

export const AuthorityView = Type.Object({
  authority: Authority,
  received: Type.Integer({ description: 'Petitions before it now or before: lodged, or with a threshold reached' }),
  answered: Count,
  medianDays: nullable(Type.Number({ description: 'Median of calendar days from registration to answer' })),
  inTime: Type.Integer({ description: 'Answered on or before the due day' }),
  withTerm: Type.Integer({ description: 'Answered ones whose term was running: what inTime is part of' }),
  overdue: Type.Integer({ description: 'Petitions with a term that has run out' }),
})

export const StatisticsView = Type.Object({
  asOf: nullable(Type.String({ description: 'When the figures were made, RFC 3339; null before the first time' })),
  petitions: Type.Integer({ description: 'Published petitions' }),
  signatures: Type.Integer({ description: 'Given here; on paper are apart' }),
  byLevel: Type.Object({ email: Count, strong: Count, signed: Count }),
  recounted: RecountedView,
  disagrees: DisagreesView,
  paper: Type.Object(
    { signatures: Count, petitions: Count },
    { description: 'On paper, counted alike by two officers, and on how many petitions; part of no other number' },
  ),
  byState: Type.Array(Type.Object({ state: Type.Enum([...petitionStates]), petitions: Count })),
  byTopic: Type.Array(Type.Object({ topic: Type.Enum([...topics]), petitions: Count, signatures: Count })),
  byMonth: Type.Array(Type.Object({ month: Type.String({ description: 'YYYY-MM' }), signatures: Count })),
  byUnit: Type.Array(
    Type.Object({
      unit: Type.String(),
      iso: nullable(Type.String()),
      name: Type.String(),
      signatures: nullable(Type.Integer()),
    }),
    { description: 'At least so many, in whole steps of byUnitOf.k; null where fewer are told' },
  ),
  byUnitOf: Type.Object({ k: Count, total: Count, elsewhere: Count }),
  authorities: FirstOf(AuthorityView),
  overdue: FirstOf(OverdueView),
  unanswered: FirstOf(UnansweredView),
})
export type StatisticsView = Type.Static<typeof StatisticsView>

export const AuthorityList = Type.Object({
  asOf: nullable(Type.String({ description: 'When the figures were made, RFC 3339; null before the first time' })),
  total: Count,
  items: Type.Array(AuthorityView),
  /** Place in the list, for the query `after`. */
  next: nullable(Type.String()),
  after: nullable(Type.String()),
})
export type AuthorityList = Type.Static<typeof AuthorityList>
