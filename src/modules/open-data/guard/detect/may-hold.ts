/** Of the shortest things that are looked for: a day of birth, a phone number. */
const LEAST_DIGITS = 8
/** So many of them, however far apart. Written out: the engine counts repetitions more slowly. */
const DIGITS = new RegExp(Array.from({ length: LEAST_DIGITS }, () => '\\d').join('\\D*'))
const ISO_MOMENT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?$/

/** Whether a text is worth looking through. Nearly all cells are not, and this is all that they cost. */
export function mayHold(text: string): boolean {
  if (text.length < LEAST_DIGITS - 2) return false
  return text.includes('@') || (text.length >= LEAST_DIGITS && DIGITS.test(text) && !ISO_MOMENT.test(text))
}

/** Signs that nobody sees and that would part what belongs together; blanks of all kinds become one. */
export function withoutUnseen(text: string): string {
  return /[\0\u00ad\u200b-\u200f\u2060\ufeff\u2000-\u200a\u202f]/.test(text)
    ? text.replace(/[\0\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/[\u2000-\u200a\u202f]/g, ' ')
    : text
}
