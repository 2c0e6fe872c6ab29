import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { IdeaLink } from '../ideas/replies.ts'
import { ProcessRef } from '../process-ref.ts'
import { AnswerOnIdea } from './answer-reply.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Count = Type.Integer()
const Counts = {
  owed: Type.Integer({ description: 'Ideas with the support that is answered' }),
  waiting: Count,
  takenUp: Count,
  notTakenUp: Count,
}

export const AnsweredIdea = Type.Intersect([
  IdeaLink,
  Type.Object({
    state: Type.Enum(['to-answer', 'taken-up', 'not-taken-up']),
    supports: Count,
    place: Type.String(),
    answer: AnswerOnIdea,
    delivery: nullable(Type.String({ description: 'Address of its page as a project' })),
  }),
])
export type AnsweredIdea = Type.Static<typeof AnsweredIdea>

export const AnswerList = Type.Object({
  process: ProcessRef,
  authority: Type.String(),
  supportsNeeded: Count,
  termDays: Type.Integer({ description: 'Working days in which the authority promises an answer today' }),
  standing: Type.Enum(['coming', 'open', 'closed']),
  ...Counts,
  overdue: Type.Integer({ description: 'Waiting beyond the term' }),
  items: Type.Array(AnsweredIdea),
  next: nullable(Type.String()),
  first: Type.Boolean({ description: 'This is the first part of the list' }),
})
export type AnswerList = Type.Static<typeof AnswerList>

const Waiting = Type.Object({
  number: Count,
  title: Type.String(),
  lang: Lang,
  supports: Count,
  process: Type.String(),
  dueOn: nullable(Type.String({ format: 'date' })),
  overdueDays: Count,
  colleague: Type.Boolean({
    description:
      'Somebody else answers: the viewer gave the first answer and its author asks again, or the viewer wrote the idea',
  }),
})

export const AnswerQueue = Type.Object({
  items: Type.Array(Waiting),
  own: Type.Integer({ description: 'Of these, what waits for the viewer' }),
  overdue: Type.Integer({ description: 'Of what waits for the viewer, beyond the term' }),
  colleagues: Type.Integer({ description: 'What waits for a colleague of the viewer' }),
})
export type AnswerQueue = Type.Static<typeof AnswerQueue>

export const AnsweringView = Type.Object({
  process: ProcessRef,
  supportsNeeded: Count,
  mayChange: Type.Boolean({ description: 'Ideas are not gathered yet' }),
  begun: Type.Boolean({ description: 'Answers are given' }),
  ...Counts,
  items: Type.Array(Waiting),
})
export type AnsweringView = Type.Static<typeof AnsweringView>

export const AnswerDeskView = Type.Object({
  idea: IdeaLink,
  html: Type.String({ description: 'As it was written, also where it is hidden' }),
  supports: Count,
  costGuess: nullable(Type.Integer({ description: 'What its author thinks that it costs; minor units' })),
  currency: Type.String(),
  process: ProcessRef,
  answer: AnswerOnIdea,
  may: Type.Boolean({ description: 'It waits, and the viewer may answer' }),
  over: Type.Boolean({ description: 'The process has ended: nothing is taken up any more' }),
  own: Type.Boolean({ description: 'The viewer proposed it' }),
  declined: Type.Boolean({ description: 'The viewer gave the first answer, and its author asks somebody else' }),
})
export type AnswerDeskView = Type.Static<typeof AnswerDeskView>

export const AskingAgainView = Type.Object({
  idea: IdeaLink,
  process: ProcessRef,
  answer: AnswerOnIdea,
  over: Type.Boolean({ description: 'The process has ended: nothing is taken up any more' }),
  elsewhere: Type.Array(ProcessRef, {
    description: 'After that end: processes that gather ideas now where this one can be proposed again',
  }),
  place: Type.String({ description: 'Key of the place of the idea' }),
})
export type AskingAgainView = Type.Static<typeof AskingAgainView>

export const AnswerRef = Type.Object({ number: Type.Integer() })
