import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { petitionStates } from '../../petition.ts'
import { DocumentView } from '../draft/replies.ts'

const LangName = Type.Enum(['ro', 'ru', 'en'])

export const OrganisationView = Type.Object({ name: Type.String(), idno: Type.String(), mandate: Type.String() })

export const SupportView = Type.Object({
  token: Type.String(),
  title: Type.String(),
  lang: LangName,
  whyHtml: Type.String(),
  state: Type.Enum(petitionStates),
  takesSupport: Type.Boolean(),
  published: nullable(Type.Object({ number: Type.Integer(), slug: Type.String() })),
  addressees: Type.Array(Type.String()),
  place: Type.String(),
  starterName: nullable(Type.String()),
  organisation: nullable(OrganisationView),
  documents: Type.Array(DocumentView),
  supporters: Type.Integer(),
  needed: Type.Integer(),
  version: Type.Integer(),
  signedIn: Type.Boolean(),
  name: Type.String({ description: 'Of the account that asks; empty for nobody in particular' }),
  ownPlace: Type.String(),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
})
export type SupportView = Type.Static<typeof SupportView>

export const SupportConfirmView = Type.Object({
  title: Type.String(),
  lang: LangName,
  name: Type.String(),
  confirmed: Type.Boolean(),
})
export type SupportConfirmView = Type.Static<typeof SupportConfirmView>

export const SupportReceiptView = Type.Object({
  title: Type.String(),
  lang: LangName,
  outcome: Type.Enum(['counted', 'mailbox-full', 'withdrawn', 'older-text']),
  signed: Type.Boolean({ description: 'It is a signature now: see /signatures/{token}' }),
  published: nullable(Type.Object({ number: Type.Integer(), slug: Type.String() })),
  supportedAt: nullable(Type.String()),
  mayWithdraw: Type.Boolean(),
})
export type SupportReceiptView = Type.Static<typeof SupportReceiptView>
