import { PbError } from './pb-file.ts'

/** The text of a `.pb` file, with its mark where it has one. @throws PbError at the first byte that is not UTF-8 */
export function readText(bytes: Uint8Array): string {
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
  const lines = new TextDecoder().decode(bytes.subarray(0, good)).split('\n')
  return new PbError(lines.length, (lines.at(-1) ?? '').length + 1, 'not-utf8')
}
