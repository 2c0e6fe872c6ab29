import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { ProtocolRequest } from '#kernel/http/endpoint.ts'

/** What a program sent, whatever way: texts from an address or a form, anything from JSON. */
export type Input = Record<string, unknown>

/** An action of CKAN's API that only reads. */
export interface CkanAction {
  /** For `help_show`: what it does and what it takes, in English as programs' authors expect it. */
  help: string
  writes?: never
  /** @throws CkanError */
  run(ctx: Context, input: Input, asked: ProtocolRequest): Promise<unknown>
}

/** An action that changes something: by POST, of who brings a token, in one transaction. */
export interface WritingAction {
  help: string
  writes: true
  /** @throws CkanError, Refusal */
  run(ctx: WriteContext, input: Input, asked: ProtocolRequest): Promise<unknown>
}

/** What CKAN's clients tell apart by `__type`. */
export type ErrorType =
  | 'Not Found Error'
  | 'Authorization Error'
  | 'Validation Error'
  | 'Search Query Error'
  | 'Search Error'
  | 'Internal Server Error'

const statuses: Record<ErrorType, number> = {
  'Not Found Error': 404,
  'Authorization Error': 403,
  'Validation Error': 409,
  'Search Query Error': 400,
  'Search Error': 409,
  'Internal Server Error': 500,
}

/** An error in the envelope. */
export class CkanError extends Error {
  readonly type: ErrorType
  readonly rest: Record<string, unknown>

  constructor(type: ErrorType, rest: Record<string, unknown>) {
    super(type)
    this.type = type
    this.rest = rest
  }

  get status(): number {
    return statuses[this.type]
  }
}

/** The request cannot be understood at all: 400, and the body is one JSON text. */
export class BadRequest extends Error {}

export function notFound(message: string): CkanError {
  return new CkanError('Not Found Error', { message: `Not found: ${message}` })
}

export function denied(message: string): CkanError {
  return new CkanError('Authorization Error', { message: `Access denied: ${message}` })
}

/** @param messages by field, or by what they are about */
export function invalid(field: string, ...messages: string[]): CkanError {
  return new CkanError('Validation Error', { [field]: messages })
}
