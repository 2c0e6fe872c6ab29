import Type from 'typebox'
import { choice, type Field, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { offeredRules } from '../offered-rules.ts'

export const byNumber = form({ number: numberInPath() })

/** The largest file of Pabulib has some 5 MB. */
export const FILE_BYTES = 12_000_000

/** One file as it came; a program sends `{ name, content }` with base64. What is in it is for its reader to say. */
const pbFile: Field<Buffer> = {
  many: true,
  schema: Type.Object({ name: Type.String(), content: Type.String({ contentEncoding: 'base64' }) }),
  read(raw) {
    const [one] = Array.isArray(raw) ? raw : [raw]
    const bytes = bytesOf(one)
    if (!bytes || bytes.length === 0) return { error: { key: 'budgeting.imported.file.missing' } }
    if (bytes.length > FILE_BYTES)
      return { error: { key: 'kernel.file.too-large', args: { megabytes: FILE_BYTES / 1_000_000 } } }
    return { value: bytes }
  },
}

function bytesOf(raw: unknown): Buffer | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { bytes, content } = raw as Record<string, unknown>
  if (Buffer.isBuffer(bytes)) return bytes
  return typeof content === 'string' ? Buffer.from(content, 'base64') : null
}

export const rehearsalForm = form({
  process: integer({ min: 1, max: 1_000_000_000 }),
  rule: choice(offeredRules),
})

export const reasonForm = form({ reason: text({ max: 500, min: 10, lines: true }) })

export const importForm = form({
  file: pbFile,
  source: text({ max: 200, min: 3 }),
  sourceUrl: optional(text({ max: 300, pattern: /^https?:\/\/\S+$/, wrong: 'budgeting.imported.url.wrong' })),
})
