import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

const Day = Type.String({ format: 'date' })

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
    given: nullable(
      Type.Object({
        takenUp: Type.Boolean(),
        text: Type.String(),
        lang: Type.Enum(['ro', 'ru', 'en']),
        on: Day,
        lateDays: Type.Integer({ description: 'Days after the term; 0 in time' }),
      }),
    ),
  }),
)
export type AnswerOnIdea = Type.Static<typeof AnswerOnIdea>
