import { rm } from 'node:fs/promises'
import path from 'node:path'
import Type from 'typebox'
import type { Field } from '#kernel/forms/fields.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { plainName } from './plain-name.ts'

/** A file of a form as it lies on our disk until the act is over. A class: no JSON can say that a place of this machine has arrived. */
export class ArrivedFile {
  readonly name: string
  /** In a folder of its own. Whoever keeps the file moves it away. */
  readonly place: string
  readonly size: number
  /** It had more bytes than its field takes; what lies there is not whole. */
  readonly cut: boolean

  constructor(name: string, place: string, size: number, cut: boolean) {
    this.name = name
    this.place = place
    this.size = size
    this.cut = cut
  }

  /** For the idempotency key: the same form sent again lies somewhere else. */
  toJSON(): unknown {
    return { name: this.name, size: this.size }
  }
}

/** One file of any kind and length. @param options.missing what is said where none was chosen */
export function arrivedFile(options: { maxBytes: number; missing: Text['key'] }): Field<ArrivedFile> {
  return {
    toDisk: { maxBytes: options.maxBytes },
    schema: Type.String({ description: 'Part of a multipart/form-data body', contentEncoding: 'binary' }),
    read(raw) {
      if (!(raw instanceof ArrivedFile)) return { error: { key: options.missing } }
      if (raw.cut)
        return {
          error: {
            key: 'kernel.file.too-large',
            args: { megabytes: Math.floor(options.maxBytes / 1_000_000), name: plainName(raw.name) },
          },
        }
      // Nothing was chosen: browsers send a nameless part without a byte.
      if (raw.size === 0 && raw.name === '') return { error: { key: options.missing } }
      if (raw.size === 0) return { error: { key: 'kernel.file.empty', args: { name: plainName(raw.name) } } }
      return { value: raw }
    },
  }
}

/** Removes what came with a form and was not kept. */
export async function forgetArrived(fields: Record<string, unknown>): Promise<void> {
  for (const one of Object.values(fields).flat())
    if (one instanceof ArrivedFile) await rm(path.dirname(one.place), { recursive: true, force: true })
}
