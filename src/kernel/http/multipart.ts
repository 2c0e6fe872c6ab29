import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/errors.ts'
import type { RawFile } from '#kernel/files/uploads-field.ts'

type Part = string | RawFile

/**
 * Reads a form with files into memory: fields as text, files as bytes; a name that comes twice gives a list.
 *
 * @param maxBytes of the whole body; read no further than that
 */
export async function readMultipart(request: FastifyRequest, maxBytes: number): Promise<Record<string, Part | Part[]>> {
  const fields: Record<string, Part | Part[]> = Object.create(null)
  let left = maxBytes
  for await (const part of request.parts({ limits: { fileSize: maxBytes } })) {
    const value: Part =
      part.type === 'file' ? { fileName: part.filename ?? '', bytes: await part.toBuffer() } : String(part.value ?? '')
    left -= typeof value === 'string' ? Buffer.byteLength(value) : value.bytes.length
    if (left < 0) throw new Refusal(413, { key: 'kernel.too-large' })
    const earlier = fields[part.fieldname]
    fields[part.fieldname] =
      earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value]
  }
  return fields
}
