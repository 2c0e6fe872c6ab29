import Type from 'typebox'
import type { Field } from '#kernel/forms/fields.ts'
import { safePath } from '#kernel/http/local-path.ts'

const DEFAULT = '/account'

/** Where to go after signing in: {@link safePath} of what came with the request. Never an error: a bad one is not followed. */
export function nextPath(): Field<string> {
  return {
    schema: Type.String({ default: DEFAULT }),
    read: (raw) => ({ value: safePath(raw) ?? DEFAULT }),
  }
}

/** The same, null where none came. */
export function nextPathIfAny(): Field<string | null> {
  return {
    schema: Type.String(),
    read: (raw) => ({ value: safePath(raw) }),
  }
}

/** `path` with `next` as its query, for a link or a redirect. */
export function withNext(path: string, next: string): string {
  return `${path}?next=${encodeURIComponent(next)}`
}
