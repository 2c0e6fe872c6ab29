import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { crc32, createInflateRaw } from 'node:zlib'
import { Unreadable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../../workbook/limits.ts'
import { newUnpackedFolder, removeUnpackedFolder } from '../../workbook/unpacked-folder.ts'
import { readMemberHead } from './member-head.ts'

export interface Unpacked {
  path: string
  /** Names, comments and the like that stand around the bytes. */
  said: string[]
}

type Limits = Pick<WorkbookLimits, 'unpacked' | 'ratio' | 'ratioFrom' | 'parts'>

/** Longer ones are no name and no comment. */
const MOST_HEAD = 128 * 1024
const TAIL = 8
const CHUNK = 128 * 1024

/**
 * The bytes in a gzip file, of all its members one after the other. Nothing else may stand in it: what lay behind the last member would be given away with
 * the file and read by nobody.
 *
 * @throws Unreadable for what is damaged, larger than the limits or made to do harm
 */
export async function gunzipFile(path: string, limits: Limits): Promise<Unpacked> {
  const folder = await newUnpackedFolder()
  const unpacked = join(folder, `${basename(path)}.unpacked`)
  const packed = await open(path)
  const into = await open(unpacked, 'w')
  try {
    const said = await unpackAll({ packed, path, into, limits, size: (await packed.stat()).size })
    return { path: unpacked, said }
  } catch (error) {
    await removeUnpackedFolder(folder)
    throw error
  } finally {
    await packed.close()
    await into.close()
  }
}

interface Work {
  packed: FileHandle
  path: string
  into: FileHandle
  limits: Limits
  /** Of the packed file. */
  size: number
}

async function unpackAll(work: Work): Promise<string[]> {
  const said = new Set<string>()
  let written = 0
  let members = 0
  for (let at = 0; at < work.size; members++) {
    if (members === work.limits.parts) throw new Unreadable('open-data.workbook.too-many-parts', { most: members })
    const head = readMemberHead(await bytesAt(work.packed, at, MOST_HEAD))
    if (!head) throw broken()
    for (const text of head.said) said.add(text)
    const member = await unpackMember(work, at + head.length, written)
    at = member.end
    written += member.written
  }
  return [...said]
}

/** @returns where the next member begins, and how many bytes this one had */
async function unpackMember(
  { packed, path, into, limits, size }: Work,
  begin: number,
  before: number,
): Promise<{ end: number; written: number }> {
  const source = createReadStream(path, { start: begin, highWaterMark: CHUNK })
  const inflate = createInflateRaw({ chunkSize: CHUNK })
  source.once('error', (error) => inflate.destroy(error))
  let written = 0
  let sum = 0
  try {
    for await (const chunk of source.pipe(inflate) as AsyncIterable<Buffer>) {
      written += chunk.length
      refuseTooLarge(before + written, size, limits)
      sum = crc32(chunk, sum)
      await into.appendFile(chunk)
    }
  } catch (error) {
    throw isOfDeflate(error) ? broken() : error
  } finally {
    source.destroy()
    if (!source.closed) await once(source, 'close')
  }
  const end = begin + inflate.bytesWritten + TAIL
  const tail = await bytesAt(packed, end - TAIL, TAIL)
  if (tail.length < TAIL || tail.readUInt32LE(0) !== sum || tail.readUInt32LE(4) !== written % 2 ** 32) throw broken()
  return { end, written }
}

function refuseTooLarge(written: number, size: number, { unpacked, ratio, ratioFrom }: Limits): void {
  if (written > unpacked) throw new Unreadable('open-data.workbook.too-large', { size: Math.floor(unpacked / 2 ** 20) })
  if (written > ratioFrom && written > size * ratio) throw new Unreadable('open-data.reading.gzip-bomb')
}

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

function broken(): Unreadable {
  return new Unreadable('open-data.reading.gzip-broken')
}

function isOfDeflate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))
}
