import { createReadStream } from 'node:fs'
import { Unreadable } from '../../raw-table.ts'

/** The bytes of a file as UTF-8 without a mark at its beginning. UTF-16, which some programs on Windows write, is turned into it. */
export async function* jsonBytes(path: string): AsyncGenerator<Buffer> {
  let utf16: TextDecoder | null = null
  let isBeginning = true
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
    if (isBeginning) utf16 = decoderFor(chunk)
    if (utf16) yield Buffer.from(decode(utf16, chunk))
    else yield isBeginning && hasMark(chunk) ? chunk.subarray(3) : chunk
    isBeginning = false
  }
  if (utf16) decode(utf16)
}

/** JSON begins with a sign of ASCII, so a zero says how wide its signs are. */
function decoderFor([first, second]: Buffer): TextDecoder | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) {
    return new TextDecoder('utf-16le', { fatal: true })
  }
  return first === 0xfe || first === 0 ? new TextDecoder('utf-16be', { fatal: true }) : null
}

function hasMark([first, second, third]: Buffer): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf
}

function decode(decoder: TextDecoder, bytes?: Buffer): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    throw new Unreadable('open-data.workbook.not-utf-8')
  }
}
