import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

const Day = Type.String({ format: 'date' })
const Lang = Type.Enum(['ro', 'ru', 'en'])

const Given = Type.Object({
  takenUp: Type.Boolean(),
  text: Type.String(),
  lang: Lang,
  translation: nullable(
    Type.Object({ text: Type.String(), lang: Lang }, { description: 'By the authority; the text counts' }),
  ),
  on: Day,
  lateDays: Type.Integer({ description: 'Days after the term; 0 in time' }),
})
export type Given = Type.Static<typeof Given>

/** The answer that an authority owes or gave. */
export const AnswerOnIdea = nullable(
  Type.Object({
    authority: Type.Object({ slug: Type.String(), name: Type.String() }),
    due: nullable(
      Type.Object({
        dueOn: Day,
        daysLeft: Type.Integer({ description: 'Negative when the term has passed' }),
        total: Type.Integer({ description: 'Days of the term' }),
      }),
    ),
    given: nullable(Given),
    asked: nullable(
      Type.Object(
        {
          text: nullable(Type.String({ description: 'Null where it was erased, or is hidden with the idea' })),
          lang: nullable(Lang),
          on: Day,
          earlier: Given,
        },
        { description: 'Its author asked that somebody else looks again, after this answer' },
      ),
    ),
    askUntil: nullable(Type.String({ format: 'date', description: 'Until when its author can ask that, once' })),
  }),
)
export type AnswerOnIdea = Type.Static<typeof AnswerOnIdea>
