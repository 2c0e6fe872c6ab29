import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  validateFileName,
  type ZipFile,
} from 'yauzl'
import { Unreadable } from '../raw-table.ts'
import type { WorkbookLimits } from './limits.ts'

/** One file in an archive. */
export interface Part {
  /** With '/' between folders. */
  name: string
  /** Bytes, unpacked. */
  size: number
  entry: Entry
}

const CHUNK = 131_072
/** What is taken at once: a row of XML is short and may say that it is very wide. */
const PIECE = 16_384

/** A zip archive. Its parts are read one by one, as often as one likes; between readings no file is open. */
export class Archive {
  readonly parts: Part[]
  readonly #zip: ZipFile
  readonly #byName: Map<string, Part>

  constructor(zip: ZipFile, parts: Part[]) {
    this.#zip = zip
    this.parts = parts
    this.#byName = new Map(parts.map((part) => [part.name.toLowerCase(), part]))
  }

  /** Whatever case the name is written in: some programs write other names than they tell. */
  find(name: string): Part | undefined {
    return this.#byName.get(name.toLowerCase())
  }

  /**
   * The bytes of a part, unpacked, in small pieces.
   * @throws Unreadable when they are damaged, or more than the archive says of itself
   */
  async *read({ name, size, entry }: Part): AsyncGenerator<Buffer> {
    const broken = () => new Unreadable('open-data.workbook.broken', { part: name })
    let sum = 0
    let left = size
    try {
      for await (const chunk of await this.#unpacked(entry)) {
        left -= chunk.length
        if (left < 0) throw broken()
        sum = crc32(chunk, sum)
        for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE)
      }
    } catch (error) {
      throw isOfTheSystem(error) ? error : broken()
    }
    if (left > 0 || sum !== entry.crc32) throw broken()
  }

  /** yauzl's own unpacking gives pieces of 16 KiB, and each costs a turn of the event loop. */
  async #unpacked(entry: Entry): Promise<Readable> {
    const raw = await this.#zip.openReadStreamPromise(entry, { decodeFileData: false })
    // What breaks the bytes breaks the stream that is read: told there, it needs no second listener.
    return entry.compressionMethod === 0 ? raw : pipeline(raw, createInflateRaw({ chunkSize: CHUNK }), () => {})
  }
}

/**
 * Reads the list of parts and refuses what is not meant to be read, before a byte is unpacked. That the list tells the truth of sizes is watched while a
 * part is read.
 * @throws Unreadable
 */
export async function openArchive(path: string, limits: WorkbookLimits): Promise<Archive> {
  await checkBeginning(path)
  try {
    const reader = new FileReader(path)
    const size = await reader.size()
    const zip = await fromRandomAccessReaderPromise(reader, size, { autoClose: false, decodeStrings: false })
    return new Archive(zip, await listParts(zip, limits))
  } catch (error) {
    if (error instanceof Unreadable || isOfTheSystem(error)) throw error
    const locked = error instanceof Error && error.message.includes('encryption')
    throw new Unreadable(locked ? 'open-data.workbook.locked' : 'open-data.workbook.not-whole')
  }
}

/** What Excel wrote before 2007, and what it encrypts today, begins with this. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function checkBeginning(path: string): Promise<void> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    if (buffer.equals(COMPOUND)) throw new Unreadable('open-data.workbook.old-or-locked')
    if (bytesRead < 4 || buffer.toString('latin1', 0, 2) !== 'PK') throw new Unreadable('open-data.workbook.not-whole')
  } finally {
    await file.close()
  }
}

async function listParts(zip: ZipFile, limits: WorkbookLimits): Promise<Part[]> {
  if (zip.entryCount > limits.parts) throw new Unreadable('open-data.workbook.too-many-parts', { most: limits.parts })
  const parts = new Map<string, Part>()
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (validateFileName(name) || name.includes('\0')) throw new Unreadable('open-data.workbook.outside')
    if (name.endsWith('/')) continue
    if (entry.isEncrypted()) throw new Unreadable('open-data.workbook.locked')
    if (!entry.canDecodeFileData()) throw new Unreadable('open-data.workbook.packed-otherwise', { part: name })
    // Two parts of one name: programs would disagree on what the file says.
    if (parts.has(name)) throw new Unreadable('open-data.workbook.broken', { part: name })
    const { compressedSize, uncompressedSize: size } = entry
    unpacked += size
    if (unpacked > limits.unpacked) {
      throw new Unreadable('open-data.workbook.too-large', { size: Math.floor(limits.unpacked / 2 ** 20) })
    }
    if (size > limits.ratioFrom && size > compressedSize * limits.ratio) {
      throw new Unreadable('open-data.workbook.bomb', { part: name })
    }
    parts.set(name, { name, size, entry })
  }
  return [...parts.values()]
}

/** Where the archive does not say in which encoding its names are: UTF-8 if they can be, CP866 of a Russian Windows if they look so, else CP437. */
function nameOf({ generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields }: Entry): string {
  const said = (flags & 0x800) !== 0 || extraFields.some(({ id }) => id === 0x7075)
  if (!said && isUtf8(raw)) return raw.toString().replaceAll('\\', '/')
  if (!said && raw.every(isAsciiOrCyrillic)) return new TextDecoder('ibm866').decode(raw).replaceAll('\\', '/')
  return getFileNameLowLevel(flags, raw, extraFields, false)
}

function isAsciiOrCyrillic(byte: number): boolean {
  return byte < 0xb0 || (byte >= 0xe0 && byte < 0xf2) || byte === 0xfc
}

/** As opposed to what a damaged file is the reason of. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

const BLOCK = 262_144

/** Opens the file for each reading: raw tables are not closed by anybody. */
class FileReader extends RandomAccessReader {
  readonly #path: string
  #block = Buffer.alloc(0)
  #blockAt = 0

  constructor(path: string) {
    super()
    this.#path = path
  }

  async size(): Promise<number> {
    const file = await open(this.#path)
    try {
      return (await file.stat()).size
    } finally {
      await file.close()
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end: end - 1 })
  }

  /** Of the list of parts, which is asked for in pieces of some tens of bytes. */
  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    this.#blockWith(position, length).then(() => {
      const copied = this.#block.copy(into, offset, position - this.#blockAt, position - this.#blockAt + length)
      done(copied < length ? new Error('the file ends too early') : null)
    }, done)
  }

  async #blockWith(position: number, length: number): Promise<void> {
    if (position >= this.#blockAt && position + length <= this.#blockAt + this.#block.length) return
    const file = await open(this.#path)
    try {
      const wanted = Buffer.alloc(Math.max(length, BLOCK))
      const { bytesRead } = await file.read(wanted, 0, wanted.length, position)
      this.#block = wanted.subarray(0, bytesRead)
      this.#blockAt = position
    } finally {
      await file.close()
    }
  }
}
