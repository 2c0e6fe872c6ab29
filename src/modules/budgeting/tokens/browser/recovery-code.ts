import { type Bytes, fromNumber, toNumber } from './bytes.ts'

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 26 letters hold 130 bits, of which the first two are zero. */
const LENGTH = 26
export const CODE_BYTES = 16
/** A prime under 32²: one wrong letter or two swapped neighbours never pass. */
const CHECK = 1021n
const GROUP = 4

/** A new code: all that a ballot needs comes from it. */
export function newCode(): Bytes {
  return crypto.getRandomValues(new Uint8Array(CODE_BYTES))
}

/** In letters that are not taken for each other (Crockford's base 32), with two to check, in seven groups of four. */
export function writeCode(code: Bytes): string {
  const value = toNumber(code)
  const letters = inLetters(value, LENGTH) + inLetters(value % CHECK, 2)
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) as string[]).join('-')
}

/** As a person typed it. @returns null where it is no code: a letter is missing or wrong */
export function readCode(typed: string): Bytes | null {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (letters.length !== LENGTH + 2 || [...letters].some((letter) => !LETTERS.includes(letter))) return null
  const value = numberIn(letters.slice(0, LENGTH))
  if (value >> 128n !== 0n || numberIn(letters.slice(LENGTH)) !== value % CHECK) return null
  return fromNumber(value, CODE_BYTES)
}

function inLetters(value: bigint, length: number): string {
  let letters = ''
  for (let rest = value; letters.length < length; rest >>= 5n) letters = LETTERS[Number(rest & 31n)] + letters
  return letters
}

function numberIn(letters: string): bigint {
  let value = 0n
  for (const letter of letters) value = (value << 5n) | BigInt(LETTERS.indexOf(letter))
  return value
}
