import type { FileHandle } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { Unreadable } from '../../raw-table.ts'
import type { Encoding } from './detect-encoding.ts'
import { singleByteTable } from './single-byte.ts'

const PIECE = 256 * 1024

/** Bytes that come piece by piece, as text. */
interface Decoder {
  write(bytes: Buffer): string
  end(): string
}

/**
 * The text of a file from its beginning, piece by piece, with \n at the end of each line.
 *
 * @throws Unreadable for an encoding that nobody knows
 */
export async function* textPieces(file: FileHandle, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding.name)
  const lines = new LineEnds()
  // A new one for each piece: texts of ASCII may share its memory.
  for (let at = encoding.mark; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at)
    if (bytesRead === 0) break
    at += bytesRead
    yield lines.write(decoder.write(buffer.subarray(0, bytesRead)))
  }
  yield lines.write(decoder.end()) + lines.end()
}

/** What stands in a text where bytes were no letters of its encoding. */
export function faultsIn(encoding: Encoding): RegExp | null {
  if (!encoding.faulty) return null
  return singleByteTable(encoding.name) ? /[\u0080-\u009f\ufffd]/ : /\ufffd/
}

function decoderOf(name: string): Decoder {
  const label = name.toLowerCase()
  if (/^utf-?8$/.test(label)) return new StringDecoder('utf8')
  if (label === 'utf-16le') return new StringDecoder('utf16le')
  if (label === 'utf-16be') return new BigEndian()
  const table = singleByteTable(label)
  if (table) return new SingleByte(table)
  try {
    const decoder = new TextDecoder(label)
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
  } catch {
    throw new Unreadable('open-data.reading.unknown-encoding', { encoding: name })
  }
}

class SingleByte implements Decoder {
  readonly #table: Uint16Array

  constructor(table: Uint16Array) {
    this.#table = table
  }

  write(bytes: Buffer): string {
    const units = new Uint16Array(bytes.length)
    let beyond = 0
    for (let at = 0; at < bytes.length; at++) {
      const unit = this.#table[bytes[at] as number] as number
      beyond |= unit
      units[at] = unit
    }
    // Of ASCII alone it takes half the memory, and all that follows is faster.
    return beyond < 0x80 ? bytes.toString('latin1') : Buffer.from(units.buffer).toString('utf16le')
  }

  end(): string {
    return ''
  }
}

class BigEndian implements Decoder {
  readonly #little = new StringDecoder('utf16le')
  #odd: Buffer = Buffer.alloc(0)

  write(bytes: Buffer): string {
    const all = Buffer.concat([this.#odd, bytes])
    const even = all.length & ~1
    this.#odd = all.subarray(even)
    return this.#little.write(Buffer.from(all.subarray(0, even)).swap16())
  }

  end(): string {
    return this.#little.end()
  }
}

/** \r\n and \r become \n, also where a piece ends between the two. */
class LineEnds {
  #held = false

  write(piece: string): string {
    let text = this.#held ? `\r${piece}` : piece
    if (!text.includes('\r')) return text
    this.#held = text.endsWith('\r')
    if (this.#held) text = text.slice(0, -1)
    return text.replace(/\r\n?/g, '\n')
  }

  end(): string {
    return this.#held ? '\n' : ''
  }
}
