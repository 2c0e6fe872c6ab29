import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

const Instant = Type.String({ format: 'date-time' })

export const OwnDataDesk = Type.Object({
  items: Type.Array(
    Type.Object({
      name: Type.String({ description: 'As a room declares it' }),
      title: Type.String(),
      dataset: nullable(
        Type.String({ description: 'Its name in the catalogue; null until there is something to publish' }),
      ),
      state: Type.Enum(['not-made', 'empty', 'reading', 'published', 'withdrawn', 'refused']),
      version: nullable(Type.Integer()),
      rows: nullable(Type.Integer()),
      madeAt: nullable(Instant),
      refusal: nullable(Type.String({ description: 'Why the newest version was not made or not published' })),
    }),
  ),
  asked: Type.Boolean({ description: 'Whether all of it is about to be made anew' }),
})
export type OwnDataDesk = Type.Static<typeof OwnDataDesk>

export const OwnDataAsked = Type.Object({})
