import Type from 'typebox'
import { langs } from '#kernel/i18n/lang.ts'

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Lang = Type.Enum([...langs])

export const AccountView = Type.Object({
  address: Type.String(),
  name: orNull(Type.String()),
  lang: Lang,
  place: orNull(Type.Object({ key: Type.String(), name: Type.String() })),
  level: Type.Enum(['email', 'strong', 'signed']),
  identified: Type.Boolean(),
  since: Type.String(),
  roles: Type.Array(Type.String()),
})
export type AccountView = Type.Static<typeof AccountView>

export const ProfileView = Type.Object({
  name: orNull(Type.String()),
  lang: Lang,
  place: orNull(Type.String()),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
})
export type ProfileView = Type.Static<typeof ProfileView>

export const SessionsView = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      /** Browser and system; '' when unknown. */
      device: Type.String(),
      /** The session that asks. */
      here: Type.Boolean(),
      createdAt: Type.String(),
      seenAt: Type.String(),
    }),
  ),
})
export type SessionsView = Type.Static<typeof SessionsView>
