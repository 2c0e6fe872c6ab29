import { type Hit, matchesIn } from './hit.ts'

/** With the sign of a country before it, or Moldova's 00373. At least ten digits: less is a number with its sign. */
const INTERNATIONAL =
  /(?<![\p{L}\p{N}+])(?:\+|00(?=[ .-]?\(?373))[ .-]?\(?\d(?:[ .\u00a0()/-]{0,3}\d){7,14}(?!\d|[.,]\d)/gu
/** Of Moldova, with the 0 before its area and signs that part it: 069 123 456, (022) 23-45-67, 0 231 2-34-56. */
const NATIONAL = /(?<![\p{L}\p{N}.,+/-])\(?0[ -]?[2-9]\d{1,2}\)?(?:[ .\u00a0/-]{0,2}\d){5,6}(?!\d|[.,]\d)/gu
/** What is said before a number that is to be called, then the number, of five to nine digits, whatever parts them. */
const CALLED =
  /(?:\btel(?:efon(?:ul)?)?|\bphone|\bmob(?:il(?:e|ul)?)?|\bgsm|\bfax|\bviber|\bwhatsapp|(?<!\p{L})тел(?:ефон)?|(?<!\p{L})моб(?:ильный)?|(?<!\p{L})факс)[^\p{L}\p{N}]{0,6}(\+?\(?\d(?:[ .\u00a0()/-]{0,2}\d){4,13})(?!\d)/giu

/**
 * Phone numbers as people write them in a text. Bare digits are left to who knows what their column is called.
 *
 * @param letters whether there are any
 */
export function findPhones(text: string, letters: boolean): Hit[] {
  const hits: Hit[] = []
  const add = (from: number, number: string, ok: (digits: string) => boolean) => {
    const to = from + number.length
    if (!ok(digitsIn(number)) || hits.some((hit) => from < hit.to && hit.from < to)) return
    hits.push({ found: 'phone', from, to })
  }
  if (text.includes('+') || text.includes('373'))
    for (const { index, 0: number } of matchesIn(text, INTERNATIONAL))
      add(index, number, (digits) => digits.length >= 10 && digits.length <= 15)
  for (const { index, 0: number } of matchesIn(text, NATIONAL))
    add(index, number, (digits) => digits.length === 9 && /\D/.test(number))
  if (!letters) return hits
  for (const match of matchesIn(text, CALLED)) {
    const number = match[1] as string
    add(match.index + match[0].length - number.length, number, isDialled)
  }
  return hits
}

/** Short ones (112, 14 555) are of services, and eleven digits of a bare year or two are none. */
function isDialled(digits: string): boolean {
  return digits.length >= 6 && digits.length <= 15
}

/** A mobile number of Moldova without anything that parts it. */
export const isBareMobile = (digits: string): boolean => /^0(?:6\d|7[4-9])\d{6}$/.test(digits)

/** What programs make of a phone number when they take it for a number: the 0 is lost, or the country stands before it. */
export const isBarePhone = (digits: string): boolean => /^(?:0?[2-7]\d{7}|373[2-7]\d{7})$/.test(digits)

const digitsIn = (text: string): string => text.replace(/\D/g, '')
