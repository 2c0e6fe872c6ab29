import Type from 'typebox'
import type { Field, Read } from '#kernel/forms/fields.ts'

/** What a short list sends for a place that it does not have. */
export const ELSEWHERE = 'other'

/** The key of a place. Whether it exists is for the use-case to say: `knownPlace`. */
export function placeKey(): Field<string> {
  return {
    keep: 'choice',
    schema: Type.String({ pattern: '^[a-z0-9-]{2,60}$' }),
    read(raw): Read<string> {
      if (raw === ELSEWHERE) return { error: { key: 'places.choose-elsewhere' } }
      return typeof raw === 'string' && /^[a-z0-9-]{2,60}$/.test(raw)
        ? { value: raw }
        : { error: { key: raw === undefined ? 'places.choose' : 'places.unknown' } }
    },
  }
}
