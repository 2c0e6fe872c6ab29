import Type from 'typebox'
import { InvalidInput, Refusal } from '#kernel/errors.ts'
import { say, type Translate } from '#kernel/i18n/translator.ts'

/** RFC 9457. `code` is stable; titles are in the language asked for. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String({ description: 'What there is to know beside the title' })),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), code: Type.String(), message: Type.String() })),
    ),
  },
  { description: 'application/problem+json (RFC 9457)' },
)
export type Problem = Type.Static<typeof Problem>

export function problemOf(refusal: Refusal, t: Translate): Problem {
  return {
    type: `urn:punte:problem:${refusal.text.key}`,
    title: say(t, refusal.text),
    status: refusal.status,
    code: refusal.text.key,
    ...(refusal.detail.length > 0 && { detail: refusal.detail.map((text) => say(t, text)).join(' ') }),
    ...(refusal instanceof InvalidInput && {
      errors: refusal.errors.map(({ field, text }) => ({ field, code: text.key, message: say(t, text) })),
    }),
  }
}

/** What a thrown value means to the outside. Bugs become 500 and tell nothing. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { statusCode, code } = Object(error) as { statusCode?: number; code?: string }
  if (isOverload(error)) return new Refusal(503, { key: 'kernel.busy' }, { 'retry-after': '5' })
  if (statusCode === 413 || code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal(413, { key: 'kernel.too-large' })
  if (statusCode === 415) return new Refusal(415, { key: 'kernel.unsupported' })
  if (statusCode === 503) return new Refusal(503, { key: 'kernel.busy' }, { 'retry-after': '5' })
  if (statusCode === 404) return new Refusal(404, { key: 'kernel.not-found' })
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Refusal(statusCode, { key: 'kernel.bad-request' })
  return new Refusal(500, { key: 'kernel.broken' })
}

// SQLSTATEs: shutting down or starting, too many connections, cancelled for taking too long, lost a deadlock or a serialization.
const PASSING = new Set(['57P01', '57P02', '57P03', '53300', '57014', '40P01', '40001', 'ECONNREFUSED', 'ECONNRESET'])

/** The database is away or has no room just now: trying again helps, so it is not called broken. */
function isOverload(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: string }
  return (
    (code !== undefined && PASSING.has(code)) ||
    // pg gives these no code.
    error.message === 'timeout exceeded when trying to connect' ||
    error.message.startsWith('Connection terminated')
  )
}
