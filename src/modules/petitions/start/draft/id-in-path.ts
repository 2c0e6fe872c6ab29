import { type Field, form, uuid } from '#kernel/forms/fields.ts'

/** A UUID in a path; anything else names nothing. */
export function idInPath(): Field<string> {
  return uuid('kernel.not-found')
}

export const byDraft = form({ draft: idInPath() })
