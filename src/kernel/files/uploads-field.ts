import Type from 'typebox'
import type { Field } from '#kernel/forms/fields.ts'
import { type FileType, fileTypeOf } from './file-type.ts'
import { plainName } from './plain-name.ts'

/** A file as it came; `type` is what its content says. */
export interface UploadedFile {
  name: string
  type: FileType
  bytes: Buffer
}

/** What the multipart parser hands to a form. */
export interface RawFile {
  fileName: string
  bytes: Buffer
  /** Read and not kept: with it the whole form had more bytes than `most`. */
  cut?: { size: number; most: number }
}

/**
 * Files of a form: pictures and PDFs, known by their content. A program sends `{ name, content }` with base64.
 * An empty file input of a browser is no file.
 */
export function uploads(options: { max: number; maxBytes: number }): Field<UploadedFile[]> {
  return {
    many: true,
    schema: Type.Array(Type.Object({ name: Type.String(), content: Type.String({ contentEncoding: 'base64' }) }), {
      maxItems: options.max,
    }),
    read(raw) {
      const files: UploadedFile[] = []
      for (const one of raw === undefined ? [] : Array.isArray(raw) ? raw : [raw]) {
        const file = rawFileOf(one)
        if (!file) return { error: { key: 'kernel.form.wrong' } }
        if (file.bytes.length === 0 && file.fileName === '' && !file.cut) continue
        if ((file.cut?.size ?? file.bytes.length) > options.maxBytes)
          return {
            error: {
              key: 'kernel.file.too-large',
              args: { megabytes: megabytes(options.maxBytes), name: plainName(file.fileName) },
            },
          }
        if (file.cut)
          return { error: { key: 'kernel.file.all-too-large', args: { megabytes: megabytes(file.cut.most) } } }
        const type = fileTypeOf(file.bytes)
        if (!type) return { error: { key: 'kernel.file.type' } }
        files.push({ name: plainName(file.fileName), type, bytes: file.bytes })
      }
      if (files.length > options.max) return { error: { key: 'kernel.file.too-many', args: { max: options.max } } }
      return { value: files }
    },
  }
}

type Cut = NonNullable<RawFile['cut']>

const megabytes = (bytes: number) => Math.floor(bytes / 1_000_000)

/** A file as the multipart parser hands it over, or as a program sends it in JSON; null for anything else. */
export function rawFileOf(raw: unknown): RawFile | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { fileName, bytes, name, content, cut } = raw as Record<string, unknown>
  if (typeof fileName === 'string' && Buffer.isBuffer(bytes))
    return { fileName, bytes, ...(cut ? { cut: cut as Cut } : {}) }
  if (typeof name === 'string' && typeof content === 'string')
    return { fileName: name, bytes: Buffer.from(content, 'base64') }
  return null
}
