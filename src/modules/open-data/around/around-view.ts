import Type from 'typebox'
import { CitationLine } from '#commons/citations/show-citations.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { badgeNames } from './badges/badges.ts'
import { ReuseItem } from './replies.ts'

const Some = (description: string) =>
  Type.Object({ items: Type.Array(ReuseItem), total: Type.Integer() }, { description })

/** What others say about a dataset and made of it. */
export const AroundView = Type.Object({
  number: Type.Integer({ description: 'By which discussions know it' }),
  comments: Type.Integer(),
  badges: Type.Array(
    Type.Object({
      badge: Type.Enum([...badgeNames]),
      figure: nullable(Type.Integer({ description: 'Updates in time, points, reuses or questions' })),
    }),
    { description: 'What it is praised for, by rules that everybody can follow' },
  ),
  made: Some('The newest of what was made of it'),
  beside: Some('The newest files of others beside it'),
  citedIn: Type.Array(CitationLine, { description: 'Public texts of this site that link to it' }),
})
export type AroundView = Type.Static<typeof AroundView>
