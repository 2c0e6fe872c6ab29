import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { petitionStates } from '../../petition.ts'
import { AuthorityOption, DocumentView } from '../draft/replies.ts'

const LangName = Type.Enum(['ro', 'ru', 'en'])

export const MineView = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: LangName,
  why: Type.String({ description: 'Markdown' }),
  version: Type.Integer(),
  state: Type.Enum(petitionStates),
  supporters: Type.Integer(),
  needed: Type.Integer(),
  supportUrl: nullable(Type.String({ description: 'The private link; for people whom the starter gives it' })),
  supportUntil: nullable(Type.String()),
  advice: nullable(
    Type.Object(
      {
        reason: nullable(Type.String()),
        text: Type.String(),
        at: Type.String(),
        until: Type.String({ description: 'The last day to send it again' }),
      },
      { description: 'What the moderator wants changed' },
    ),
  ),
  mayAppeal: Type.Boolean(),
  mayLodge: Type.Boolean({ description: 'Published, and an addressee has not been reached yet' }),
  mayMend: Type.Boolean({ description: 'An authority waits for what it asked to mend' }),
  lodged: Type.Boolean({ description: 'Lodged with an authority: there is a receipt' }),
  mayClarify: Type.Boolean(),
  mayClose: Type.Boolean(),
  mayAbandon: Type.Boolean(),
  publishedAt: nullable(Type.String()),
  closesOn: nullable(Type.String()),
  total: Type.Integer(),
  byDay: Type.Array(Type.Object({ day: Type.String(), requested: Type.Integer(), confirmed: Type.Integer() })),
  clarifications: Type.Array(Type.Object({ on: Type.String(), html: Type.String() })),
  documents: Type.Array(DocumentView),
  addressees: Type.Array(Type.String(), { description: 'Whom it asks, as codes' }),
  authorities: Type.Array(AuthorityOption, { description: 'That can be asked instead; of a returned petition only' }),
})
export type MineView = Type.Static<typeof MineView>

export const OwnList = Type.Object({
  drafts: Type.Array(
    Type.Object({ id: Type.String(), title: Type.String(), savedAt: Type.String(), next: Type.String() }),
  ),
  mayBegin: Type.Boolean(),
  draftDays: Type.Integer({ description: 'A draft that nobody touches is deleted after so many days' }),
  petitions: Type.Array(
    Type.Object({
      number: Type.Integer(),
      title: Type.String(),
      lang: LangName,
      state: Type.Enum(petitionStates),
      createdAt: Type.String(),
      total: Type.Integer(),
      supporters: Type.Integer(),
      needed: Type.Integer(),
    }),
  ),
})
export type OwnList = Type.Static<typeof OwnList>
