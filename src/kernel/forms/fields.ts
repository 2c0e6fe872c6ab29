import Type, { type TSchema } from 'typebox'
import type { FieldError } from '#kernel/errors.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { isId } from '#kernel/ids.ts'
import { graphemes, refuseCharacters } from '#kernel/text/characters.ts'

/** Reading a raw value gives the value or the reason why not. Input errors are values. */
export type Read<T> = { value: T } | { error: Text }

/** One field of a form: its JSON schema for the Open API and how it is read from a form or from JSON. */
export interface Field<T> {
  schema: TSchema
  /** Absent and empty are the same thing to a person, so `raw` is undefined for both. */
  read(raw: unknown): Read<T>
  /** Form data gives every occurrence of the name; a single field refuses doubled parameters. */
  many?: true
  /** Absent and empty are two things: `raw` is undefined where a program does not name the field, and '' where somebody emptied it. */
  tellsEmpty?: true
  /**
   * What was typed may be kept sealed for a while, until its writer has signed in again, and shown to its writer on a page that refuses
   * it. Codes, secrets and files never say so.
   */
  keep?: 'words' | 'choice'
  /** A file of a multipart form that goes to the disk as it comes: of so many bytes at most. `raw` is an `ArrivedFile`. */
  toDisk?: { maxBytes: number }
}

export type FieldValue<F> = F extends Field<infer T> ? T : never

const missing: Read<never> = { error: { key: 'kernel.form.missing' } }
const wrong = (key: Text['key'], args?: Record<string, unknown>): Read<never> => ({
  error: args ? { key, args } : { key },
})

interface TextOptions {
  max: number
  min?: number
  /** Several lines allowed. */
  lines?: boolean
  /** Instead of 'kernel.form.missing'. */
  missing?: Text['key']
  pattern?: RegExp
  /** Message when the pattern does not match. */
  wrong?: Text['key']
}

/** Code units that one visible character may take on the whole; a family emoji has eleven, but nobody writes only those. */
const CLUSTER = 8

/** Text in NFC, trimmed, without characters that hide or reorder; lengths are what a person counts (grapheme clusters). */
export function text(options: TextOptions): Field<string> {
  return {
    keep: 'words',
    schema: Type.String({ minLength: options.min ?? 1, maxLength: options.max * CLUSTER }),
    read(raw) {
      if (raw === undefined) return options.missing ? wrong(options.missing) : missing
      if (typeof raw !== 'string') return wrong('kernel.form.not-text')
      const typed = raw.trim()
      if (typed === '') return options.missing ? wrong(options.missing) : missing
      // A cheap bound first: normalising or counting clusters of a huge text would itself be an attack.
      if (typed.length > options.max * CLUSTER)
        return wrong('kernel.form.too-long', { max: options.max, over: typed.length - options.max })
      const value = typed.replaceAll(/\r\n?/g, '\n').normalize('NFC')
      const refused = refuseCharacters(value, { lines: options.lines ?? false })
      if (refused) return wrong('kernel.form.characters')
      const length = graphemes(value)
      if (length > options.max) return wrong('kernel.form.too-long', { max: options.max, over: length - options.max })
      if (options.min && length < options.min) return wrong('kernel.form.too-short', { min: options.min })
      if (options.pattern && !options.pattern.test(value)) return wrong(options.wrong ?? 'kernel.form.wrong')
      return { value }
    },
  }
}

/** One of a list; the list may depend on the data, then `choices` is a function. */
export function choice<const C extends readonly string[]>(
  choices: C,
  message: Text['key'] = 'kernel.form.choose',
): Field<C[number]> {
  return {
    keep: 'choice',
    schema: Type.Enum([...choices]),
    read(raw) {
      if (raw === undefined || typeof raw !== 'string' || !choices.includes(raw)) return wrong(message)
      return { value: raw }
    },
  }
}

/** A box to tick. Unticked is false; with `must`, unticked is an error. */
export function checkbox(must?: Text['key']): Field<boolean> {
  return {
    keep: 'choice',
    schema: must ? Type.Literal(true) : Type.Boolean({ default: false }),
    read(raw) {
      const value = raw === true || raw === 'yes' || raw === 'true'
      if (!value && raw !== undefined && raw !== false && raw !== 'false') return wrong('kernel.form.wrong')
      return must && !value ? wrong(must) : { value }
    },
  }
}

export function integer(options: { min: number; max: number }): Field<number> {
  return {
    keep: 'choice',
    schema: Type.Integer({ minimum: options.min, maximum: options.max }),
    read(raw) {
      if (raw === undefined) return missing
      const value =
        typeof raw === 'number'
          ? raw
          : typeof raw === 'string' && /^-?\d{1,15}$/.test(raw.replaceAll(/[\s\u00a0\u202f]/g, ''))
            ? Number(raw.replaceAll(/[\s\u00a0\u202f]/g, ''))
            : Number.NaN
      if (!Number.isInteger(value) || value < options.min || value > options.max)
        return wrong('kernel.form.not-number', { min: options.min, max: options.max })
      // −0 would be another value than 0 to whoever compares.
      return { value: value + 0 }
    },
  }
}

/** A civil day 'YYYY-MM-DD' that exists. */
export function day(): Field<string> {
  return {
    keep: 'choice',
    schema: Type.String({ format: 'date' }),
    read(raw) {
      if (raw === undefined) return missing
      return typeof raw === 'string' && isDay(raw) ? { value: raw } : wrong('kernel.form.not-day')
    },
  }
}

/** Whether a text is a civil day that exists, for people and for PostgreSQL, which knows no year 0. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** The id of a row, in a path or a form. */
export function uuid(message: Text['key'] = 'kernel.form.wrong'): Field<string> {
  return {
    keep: 'choice',
    schema: Type.String({ format: 'uuid' }),
    read: (raw) => (typeof raw === 'string' && isId(raw) ? { value: raw } : wrong(message)),
  }
}

/** A secret of a link, an id or a code: characters of base64url only, never echoed. */
export function token(): Field<string> {
  return {
    schema: Type.String({ pattern: '^[A-Za-z0-9_-]{1,200}$' }),
    read: (raw) =>
      typeof raw === 'string' && /^[A-Za-z0-9_-]{1,200}$/.test(raw) ? { value: raw } : wrong('kernel.form.wrong'),
  }
}

/** May be left out; then its value is null. */
export function optional<T>(field: Field<T>): Field<T | null> {
  return {
    ...field,
    schema: Type.Union([field.schema, Type.Null()]),
    read: (raw) =>
      raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')
        ? { value: null }
        : field.read(raw),
  }
}

/** As {@link optional}; but undefined where nobody named the field, so that what stands there can stay. */
export function unlessNamed<T>(field: Field<T>): Field<T | null | undefined> {
  const { read, ...rest } = optional(field)
  return {
    ...rest,
    tellsEmpty: true,
    read: (raw) => (raw === undefined ? { value: undefined } : read(raw)),
  }
}

/** Several values of one name, for example ticked boxes. */
export function list<T>(field: Field<T>, options: { max: number }): Field<T[]> {
  return {
    ...(field.keep && { keep: field.keep }),
    many: true,
    schema: Type.Array(field.schema, { maxItems: options.max }),
    read(raw) {
      const values = raw === undefined ? [] : Array.isArray(raw) ? raw : [raw]
      if (values.length > options.max) return wrong('kernel.form.too-many', { max: options.max })
      const read = values.map((value) => field.read(value))
      const failed = read.find((one) => 'error' in one)
      return failed && 'error' in failed ? failed : { value: read.map((one) => (one as { value: T }).value) }
    },
  }
}

/** A field with a further rule: returns a message key when the value breaks it. */
export function checked<T>(field: Field<T>, rule: (value: T) => Text | null): Field<T> {
  return {
    ...field,
    read(raw) {
      const read = field.read(raw)
      if ('error' in read) return read
      const broken = rule(read.value)
      return broken ? { error: broken } : read
    },
  }
}

export type Fields = Record<string, Field<unknown>>
export type FormValue<F extends Fields> = { [K in keyof F]: FieldValue<F[K]> }

/** A form: what a person fills in or a program sends. */
export interface Form<F extends Fields = Fields> {
  fields: F
  schema: TSchema
  /** Reads all fields; every error is reported, not the first alone. Unknown names are ignored. */
  read(raw: Record<string, unknown>): { value: FormValue<F> } | { errors: FieldError[] }
}

export function form<F extends Fields>(fields: F, rule?: (value: FormValue<F>) => FieldError[]): Form<F> {
  const names = Object.keys(fields)
  return {
    fields,
    schema: Type.Object(
      Object.fromEntries(
        names.map((name) => {
          const field = fields[name] as Field<unknown>
          return [name, 'value' in field.read(undefined) ? Type.Optional(field.schema) : field.schema]
        }),
      ),
    ),
    read(raw) {
      const { value, errors } = readEach(fields, raw)
      if (errors.length === 0 && rule) errors.push(...rule(value as FormValue<F>))
      return errors.length > 0 ? { errors } : { value: value as FormValue<F> }
    },
  }
}

/** The fields that can be read, whatever is wrong with the others. */
export const readable = <F extends Fields>(fields: F, raw: Record<string, unknown>): Partial<FormValue<F>> =>
  readEach(fields, raw).value

/** What is wrong with a form, in the order in which it asks. */
export function inFormOrder(fields: Fields, errors: FieldError[]): FieldError[] {
  const names = Object.keys(fields)
  const place = ({ field }: FieldError) => names.indexOf(field)
  return errors.toSorted((a, b) => place(a) - place(b))
}

function readEach<F extends Fields>(fields: F, raw: Record<string, unknown>) {
  const errors: FieldError[] = []
  const value: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const given = Object.hasOwn(raw, name) ? raw[name] : undefined
    const doubled = Array.isArray(given) && !field.many
    const read: Read<unknown> = doubled
      ? wrong('kernel.form.doubled')
      : field.read(given === '' && !field.tellsEmpty ? undefined : given)
    if ('error' in read) errors.push({ field: name, text: read.error })
    else value[name] = read.value
  }
  return { value: value as Partial<FormValue<F>>, errors }
}

export const noFields = form({})
