import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { authorityKinds } from './authorities.ts'

const Kind = Type.Enum([...authorityKinds])

export const AuthorityListItem = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: Kind,
  place: Type.Object({ key: Type.String(), name: Type.String() }),
  email: nullable(Type.String()),
  endedAt: nullable(Type.String({ description: 'Since when it answers no more; instant, RFC 3339' })),
})
export type AuthorityListItem = Type.Static<typeof AuthorityListItem>

export const AuthorityList = Type.Object({
  items: Type.Array(AuthorityListItem),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type AuthorityList = Type.Static<typeof AuthorityList>

export const AuthorityView = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: Kind,
  place: Type.Array(Type.Object({ key: Type.String(), name: Type.String() }), {
    description: 'From the country down to the place',
  }),
  email: nullable(Type.String()),
  endedAt: nullable(Type.String()),
  demo: Type.Boolean(),
  promises: Type.Array(
    Type.Object({
      key: Type.String(),
      title: Type.String(),
      value: Type.Unknown(),
      words: Type.String(),
      own: Type.Boolean({ description: 'Set by this authority; else the rule of the house or of the law' }),
      from: nullable(Type.String()),
      reason: nullable(Type.String()),
      law: nullable(Type.String({ description: 'Act and article' })),
    }),
  ),
})
export type AuthorityView = Type.Static<typeof AuthorityView>

const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

export const NewAuthorityView = Type.Object({ places: Type.Array(PlaceOption) })
export type NewAuthorityView = Type.Static<typeof NewAuthorityView>

export const AuthorityDeskView = Type.Object({
  slug: Type.String(),
  kind: Kind,
  names: Type.Object({ ro: Type.String(), ru: nullable(Type.String()), en: nullable(Type.String()) }),
  placeKey: Type.String(),
  email: nullable(Type.String()),
  endedAt: nullable(Type.String()),
  places: Type.Array(PlaceOption),
})
export type AuthorityDeskView = Type.Static<typeof AuthorityDeskView>

export const AuthorityChanged = Type.Object({ slug: Type.String() })
