import Type from 'typebox'
import type { Field } from '#kernel/forms/fields.ts'
import { rawFileOf } from './uploads-field.ts'

/** The text of one file in UTF-8, such as a table. A program sends `{ name, content }` with base64. */
export function textFile(options: { maxBytes: number }): Field<string> {
  return {
    many: true,
    schema: Type.Object({ name: Type.String(), content: Type.String({ contentEncoding: 'base64' }) }),
    read(raw) {
      const [only, ...others] = Array.isArray(raw) ? raw : [raw]
      if (only === undefined || others.length > 0) return { error: { key: 'kernel.form.missing' } }
      const file = rawFileOf(only)
      if (!file) return { error: { key: 'kernel.form.wrong' } }
      if (file.bytes.length === 0) return { error: { key: 'kernel.form.missing' } }
      if (file.bytes.length > options.maxBytes)
        return {
          error: { key: 'kernel.file.too-large', args: { megabytes: Math.floor(options.maxBytes / 1_000_000) } },
        }
      try {
        return { value: new TextDecoder('utf-8', { fatal: true }).decode(file.bytes) }
      } catch {
        return { error: { key: 'kernel.file.not-text' } }
      }
    },
  }
}
