import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])

/** An appeal against the hiding of an idea or a need, as replies tell it. */
export const HidingAppeal = Type.Object({
  text: nullable(Type.String({ description: 'Null where its author had it erased' })),
  lang: nullable(Lang),
  at: Type.String(),
  decision: nullable(Type.Enum(['upheld', 'lifted'])),
  answer: nullable(Type.String()),
  answerLang: nullable(Lang),
})
export type HidingAppeal = Type.Static<typeof HidingAppeal>

/** One that nobody has decided, in a list of a moderator's. */
export const WaitingAppeal = Type.Object({
  number: Type.Integer(),
  anothers: Type.Boolean({ description: 'The viewer hid it or wrote it: another moderator decides' }),
})
export type WaitingAppeal = Type.Static<typeof WaitingAppeal>
