import { isAscii, isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'

/** What the bytes of a file say of its encoding before any letter is looked at. */
export interface Survey {
  size: number
  /** The first bytes, at most {@link PIECE}. */
  head: Buffer
  ascii: boolean
  /** Sequences of UTF-8 that are right (about) and wrong (exactly, up to {@link MOST_WRONG}). */
  right: number
  wrong: number
  /** Stretches in which something beyond ASCII stands. */
  sample: Buffer
}

const PIECE = 256 * 1024
const SAMPLE = 256 * 1024
const STRETCH = 32 * 1024
/** Of a piece that is UTF-8, its letters are counted only so far. */
const COUNTED = 16 * 1024
/** More of them, and it is no UTF-8 with a few broken letters. */
const MOST_WRONG = 100_000

/** Reads a file to its end as long as it may be UTF-8, else until enough was seen: the one ș of a long file may stand in its last line. */
export async function surveyBytes(file: FileHandle): Promise<Survey> {
  const { size } = await file.stat()
  const buffer = Buffer.allocUnsafe(PIECE + 4)
  const found: Survey = { size, head: Buffer.alloc(0), ascii: true, right: 0, wrong: 0, sample: Buffer.alloc(0) }
  const stretches: Buffer[] = []
  let sampled = 0
  let kept = 0
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(buffer, kept, PIECE, at)
    if (bytesRead === 0) break
    const piece = buffer.subarray(0, kept + bytesRead)
    if (at === 0) found.head = Buffer.from(piece)
    at += bytesRead
    kept = 0
    if (isAscii(piece)) continue
    found.ascii = false
    if (sampled < SAMPLE) {
      const stretch = stretchOf(piece)
      stretches.push(stretch)
      sampled += stretch.length
    }
    const whole = at < size ? wholeSequences(piece) : piece.length
    count(piece.subarray(0, whole), found)
    if (found.wrong > MOST_WRONG && sampled >= SAMPLE) break
    kept = piece.length - whole
    piece.copy(buffer, 0, whole)
  }
  return { ...found, sample: Buffer.concat(stretches) }
}

function stretchOf(piece: Buffer): Buffer {
  let first = 0
  while ((piece[first] as number) < 0x80) first++
  const begin = Math.max(0, first - 1)
  return Buffer.from(piece.subarray(begin, begin + STRETCH))
}

/** A sequence that is cut by the end of the piece is left for the next one. */
function wholeSequences(piece: Buffer): number {
  for (let back = 1; back <= 3 && back <= piece.length; back++) {
    const byte = piece[piece.length - back] as number
    if (byte < 0x80) break
    if (byte >= 0xc0) return lengthOf(byte) > back ? piece.length - back : piece.length
  }
  return piece.length
}

function count(bytes: Buffer, found: Survey): void {
  if (bytes.length === 0) return
  if (isUtf8(bytes)) {
    found.right += Math.ceil(
      (firstBytesOfLetters(bytes.subarray(0, COUNTED)) * bytes.length) / Math.min(COUNTED, bytes.length),
    )
    return
  }
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number
    if (byte < 0x80) at++
    else if (isSequence(bytes, at)) {
      found.right++
      at += lengthOf(byte)
    } else {
      found.wrong++
      at++
    }
  }
}

function firstBytesOfLetters(bytes: Buffer): number {
  let letters = 0
  for (const byte of bytes) if (byte >= 0xc0) letters++
  return Math.max(1, letters)
}

/** Near enough to tell UTF-8 from what is not; the decoder is strict. */
function isSequence(bytes: Buffer, at: number): boolean {
  const length = lengthOf(bytes[at] as number)
  for (let next = at + 1; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false
  return length > 1
}

function lengthOf(first: number): number {
  if (first >= 0xf0 && first < 0xf5) return 4
  if (first >= 0xe0) return first < 0xf0 ? 3 : 1
  return first >= 0xc2 ? 2 : 1
}
