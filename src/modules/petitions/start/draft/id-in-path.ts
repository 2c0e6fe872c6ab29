import Type from 'typebox'
import { type Field, form } from '#kernel/forms/fields.ts'

/** A UUID in a path; anything else names nothing. */
export function idInPath(): Field<string> {
  return {
    schema: Type.String({ format: 'uuid' }),
    read: (raw) =>
      typeof raw === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(raw)
        ? { value: raw }
        : { error: { key: 'kernel.not-found' } },
  }
}

export const byDraft = form({ draft: idInPath() })
