import pino, { type DestinationStream, type Logger } from 'pino'

/** The one log of a process: JSON lines without addresses, names, tokens or URLs, whatever is thrown into it. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino({ level, serializers: { err: describeError } }, destination)
}

/**
 * What may be written of an error. PostgreSQL repeats values of rows in `detail`, `where` and, for malformed input, in the
 * message; HTTP parsers keep the raw packet. Only named properties go through, so a new one cannot leak.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, severity, constraint, schema, table, column, routine } = error as Error & Record<string, unknown>
  const fromDatabase = typeof severity === 'string' && typeof code === 'string'
  const message = fromDatabase && code.startsWith('22') ? 'malformed value' : error.message
  const frames = error.stack?.slice(error.stack.indexOf('\n    at ')) ?? ''
  return {
    type: error.name,
    message,
    stack: `${error.name}: ${message}${frames}`,
    ...(code !== undefined && { code }),
    ...(fromDatabase && { constraint, schema, table, column, routine }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}
