import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/errors.ts'
import type { RawFile } from '#kernel/files/uploads-field.ts'

type Part = string | RawFile

/**
 * Reads a form with files into memory: fields as text, files as bytes; a name that comes twice gives a list.
 *
 * @param maxBytes of the whole body; read no further than that
 * @throws Refusal 413 when it is larger, or one text longer than 64 KiB; 415 for a text that is JSON, 400 for what is no such body
 */
export async function readMultipart(request: FastifyRequest, maxBytes: number): Promise<Record<string, Part | Part[]>> {
  try {
    return await readParts(request, maxBytes)
  } catch (error) {
    // The parser says in plain errors what is wrong with a body: cut off, without its boundary, with half a header.
    if (error instanceof Refusal || (error as { statusCode?: number }).statusCode) throw error
    throw new Refusal(400, { key: 'kernel.bad-request' })
  }
}

async function readParts(request: FastifyRequest, maxBytes: number): Promise<Record<string, Part | Part[]>> {
  const fields: Record<string, Part | Part[]> = Object.create(null)
  let left = maxBytes
  for await (const part of request.parts({ limits: { fileSize: maxBytes } })) {
    // A part that says it is JSON arrives as an object, and a long text is cut silently: no browser sends the one, nobody may lose the other.
    if (part.type === 'field' && typeof part.value !== 'string') throw new Refusal(415, { key: 'kernel.unsupported' })
    if (part.type === 'field' && (part.valueTruncated || part.fieldnameTruncated))
      throw new Refusal(413, { key: 'kernel.too-large' })
    const value: Part =
      part.type === 'file' ? { fileName: part.filename ?? '', bytes: await part.toBuffer() } : (part.value as string)
    left -= typeof value === 'string' ? Buffer.byteLength(value) : value.bytes.length
    if (left < 0) throw new Refusal(413, { key: 'kernel.too-large' })
    const earlier = fields[part.fieldname]
    fields[part.fieldname] =
      earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value]
  }
  return fields
}
