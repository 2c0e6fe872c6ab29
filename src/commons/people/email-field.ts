import Type from 'typebox'
import type { Field } from '#kernel/forms/fields.ts'
import { parseAddress } from './email.ts'

/** An address as typed, its domain in lower-case ASCII. */
export function email(): Field<string> {
  return {
    keep: 'words',
    schema: Type.String({ format: 'email', maxLength: 254 }),
    read(raw) {
      // In the summary on top, "fill this in" would not say what.
      if (raw === undefined) return { error: { key: 'kernel.form.not-email' } }
      const parsed = typeof raw === 'string' ? parseAddress(raw) : { problem: 'characters' as const }
      return 'ok' in parsed ? { value: parsed.ok.address } : { error: { key: 'kernel.form.not-email' } }
    },
  }
}
