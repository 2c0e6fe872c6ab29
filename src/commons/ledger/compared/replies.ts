import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

const Instant = Type.String({ description: 'Instant, RFC 3339' })
const Numbers = Type.Record(Type.String(), Type.Number())

/** What is told of every difference, beside where it is and whose numbers they are. */
export const differing = { expected: Numbers, found: Numbers, foundAt: Instant, healedAt: nullable(Instant) }

/** When everything was last compared with the public log. */
export const CheckedView = nullable(
  Type.Object({ index: Type.Integer(), at: Instant, ms: Type.Integer({ description: 'How long it took' }) }),
)
