import Type from 'typebox'
import { EntryPromise } from '#commons/ledger/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { levels } from '../petition.ts'
import { Day, PetitionRef, PlaceView } from '../replies.ts'

export const ReceiptMailedView = Type.Object({
  petition: PetitionRef,
  path: Type.String({ description: 'Of the signature, without the language' }),
})
export type ReceiptMailedView = Type.Static<typeof ReceiptMailedView>

const OwnSignature = Type.Object({
  id: Type.String(),
  petition: PetitionRef,
  outcome: Type.Enum(['counted', 'held', 'withdrawn', 'replaced', 'invalidated']),
  checkedBy: nullable(Type.String({ description: 'Of one that is held: the day by which a person looks at it' })),
  level: Type.Enum([...levels]),
  name: nullable(Type.String()),
  unit: PlaceView,
  showName: Type.Boolean(),
  wantsNews: Type.Boolean(),
  confirmedOn: Day,
  mayWithdraw: Type.Boolean(),
})
export type OwnSignature = Type.Static<typeof OwnSignature>

export const OwnSignatureView = Type.Object({ ...OwnSignature.properties, entry: EntryPromise })
export type OwnSignatureView = Type.Static<typeof OwnSignatureView>

export const MySignatureView = Type.Object({
  petition: PetitionRef,
  takesSignatures: Type.Boolean(),
  signature: nullable(OwnSignatureView),
  maySign: Type.Boolean({ description: 'Not signed yet, or signed at a weaker level than this session has' }),
  level: Type.Enum([...levels], { description: 'At which a signature would count now' }),
  name: nullable(Type.String()),
  place: nullable(Type.String()),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
})
export type MySignatureView = Type.Static<typeof MySignatureView>

export const MySignaturesView = Type.Object({
  items: Type.Array(OwnSignature),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type MySignaturesView = Type.Static<typeof MySignaturesView>

export const SignatoriesView = Type.Object({
  petition: PetitionRef,
  shown: Type.Boolean({ description: 'False after the names were taken down' }),
  until: nullable(Day),
  items: Type.Array(Type.Object({ name: Type.String(), unit: PlaceView })),
  total: Type.Integer({ description: 'Signatories who chose to be shown' }),
  next: nullable(Type.String()),
})
export type SignatoriesView = Type.Static<typeof SignatoriesView>

export const OrganisationView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  idno: Type.String({ description: 'Number in the state register of legal entities' }),
  mandate: Type.String({ description: 'The decision by which it supports the petition' }),
})
export type OrganisationView = Type.Static<typeof OrganisationView>

export const OrganisationFormView = Type.Object({
  petition: PetitionRef,
  takesSignatures: Type.Boolean(),
  name: nullable(Type.String()),
  own: Type.Array(OrganisationView, { description: 'Organisations for which this person spoke' }),
})
export type OrganisationFormView = Type.Static<typeof OrganisationFormView>

export const OrganisationRemovalView = Type.Object({
  petition: PetitionRef,
  organisation: OrganisationView,
  representative: nullable(Type.String()),
})
export type OrganisationRemovalView = Type.Static<typeof OrganisationRemovalView>

export const OrganisationsToCheckView = Type.Object({
  items: Type.Array(Type.Object({ petition: PetitionRef, organisation: OrganisationView, addedOn: Day })),
  next: nullable(Type.String()),
})
export type OrganisationsToCheckView = Type.Static<typeof OrganisationsToCheckView>
