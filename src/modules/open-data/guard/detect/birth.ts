import { type Hit, matchesIn } from './hit.ts'
import { isPersonName } from './person-name.ts'

const DAY = /(?<!\d)(?:[0-3]?\d[./-][01]?\d[./-](?:1[89]|20)\d\d|(?:1[89]|20)\d\d-[01]\d-[0-3]\d)(?!\d)/g
const BEFORE = /(?:născut[ăi]?|nascut[ai]?|naşter|nașter|naster|\bn\.|born|birth|\bdob\b|рожд|родил)[^\d]{0,24}$/iu
const AFTER = /^[^\d\p{L}]{0,3}(?:г\.? ?р\.?|года? рождения|a\. ?n\.)/iu
const NAMES = /\p{Lu}[\p{L}'’-]+(?:[ \u00a0]+\p{Lu}[\p{L}'’-]+){1,3}/gu

/** In a text: the day on which somebody was born, where somebody's name stands in it too. */
export function findBirths(text: string): Hit[] {
  const hits: Hit[] = []
  for (const { index, 0: day } of matchesIn(text, DAY)) {
    const end = index + day.length
    const isBirth = BEFORE.test(text.slice(Math.max(0, index - 48), index)) || AFTER.test(text.slice(end, end + 20))
    if (isBirth && namesSomebody(text)) hits.push({ found: 'birth', from: index, to: end })
  }
  return hits
}

function namesSomebody(text: string): boolean {
  for (const [words] of matchesIn(text, NAMES)) if (isPersonName(words)) return true
  return false
}

/** Whether a cell below a title that speaks of birth holds a day or a year of one. */
export const isBirthday = (cell: string): boolean =>
  /^(?:[0-3]?\d[./ -][01]?\d[./ -](?:1[89]|20)?\d\d|(?:1[89]|20)\d\d[./-][01]?\d[./-][0-3]?\d(?:[T ].*)?|(?:1[89]|20)\d\d)$/.test(
    cell.trim(),
  )
