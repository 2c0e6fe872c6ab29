import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { levels } from '../petition.ts'
import { caseStates, outcomes } from './case.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Day = Type.String({ description: 'Civil day, YYYY-MM-DD' })
const Instant = Type.String({ description: 'Instant, RFC 3339' })

export const Authority = Type.Object({ slug: Type.String(), name: Type.String() })

export const ClockView = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['legal', 'promised']),
  basis: Type.String({ description: 'The act and article, or who promised' }),
  verified: Type.Boolean({ description: 'Whether the value was checked against the text of the law' }),
  state: Type.Enum(['running', 'paused', 'met', 'late', 'overdue']),
  unit: Type.Enum(['days', 'workingDays']),
  total: Type.Integer({ description: 'With extensions' }),
  daysLeft: Type.Integer({ description: 'Negative when overdue or late' }),
  startsOn: Day,
  dueOn: nullable(Day),
  extensions: Type.Array(Type.Object({ days: Type.Integer(), reason: Type.String(), decidedOn: Day })),
})
export type ClockView = Type.Static<typeof ClockView>

export const FileView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
})
export type FileView = Type.Static<typeof FileView>

const HiddenFiles = Type.Integer({ description: 'How many files are masked' })

export const AnswerView = Type.Object({
  version: Type.Integer(),
  outcome: Type.Enum([...outcomes]),
  lang: Lang,
  textHtml: Type.String({ description: 'Cleaned HTML' }),
  translationLang: nullable(Lang),
  translationHtml: nullable(Type.String()),
  outgoingNumber: nullable(Type.String()),
  way: Type.Enum(['officer', 'link', 'paper']),
  correction: nullable(Type.String()),
  answeredAt: Instant,
  files: Type.Array(FileView),
  hiddenFiles: HiddenFiles,
})
export type AnswerView = Type.Static<typeof AnswerView>

export const FollowUpView = Type.Object({
  kind: Type.Enum(['follow-up', 'hearing']),
  lang: Lang,
  textHtml: Type.String(),
  happenedOn: Day,
  files: Type.Array(FileView),
  hiddenFiles: HiddenFiles,
})
export type FollowUpView = Type.Static<typeof FollowUpView>

/** What everybody may know of a case. */
export const PublicCase = Type.Object({
  authority: Authority,
  state: Type.Enum([...caseStates]),
  lodged: Type.Boolean(),
  redirectedFrom: nullable(Type.String({ description: 'Name of the authority it came from' })),
  incomingNumber: nullable(Type.String()),
  outcome: nullable(Type.Enum([...outcomes])),
  clocks: Type.Array(ClockView),
  answers: Type.Array(AnswerView, { description: 'The newest version first' }),
  followUps: Type.Array(FollowUpView),
  finishedAt: nullable(Instant),
})
export type PublicCase = Type.Static<typeof PublicCase>

const PetitionRef = Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang })

export const LodgingView = Type.Object({
  petition: Type.Object({ ...PetitionRef.properties, whyHtml: Type.String() }),
  level: Type.Enum([...levels], { description: 'How surely this session knows the person' }),
  name: Type.String(),
  addressees: Type.Array(
    Type.Object({
      authority: Authority,
      level: Type.Enum([...levels]),
      basis: nullable(Type.String()),
      enough: Type.Boolean(),
      taken: Type.Boolean(),
    }),
  ),
  signatureLaw: Type.Object({ basis: Type.String() }),
})
export type LodgingView = Type.Static<typeof LodgingView>

export const LodgingMade = Type.Object({
  petition: Type.Object({ number: Type.Integer(), slug: Type.String() }),
  authorities: Type.Array(Type.String()),
})

export const LodgingReceiptView = Type.Object({
  petition: PetitionRef,
  lodgings: Type.Array(
    Type.Object({
      level: Type.Enum([...levels]),
      lodgedAt: Instant,
      fingerprint: Type.String({
        description: 'Salted hash of the text, base64url: the `text` of the public record’s entry',
      }),
      cases: Type.Array(Type.Object({ id: Type.String(), ...PublicCase.properties })),
    }),
  ),
  answerTerm: Type.Object({
    days: Type.Integer(),
    unit: Type.Enum(['days', 'workingDays']),
    basis: Type.String(),
    verified: Type.Boolean(),
  }),
})
export type LodgingReceiptView = Type.Static<typeof LodgingReceiptView>

export const WorkItem = Type.Object({
  id: Type.String(),
  number: Type.Integer(),
  title: Type.String(),
  lang: Lang,
  authority: Authority,
  signatures: Type.Integer(),
  state: Type.Enum([...caseStates]),
  outcome: nullable(Type.Enum([...outcomes])),
  clocks: Type.Array(ClockView, { description: 'Those that run or stand, the nearest last day first' }),
  responsible: nullable(Type.String()),
})
export type WorkItem = Type.Static<typeof WorkItem>

export const WorkList = Type.Object({
  items: Type.Array(WorkItem),
  total: Type.Integer(),
  overdue: Type.Integer(),
  next: nullable(Type.String()),
  officers: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  filter: Type.Object({ state: Type.String(), responsible: nullable(Type.String()), overdue: Type.Boolean() }),
})
export type WorkList = Type.Static<typeof WorkList>

export const CaseView = Type.Object({
  id: Type.String(),
  petition: Type.Object({ ...PetitionRef.properties, whyHtml: Type.String() }),
  count: Type.Object({
    total: Type.Integer(),
    email: Type.Integer(),
    strong: Type.Integer(),
    signed: Type.Integer(),
  }),
  case: PublicCase,
  responsible: nullable(Type.String()),
  starter: nullable(
    Type.Object({
      kind: Type.Enum(['person', 'organisation']),
      name: Type.String(),
      domicile: Type.String(),
      email: Type.String(),
      phone: nullable(Type.String()),
      level: Type.Enum([...levels]),
      lodgedAt: Instant,
    }),
  ),
  defects: Type.Array(
    Type.Object({ text: Type.String(), untilOn: Day, askedAt: Instant, mended: nullable(Type.String()) }),
  ),
  may: Type.Array(
    Type.Enum([
      'register',
      'askToMend',
      'redirect',
      'extend',
      'answer',
      'leaveUnexamined',
      'correct',
      'followUp',
      'hearing',
      'finish',
    ]),
  ),
  redirectUntil: nullable(Day),
  officers: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  authorities: Type.Array(Authority),
  today: Day,
})
export type CaseView = Type.Static<typeof CaseView>

export const CaseDone = Type.Object({ case: Type.String() })

export const DefectsView = Type.Object({
  petition: PetitionRef,
  items: Type.Array(
    Type.Object({
      case: Type.String(),
      authority: Authority,
      text: Type.String(),
      untilOn: Day,
      mended: Type.Boolean(),
    }),
  ),
})
export type DefectsView = Type.Static<typeof DefectsView>

export const ReplyView = Type.Object({
  petition: Type.Object({ ...PetitionRef.properties, whyHtml: Type.String() }),
  total: Type.Integer(),
  case: PublicCase,
  until: Type.String({ description: 'The last day of the link' }),
  today: Type.String({ description: 'Civil day of the installation' }),
})
export type ReplyView = Type.Static<typeof ReplyView>

export const RecordList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Type.Integer(),
      title: Type.String(),
      lang: Lang,
      authority: Authority,
      state: Type.Enum([...caseStates]),
      clocks: Type.Array(ClockView, { description: 'Those that run or stand, the nearest last day first' }),
      lodgedAt: nullable(Instant),
    }),
  ),
})
export type RecordList = Type.Static<typeof RecordList>

export const RecordView = Type.Object({ id: Type.String(), petition: PetitionRef, authority: Authority })
export type RecordView = Type.Static<typeof RecordView>

export const FollowPageView = Type.Object({
  petition: PetitionRef,
  signedIn: Type.Boolean(),
  following: Type.Boolean(),
})
export type FollowPageView = Type.Static<typeof FollowPageView>
export const FollowDone = Type.Object({ petition: PetitionRef, by: Type.Enum(['account', 'mail']) })
export const FollowAskedView = Type.Object({ petition: PetitionRef })
