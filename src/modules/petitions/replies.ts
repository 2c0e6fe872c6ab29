import Type from 'typebox'
import { CitationLine } from '#commons/citations/show-citations.ts'
import { EntryPromise } from '#commons/ledger/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { AnsweringView } from './answering/on-page.tsx'
import { ModerationView } from './moderation/on-page.tsx'
import { PaperView } from './paper/on-page.tsx'
import { levels, petitionStates, thresholdNames, topics } from './petition.ts'
import { DisagreesView, RecountedView } from './recount/on-page.tsx'
import { SigningView } from './signing/on-page.tsx'
import { StartView } from './start/on-page.tsx'

const Lang = Type.Enum(['ro', 'ru', 'en'])
export const Day = Type.String({ description: 'Civil day, YYYY-MM-DD, in the time zone of the installation' })
const Instant = Type.String({ description: 'Instant, RFC 3339' })

export const PlaceView = Type.Object({ key: Type.String(), name: Type.String() })

export const CountView = Type.Object({
  total: Type.Integer(),
  email: Type.Integer({ description: 'Confirmed from a mailbox' }),
  strong: Type.Integer({ description: 'Confirmed with an electronic identity' }),
  signed: Type.Integer({ description: 'With a qualified electronic signature' }),
  behind: nullable(Type.Object({ since: Instant })),
  recounted: RecountedView,
  disagrees: DisagreesView,
})

export const ThresholdView = Type.Object({
  authority: Type.Object(
    { slug: Type.String(), name: Type.String() },
    { description: 'Who promised it, on the day on which the petition was sent in' },
  ),
  name: Type.Enum([...thresholdNames]),
  signatures: Type.Integer(),
  level: Type.Enum([...levels]),
  crossedAt: nullable(Instant),
  counted: Type.Integer({ description: 'Signatures that count towards it, those on paper among them' }),
  paper: Type.Integer({ description: 'On paper; 0 where the authority does not count these' }),
})

export type ThresholdView = Type.Static<typeof ThresholdView>

export const PetitionView = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: Lang,
  state: Type.Enum([...petitionStates]),
  takesSignatures: Type.Boolean(),
  topic: Type.Enum([...topics]),
  whyHtml: Type.String({ description: 'Cleaned HTML' }),
  place: Type.Array(PlaceView, { description: 'From the country down to the place' }),
  addressees: Type.Array(Type.Object({ slug: Type.String(), name: Type.String() })),
  starterName: nullable(Type.String()),
  publishedAt: nullable(Instant),
  closesOn: nullable(Day),
  count: CountView,
  thresholds: Type.Array(ThresholdView),
  byDay: Type.Array(Type.Object({ day: Day, signatures: Type.Integer() })),
  byUnit: Type.Array(
    Type.Object({
      unit: Type.String(),
      iso: nullable(Type.String()),
      name: Type.String(),
      signatures: nullable(Type.Integer()),
    }),
    { description: 'Every first-level unit: at least so many signatures; null where too few to be told, or none' },
  ),
  byUnitOf: Type.Object(
    {
      k: Type.Integer({ description: 'Numbers of units are told in whole steps of this' }),
      total: Type.Integer({ description: 'Signatures when the numbers of units were last told' }),
      elsewhere: Type.Integer({ description: 'Of these, signatures of which the unit is not told' }),
    },
    { description: 'What byUnit is part of: docs/decisions/0002-small-numbers.md' },
  ),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() }), {
    description: 'Places around it, then one without a key for all others; empty when no signatures are taken',
  }),
  events: Type.Array(
    Type.Object({
      kind: Type.String(),
      at: Instant,
      data: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
  ),
  start: StartView,
  signing: SigningView,
  moderation: ModerationView,
  answering: AnsweringView,
  paper: PaperView,
  cites: Type.Array(CitationLine, { description: 'Datasets to which the text links' }),
})
export type PetitionView = Type.Static<typeof PetitionView>

export const SignPageView = Type.Object({
  petition: Type.Object({
    number: Type.Integer(),
    slug: Type.String(),
    title: Type.String(),
    lang: Lang,
    takesSignatures: Type.Boolean(),
  }),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
})
export type SignPageView = Type.Static<typeof SignPageView>

export const PetitionRef = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: Lang,
})

export const SignatureRequested = Type.Object({
  petition: Type.Object({ number: Type.Integer(), slug: Type.String() }),
})

export const CheckMailView = Type.Object({ petition: PetitionRef, days: Type.Integer() })
export type CheckMailView = Type.Static<typeof CheckMailView>

export const ConfirmView = Type.Object({ petition: PetitionRef, name: Type.String(), confirmed: Type.Boolean() })
export type ConfirmView = Type.Static<typeof ConfirmView>

export const ReceiptView = Type.Object({
  petition: PetitionRef,
  outcome: Type.Enum(['counted', 'held', 'mailbox-full', 'withdrawn', 'replaced', 'invalidated']),
  checkedBy: nullable(Type.String({ description: 'Of one that is held: the day by which a person looks at it' })),
  level: nullable(Type.Enum([...levels])),
  confirmedOn: nullable(Day),
  signedBefore: Type.Boolean({
    description: 'Confirmed a second time: it was there since confirmedOn, and counts once',
  }),
  mayWithdraw: Type.Boolean(),
  entry: nullable(EntryPromise),
})
export type ReceiptView = Type.Static<typeof ReceiptView>
