import pino, { type DestinationStream, type Logger } from 'pino'

/** Bytes of lines that are written at once, and how long at most a line waits for others, in milliseconds. */
const TOGETHER_BYTES = 12_288
const TOGETHER_MS = 250

/**
 * The log's way to standard output. A call of the system for every line took a third of what it costs to send a page from a copy, so lines
 * wait for each other; the end of a process writes the last ones. Only what kills it at once can take a quarter of a second of them along.
 */
export function standardOutput(): DestinationStream {
  return pino.destination({ fd: 1, sync: false, minLength: TOGETHER_BYTES, periodicFlush: TOGETHER_MS })
}

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
