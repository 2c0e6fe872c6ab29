const ZERO = 48
const NINE = 57
const AT = 64
/** Of the shortest things that are looked for: a day of birth, a phone number. */
const LEAST_DIGITS = 8
const ISO_MOMENT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?$/

/** Whether a text is worth looking through. Nearly all cells are not, and this is all that they cost. */
export function mayHold(text: string): boolean {
  if (text.length < LEAST_DIGITS - 2) return false
  let digits = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === AT) return true
    if (code >= ZERO && code <= NINE) digits++
  }
  return digits >= LEAST_DIGITS && !ISO_MOMENT.test(text)
}

/** Signs that nobody sees and that would part what belongs together; blanks of all kinds become one. */
export function withoutUnseen(text: string): string {
  return /[\0\u00ad\u200b-\u200f\u2060\ufeff\u2000-\u200a\u202f]/.test(text)
    ? text.replace(/[\0\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/[\u2000-\u200a\u202f]/g, ' ')
    : text
}
