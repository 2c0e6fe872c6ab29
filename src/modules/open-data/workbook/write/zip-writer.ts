import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface PartToWrite {
  name: string
  /** What is in it, in pieces of some size. */
  text: Iterable<string> | AsyncIterable<string>
}

interface Written {
  name: Buffer
  crc: number
  packed: number
  size: number
  at: number
}

const LARGEST = 0xffff_ffff
/** Names are UTF-8; checksum and sizes follow the bytes, because nobody knows them before. */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 1980: the same rows give the same bytes. */
const DATE = 0x0021

/**
 * A zip archive as a stream (PKWARE APPNOTE 4.3): a part is packed while it comes, and nothing is held but the list of parts.
 * @throws Error when it passes 4 GiB, which its form cannot tell
 */
export async function* writeZip(parts: AsyncIterable<PartToWrite>): AsyncGenerator<Buffer> {
  const list: Written[] = []
  let at = 0
  for await (const { name, text } of parts) {
    const part = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at }
    const header = localHeader(part)
    yield header
    for await (const bytes of packed(text, part)) {
      part.packed += bytes.length
      yield bytes
    }
    const after = descriptor(part)
    yield after
    at += header.length + part.packed + after.length
    if (at > LARGEST || part.size > LARGEST) throw new Error(`an archive without Zip64 ends at 4 GiB: ${name}`)
    list.push(part)
  }
  const directory = Buffer.concat(list.map(directoryEntry))
  yield directory
  yield endOfDirectory(list.length, directory.length, at)
}

async function* packed(text: PartToWrite['text'], part: Written): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const piece of text) {
      const bytes = Buffer.from(piece)
      part.crc = crc32(bytes, part.crc)
      part.size += bytes.length
      yield bytes
    }
  }
  const deflate = createDeflateRaw({ level: 4, chunkSize: 65_536 })
  // What breaks the source breaks the stream that is read here; told there, it needs no second listener.
  pipeline(Readable.from(counted(), { objectMode: false }), deflate).catch(() => {})
  yield* deflate
}

function localHeader({ name }: Written): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x0403_4b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, packed: length, size }: Written): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x0807_4b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(length, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}

function directoryEntry({ name, crc, packed: length, size, at }: Written): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x0201_4b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATED, 10)
  entry.writeUInt16LE(DATE, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(length, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(at, 42)
  return Buffer.concat([entry, name])
}

function endOfDirectory(count: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(at, 16)
  return end
}
