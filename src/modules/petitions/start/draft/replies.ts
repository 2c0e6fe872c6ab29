import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { topics } from '../../petition.ts'
import { steps } from './answers.ts'
import { authorityKinds } from './authorities.ts'

const LangName = Type.Enum(['ro', 'ru', 'en'])

export const DocumentView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer({ description: 'Bytes' }),
  width: nullable(Type.Integer()),
  height: nullable(Type.Integer()),
  description: Type.String({ description: 'What it shows, for those who cannot see it' }),
  path: Type.String({ description: 'Without language' }),
})
export type DocumentView = Type.Static<typeof DocumentView>

export const AuthorityOption = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: Type.Enum([...authorityKinds]),
  place: Type.String(),
})

export const SimilarView = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: LangName,
  place: Type.String(),
  closesOn: nullable(Type.String()),
  total: Type.Integer(),
})
export type SimilarView = Type.Static<typeof SimilarView>

export const DraftView = Type.Object({
  id: Type.String(),
  version: Type.Integer({ description: 'Send it with the next answer: what another window saved is not overwritten' }),
  savedAt: Type.String(),
  sentAs: nullable(Type.Integer({ description: 'Number of the petition that it became' })),
  step: Type.Enum([...steps, 'check']),
  next: Type.Enum([...steps, 'check'], { description: 'First question without an answer' }),
  answers: Type.Record(Type.String(), Type.String()),
  similar: Type.Array(SimilarView),
  authorities: Type.Array(AuthorityOption),
  promises: Type.Array(
    Type.Object({
      authority: Type.String(),
      answer: Type.Integer({ description: 'Signatures for which it promises an answer' }),
      hearing: Type.Integer({ description: 'Signatures for which it promises a hearing' }),
    }),
    { description: 'Of the authorities chosen, where the answers are checked' },
  ),
  search: nullable(Type.String()),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
  topics: Type.Array(Type.Enum([...topics])),
  documents: Type.Array(DocumentView),
  whyHtml: Type.String(),
})
export type DraftView = Type.Static<typeof DraftView>

export const DraftSaved = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  next: Type.Enum([...steps, 'check']),
  left: Type.Boolean(),
})
export type DraftSaved = Type.Static<typeof DraftSaved>
