import { PbError } from './pb-file.ts'

/** The text of a `.pb` file, with its mark where it has one. @throws PbError at the first byte that is not UTF-8, or is null */
export function readText(bytes: Uint8Array): string {
  const text = decoded(bytes)
  const at = text.indexOf('\0')
  // No field means one, and the database keeps none.
  if (at >= 0) throw placeAfter(text.slice(0, at), 'null-character')
  return text
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw placeOfBadByte(bytes)
  }
}

/** Bytes before the bad one are right, so the longest part that decodes ends where it stands. */
function placeOfBadByte(bytes: Uint8Array): PbError {
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return placeAfter(new TextDecoder().decode(bytes.subarray(0, good)), 'not-utf8')
}

function placeAfter(good: string, wrong: 'not-utf8' | 'null-character'): PbError {
  const lines = good.split('\n')
  return new PbError(lines.length, (lines.at(-1) ?? '').length + 1, wrong)
}
