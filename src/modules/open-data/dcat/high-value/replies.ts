import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { InstitutionRef, SaidView } from '../../catalogue/find/replies.ts'
import { highValueAsks } from './lacks-of.ts'

export const HighValueView = Type.Object({
  items: Type.Array(
    Type.Object({
      name: Type.String(),
      title: SaidView,
      institution: InstitutionRef,
      category: Type.String({ description: 'Of Implementing Regulation (EU) 2023/138, in words' }),
      lacks: Type.Array(Type.Enum([...highValueAsks]), { description: 'What the regulation asks and is not there' }),
    }),
  ),
  total: Type.Integer(),
  page: Type.Integer(),
  next: nullable(Type.Integer({ description: 'Goes into `page`' })),
})
export type HighValueView = Type.Static<typeof HighValueView>
