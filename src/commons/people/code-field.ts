import Type from 'typebox'
import type { Field } from '#kernel/forms/fields.ts'

/** Six digits as mailed or as an authenticator shows them; spaces are ignored. */
export function sixDigits(): Field<string> {
  return {
    schema: Type.String({ pattern: '^\\d{6}$' }),
    read(raw) {
      if (raw === undefined) return { error: { key: 'people.code.missing' } }
      const digits = typeof raw === 'string' ? raw.slice(0, 50).replaceAll(/\s/g, '') : ''
      return /^\d{6}$/.test(digits) ? { value: digits } : { error: { key: 'people.code.format' } }
    },
  }
}
