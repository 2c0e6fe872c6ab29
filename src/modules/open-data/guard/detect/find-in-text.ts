import { findBirths } from './birth.ts'
import { isCard } from './card.ts'
import { findEmails } from './email.ts'
import { type Hit, matchesIn } from './hit.ts'
import { findIbans } from './iban.ts'
import { isIdnp } from './idnp.ts'
import { findPhones } from './phone.ts'

/** Numbers of the length of an IDNP or of a card, standing alone or behind the word that says so. */
const LONG = /(?<![\p{L}\p{N}]|\d[.,])\d{13,19}(?![\p{L}\p{N}]|[.,]\d)/gu
const SAID = /(?<=(?:idnp|cnp|card|nr|no|n|№|cod|код|идн[пф]))\d{13,19}(?![\p{L}\p{N}]|[.,]\d)/giu
/** However it is parted, behind the word that says what it is. */
const SAID_PARTED =
  /(?<=(?:idnp|cnp|идн[пф]|cod(?:ul)? personal|личный код)[ :№.\u00a0-]{0,3})(?=\d{1,12}[ .\u00a0-])\d(?:[ .\u00a0-]?\d){12}(?![ .\u00a0-]?\d|\p{L})/giu
const SAYS_IDNP = /(?:idnp|cnp|идн[пф]|cod(?:ul)? personal|личный код)[^\p{L}\p{N}]{0,6}$/iu
/** Longer than such a word with what parts it from its number. */
const WORD = 24
/** As cards are embossed. */
const EMBOSSED = /(?<!\d[ -]?|\p{L})\d{4}([ -])(?:\d{4}\1\d{4}\1\d{4}|\d{6}\1\d{5})(?![ -]?\d|\p{L})/gu
/** A cell that is one number with signs between its digits: 2 002 500 081628. */
const PARTED = /^\s*\d[\d .\u00a0-]{12,24}\d\s*$/

export interface InText {
  hits: Hit[]
  /** The other numbers of thirteen digits, and how many there are of fifteen to nineteen: where few of many are right, they are right by chance. */
  thirteen: string[]
  long: number
}

const NONE: string[] = []
/** Digits of the shortest number that {@link findNumbers} looks for. */
const LEAST_LONG = 13

/** Whatever in a text looks like somebody's; each place once. Linear in its length. */
export function findInText(text: string): InText {
  const { digits, letters } = signsOf(text)
  const hits: Hit[] = []
  const take = (found: Hit[]) => {
    for (const hit of found) if (!hits.some((one) => hit.from < one.to && one.from < hit.to)) hits.push(hit)
  }
  // Most texts that get here are codes of digits and dashes, and have not what most of this needs.
  if (letters) take(findIbans(text))
  if (letters && text.includes('@')) take(findEmails(text))
  const numbers = digits < LEAST_LONG ? { hits: [], thirteen: NONE, long: 0 } : findNumbers(text)
  take(numbers.hits)
  take(findPhones(text, letters))
  if (letters) take(findBirths(text))
  return { hits, thirteen: numbers.thirteen, long: numbers.long }
}

/** How many digits there are, and whether there is anything beyond figures and their marks. */
function signsOf(text: string): { digits: number; letters: boolean } {
  let digits = 0
  let letters = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) digits++
    else if (code >= 64) letters = true
  }
  return { digits, letters }
}

function findNumbers(text: string): InText {
  const hits: Hit[] = []
  const thirteen: string[] = []
  let long = 0
  for (const pattern of [LONG, SAID, EMBOSSED, SAID_PARTED])
    for (const { index: from, 0: number } of matchesIn(text, pattern)) {
      const digits = number.replace(/\D/g, '')
      const to = from + number.length
      if (digits.length >= 15) long++
      if (isIdnp(digits)) hits.push({ found: 'idnp', from, to, ...(saidBefore(text, from) && { said: true }) })
      else if (digits.length === 13) thirteen.push(digits)
      if (isCard(digits)) hits.push({ found: 'card', from, to })
    }
  if (hits.length === 0 && PARTED.test(text) && /\d[ .\u00a0-]/.test(text) && isIdnp(text.replace(/\D/g, '')))
    hits.push({ found: 'idnp', from: 0, to: text.length })
  return { hits, thirteen, long }
}

const saidBefore = (text: string, at: number): boolean => SAYS_IDNP.test(text.slice(Math.max(0, at - WORD), at))
