import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { LangOfWords } from '../catalogue/find/replies.ts'
import { refusalGrounds, requestKinds, requestOutcomes, requestStates } from './request.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const At = Type.String({ format: 'date-time' })
const Day = Type.String({ format: 'date' })
const Institution = Type.Object({ slug: Type.String(), name: Type.String() })
const File = Type.Object({ id: Type.String(), name: Type.String(), size: Type.Integer() })

export const TermView = Type.Object({
  kind: Type.Enum(['legal', 'promised']),
  basis: Type.String({ description: 'Act and article, or who promised' }),
  verified: Type.Boolean({ description: 'Somebody has checked the term against the act' }),
  state: Type.Enum(['running', 'paused', 'met', 'late', 'overdue']),
  total: Type.Integer({ description: 'Days with all extensions' }),
  daysLeft: Type.Integer({ description: 'Negative when the last day has passed' }),
  dueOn: nullable(Day),
  extensions: Type.Array(
    Type.Object({ days: Type.Integer(), reason: Type.String(), lang: LangOfWords, decidedOn: Day }),
  ),
})
export type TermView = Type.Static<typeof TermView>

export const RequestItem = Type.Object({
  number: Type.Integer(),
  kind: Type.Enum([...requestKinds]),
  state: Type.Enum([...requestStates]),
  outcome: nullable(Type.Enum([...requestOutcomes])),
  institution: Institution,
  sentAt: At,
  term: nullable(TermView),
})
export type RequestItem = Type.Static<typeof RequestItem>

export const RequestView = Type.Object({
  ...RequestItem.properties,
  wish: nullable(Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang })),
  data: nullable(
    Type.Object({
      name: Type.String(),
      postalAddress: Type.String(),
      email: Type.String(),
      description: Type.String(),
    }),
  ),
  lang: Lang,
  level: Type.Enum(['email', 'strong', 'signed']),
  mayPublish: Type.Boolean(),
  incomingNumber: nullable(Type.String()),
  registeredAt: nullable(At),
  answer: nullable(
    Type.Object({
      outcome: Type.Enum([...requestOutcomes]),
      lang: Lang,
      text: nullable(Type.String({ description: 'HTML; null once it was erased' })),
      ground: nullable(Type.Enum([...refusalGrounds])),
      groundText: nullable(Type.String({ description: 'Act and article' })),
      outgoingNumber: nullable(Type.String()),
      answeredAt: At,
      files: Type.Array(File),
    }),
  ),
  published: Type.Boolean({ description: 'The outcome is public' }),
})
export type RequestView = Type.Static<typeof RequestView>

export const OwnRequestView = Type.Object({ ...RequestView.properties, mayWithdraw: Type.Boolean() })
export type OwnRequestView = Type.Static<typeof OwnRequestView>

export const acts = ['register', 'answer', 'extend', 'publish', 'take-back'] as const
export const DeskRequestView = Type.Object({
  ...RequestView.properties,
  may: Type.Array(Type.Enum([...acts])),
  extendDays: Type.Integer({ description: 'By which the law’s term may be extended once' }),
  publication: nullable(
    Type.Object({
      lang: Lang,
      title: Type.String(),
      question: Type.String(),
      answer: Type.String(),
      withFiles: Type.Boolean(),
    }),
  ),
  answerText: nullable(Type.String({ description: 'As it was written' })),
})
export type DeskRequestView = Type.Static<typeof DeskRequestView>

export const RequestList = Type.Object({
  items: Type.Array(RequestItem),
  state: nullable(Type.Enum([...requestStates])),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type RequestList = Type.Static<typeof RequestList>

export const NewRequestView = Type.Object({
  kind: nullable(Type.Enum([...requestKinds])),
  institution: nullable(Type.String()),
  institutions: Type.Array(Institution),
  name: nullable(Type.String({ description: 'Of the account' })),
  email: nullable(Type.String({ description: 'Where the answer is announced' })),
  wish: nullable(
    Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang, text: Type.String() }),
  ),
  law: Type.Object({
    days: Type.Integer(),
    extendDays: Type.Integer(),
    basis: Type.String(),
    verified: Type.Boolean(),
    freePages: Type.Integer(),
    freeBasis: Type.String(),
    fields: Type.String({ description: 'Act and article that say what a request holds' }),
  }),
})
export type NewRequestView = Type.Static<typeof NewRequestView>

const Published = {
  number: Type.Integer(),
  kind: Type.Enum([...requestKinds]),
  institution: Institution,
  outcome: Type.Enum([...requestOutcomes]),
  title: Type.String(),
  lang: Lang,
  answeredOn: Day,
  days: Type.Integer({ description: 'From sending to answer' }),
}
export const PublishedList = Type.Object({
  items: Type.Array(Type.Object(Published)),
  institution: nullable(Institution),
  late: nullable(
    Type.Integer({
      description: 'At least so many people wait for an answer whose term has passed; null where they are few',
    }),
  ),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type PublishedList = Type.Static<typeof PublishedList>

export const PublishedView = Type.Object({
  ...Published,
  withdrawn: nullable(
    Type.Object({
      at: At,
      reason: Type.String({ description: 'Why the institution took it back: its words are gone' }),
      lang: LangOfWords,
    }),
  ),
  question: Type.String(),
  answer: Type.String({ description: 'HTML' }),
  ground: nullable(Type.Enum([...refusalGrounds])),
  groundText: nullable(Type.String()),
  files: Type.Array(File),
})
export type PublishedView = Type.Static<typeof PublishedView>

export const RequestRef = Type.Object({ number: Type.Integer() })
