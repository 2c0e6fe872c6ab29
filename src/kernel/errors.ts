import type { MessageKey, Text } from '#kernel/i18n/translator.ts'

/**
 * Something the person or program asked for that cannot be done, said with a stable code that is also a message key:
 * `code` in problem+json, its translation on a page. Bugs are plain errors and bubble to the one handler.
 */
export class Refusal extends Error {
  /** What the transaction wrote before refusing is kept: a wrong code counts as a try. */
  commits = false

  /** Where one may begin anew instead. */
  onward: Onward | null = null

  /** What there is to know beside it, in sentences of their own. */
  detail: Text[] = []

  readonly status: number
  readonly text: Text
  readonly headers: Record<string, string>

  constructor(status: number, text: Text, headers: Record<string, string> = {}) {
    super(text.key)
    this.status = status
    this.text = text
    this.headers = headers
  }

  /** @param path without language */
  leadingTo(path: string, text: Text): this {
    this.onward = { path, text }
    return this
  }

  explaining(...detail: Text[]): this {
    this.detail = detail
    return this
  }
}

export interface Onward {
  path: string
  text: Text
}

type Arguments<K extends MessageKey> = {} extends MessageArguments[K]
  ? [args?: MessageArguments[K]]
  : [args: MessageArguments[K]]

/** A rule of the domain says no: 409. */
export class RuleBroken<K extends MessageKey> extends Refusal {
  constructor(key: K, ...[args]: Arguments<K>) {
    super(409, args ? { key, args } : { key })
  }
}

export class NotFound extends Refusal {
  constructor() {
    super(404, { key: 'kernel.not-found' })
  }
}

/** There is something at the address, for other methods: 405. */
export class MethodNotAllowed extends Refusal {
  constructor(allowed: string[]) {
    super(405, { key: 'kernel.method-not-allowed' }, { allow: allowed.join(', ') })
  }
}

/** The link was good once: 410. */
export class Gone<K extends MessageKey> extends Refusal {
  constructor(key: K, ...[args]: Arguments<K>) {
    super(410, args ? { key, args } : { key })
  }
}

/** Known who, but may not: 403. */
export class Forbidden extends Refusal {
  constructor() {
    super(403, { key: 'kernel.forbidden' })
  }
}

/** Not known who: 401; a browser is led to sign-in instead. */
export class SignInNeeded extends Refusal {
  constructor() {
    super(401, { key: 'kernel.sign-in-needed' })
  }
}

export class TooMany extends Refusal {
  constructor(retryAfterSeconds: number) {
    super(
      429,
      { key: 'kernel.too-many', args: { minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) } },
      { 'retry-after': String(retryAfterSeconds) },
    )
  }
}

/** The body is more than is read: 413, with the texts that came before it was too much. */
export class TooLarge extends Refusal {
  readonly fields: Record<string, unknown>

  constructor(fields: Record<string, unknown>) {
    super(413, { key: 'kernel.too-large' })
    this.fields = fields
  }
}

export interface FieldError {
  /** Name of the field in the form, `items[2].title` inside lists. */
  field: string
  text: Text
}

/** Some fields are wrong: 422 with a message for each. */
export class InvalidInput extends Refusal {
  readonly errors: FieldError[]

  constructor(errors: FieldError[]) {
    super(422, { key: 'kernel.invalid-input', args: { count: errors.length } })
    this.errors = errors
  }
}
