import Type from 'typebox'
import { frequencies } from './store.ts'

const Subject = {
  title: Type.String(),
  lang: Type.Enum(['ro', 'ru', 'en']),
  path: Type.String({ description: 'Without the language' }),
}

export const FollowSubjectView = Type.Object({
  kind: Type.String({ description: 'As the address has it' }),
  subject: Type.String(),
  ...Subject,
  atOnce: Type.Boolean({ description: 'Told at once, not in digests' }),
  signedIn: Type.Boolean(),
  following: Type.Boolean(),
})
export type FollowSubjectView = Type.Static<typeof FollowSubjectView>

export const FollowSubjectDone = Type.Object({
  kind: Type.String(),
  subject: Type.String(),
  by: Type.Enum(['account', 'mail']),
})

export const FollowAskedView = Type.Object(Subject)
export type FollowAskedView = Type.Static<typeof FollowAskedView>

export const FollowingView = Type.Object({
  frequency: Type.Enum(frequencies),
  kinds: Type.Array(
    Type.Object({
      kind: Type.String({ description: 'As addresses have it' }),
      label: Type.String(),
      subjects: Type.Array(
        Type.Object({
          id: Type.String({ description: 'Of the subscription' }),
          ...Subject,
          atOnce: Type.Boolean({ description: 'Told at once, not in digests' }),
        }),
      ),
    }),
  ),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
})
export type FollowingView = Type.Static<typeof FollowingView>

export const Done = Type.Object({})
export const DigestView = Type.Object({ on: Type.Boolean() })
export type DigestView = Type.Static<typeof DigestView>
