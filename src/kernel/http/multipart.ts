import { open } from 'node:fs/promises'
import path from 'node:path'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Refusal, TooLarge } from '#kernel/errors.ts'
import { ArrivedFile } from '#kernel/files/arrived-file.ts'
import type { RawFile } from '#kernel/files/uploads-field.ts'
import type { Fields } from '#kernel/forms/fields.ts'

type Part = string | RawFile | ArrivedFile

/** Which files of a form go to the disk, and where. */
export interface OnDisk {
  /** Bytes that the file under a name may have there; undefined: it is read into memory. */
  maxBytesOf(name: string): number | undefined
  /** Bytes of all of them together. */
  maxBytes: number
  newFolder(): Promise<string>
}

/** As the fields of a form say it. */
export function onDiskBy(fields: Fields, newFolder: OnDisk['newFolder']): OnDisk {
  return {
    maxBytesOf: (name) => (Object.hasOwn(fields, name) ? fields[name]?.toDisk?.maxBytes : undefined),
    maxBytes: Object.values(fields).reduce((sum, field) => sum + (field.toDisk?.maxBytes ?? 0), 0),
    newFolder,
  }
}

/** Read and thrown away of files that are too large, so that the texts after them arrive and the form can come back with a word. */
const MOST_READ = 64 * 1024 * 1024

/**
 * Reads a form with files into memory: fields as text, files as bytes; a name that comes twice gives a list. Of a file with which the
 * body becomes too large only the size is kept, for its field to refuse. Files that go to the disk go there piece by piece.
 *
 * @param fields where the parts are put as they come, so that what lies on the disk is known whatever happens
 * @param maxBytes of the whole body that are kept in memory
 * @throws TooLarge with the texts so far, when those are larger, one is longer than 64 KiB, or the body goes on and on
 * @throws Refusal 413 for too many parts; 415 for a text that is JSON, 400 for what is no such body
 */
export async function readMultipart(
  request: FastifyRequest,
  maxBytes: number,
  onDisk: OnDisk,
  fields: Record<string, unknown>,
): Promise<void> {
  try {
    await readParts(request, maxBytes, onDisk, fields)
  } catch (error) {
    // The parser says in plain errors what is wrong with a body: cut off, without its boundary, with half a header.
    if ((error as { statusCode?: number }).statusCode === 413) throw new TooLarge(fields)
    if (error instanceof Refusal || (error as { statusCode?: number }).statusCode) throw error
    throw new Refusal(400, { key: 'kernel.bad-request' })
  }
}

async function readParts(
  request: FastifyRequest,
  maxBytes: number,
  onDisk: OnDisk,
  fields: Record<string, unknown>,
): Promise<void> {
  const budget = { kept: maxBytes, read: maxBytes + onDisk.maxBytes + MOST_READ }
  for await (const part of request.parts({ limits: { fileSize: budget.read + 1 } })) {
    // A part that says it is JSON arrives as an object: no browser sends that.
    if (part.type === 'field' && typeof part.value !== 'string') throw new Refusal(415, { key: 'kernel.unsupported' })
    if (part.type === 'file') {
      const most = onDisk.maxBytesOf(part.fieldname)
      // Of several files for one place the last would lie where the first does.
      if (most !== undefined && !(part.fieldname in fields)) await writeFile(part, most, budget, onDisk, fields)
      else add(fields, part.fieldname, await readFile(part, budget, maxBytes))
    } else {
      const text = part.value as string
      budget.kept -= Buffer.byteLength(text)
      budget.read -= Buffer.byteLength(text)
      add(fields, part.fieldname, text)
      // A long text is cut silently by the parser: nobody may lose the rest without being told.
      if (part.valueTruncated || part.fieldnameTruncated || budget.kept < 0) throw new TooLarge(fields)
    }
    if (budget.read < 0) throw new TooLarge(fields)
  }
}

async function readFile(
  part: MultipartFile,
  budget: { kept: number; read: number },
  maxBytes: number,
): Promise<RawFile> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.length
    budget.read -= chunk.length
    if (budget.read < 0) break
    if (size <= budget.kept) chunks.push(chunk)
    else chunks.length = 0
  }
  const fileName = part.filename ?? ''
  if (size > budget.kept) return { fileName, bytes: Buffer.alloc(0), cut: { size, most: maxBytes } }
  budget.kept -= size
  return { fileName, bytes: Buffer.concat(chunks) }
}

/** To the disk as it comes: the next piece is asked for when this one is written. An empty file input is no file. */
async function writeFile(
  part: MultipartFile,
  maxBytes: number,
  budget: { read: number },
  onDisk: OnDisk,
  fields: Record<string, unknown>,
): Promise<void> {
  const place = path.join(await onDisk.newFolder(), 'file')
  const fileName = part.filename ?? ''
  let size = 0
  // Known at once: a body that breaks off leaves nothing behind.
  add(fields, part.fieldname, new ArrivedFile(fileName, place, 0, true))
  const file = await open(place, 'wx', 0o640)
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length
      budget.read -= chunk.length
      if (budget.read < 0) break
      if (size <= maxBytes) await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  fields[part.fieldname] = new ArrivedFile(fileName, place, size, size > maxBytes)
}

function add(fields: Record<string, unknown>, name: string, value: Part): void {
  const earlier = fields[name]
  fields[name] = earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value]
}
