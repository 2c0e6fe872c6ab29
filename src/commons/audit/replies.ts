import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

export const ActView = Type.Object({
  id: Type.String(),
  at: Type.String({ description: 'Instant, RFC 3339' }),
  by: nullable(Type.Object({ accountId: Type.String(), name: nullable(Type.String()) })),
  token: nullable(
    Type.Object(
      { id: Type.String(), name: nullable(Type.String()) },
      { description: 'Of the program that did it in their name' },
    ),
  ),
  role: Type.String({ description: "'system' when the house acted by itself" }),
  authority: nullable(Type.Object({ slug: Type.String(), name: Type.String() })),
  act: Type.String(),
  words: Type.String(),
  subject: Type.Object({
    kind: Type.String(),
    id: Type.String(),
    name: Type.String({ description: 'What it is, as far as an administrator may know' }),
    path: nullable(Type.String({ description: 'Its page, without the language' })),
  }),
  data: Type.Record(Type.String(), Type.Unknown()),
})
export type ActView = Type.Static<typeof ActView>

export const AuditTrail = Type.Object({
  items: Type.Array(ActView),
  next: nullable(Type.String()),
  acts: Type.Array(Type.Object({ act: Type.String(), words: Type.String() }), { description: 'Acts that occur' }),
  filter: Type.Object({
    who: nullable(Type.String()),
    act: nullable(Type.String()),
    subject: nullable(Type.String()),
    from: nullable(Type.String()),
    to: nullable(Type.String()),
    after: nullable(Type.String()),
  }),
})
export type AuditTrail = Type.Static<typeof AuditTrail>
