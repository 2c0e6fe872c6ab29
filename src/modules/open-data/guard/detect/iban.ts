import { type Hit, matchesIn } from './hit.ts'

/** Lengths of account numbers by country (ISO 13616): Europe, its neighbours, and where people of Moldova work. */
const LENGTHS: Record<string, number> = {
  ...{
    AD: 24,
    AE: 23,
    AL: 28,
    AT: 20,
    AZ: 28,
    BA: 20,
    BE: 16,
    BG: 22,
    BY: 28,
    CH: 21,
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    EE: 20,
  },
  ...{
    ES: 24,
    FI: 18,
    FR: 27,
    GB: 22,
    GE: 22,
    GI: 23,
    GR: 27,
    HR: 21,
    HU: 28,
    IE: 22,
    IL: 23,
    IS: 26,
    IT: 27,
    KZ: 20,
    LI: 21,
  },
  ...{
    LT: 20,
    LU: 20,
    LV: 21,
    MC: 27,
    MD: 24,
    ME: 22,
    MK: 19,
    MT: 31,
    NL: 18,
    NO: 15,
    PL: 28,
    PT: 25,
    QA: 29,
    RO: 24,
    RS: 22,
  },
  ...{ SA: 24, SE: 24, SI: 19, SK: 24, SM: 27, TR: 26, UA: 29, XK: 20 },
}
const BEGINS = /(?<![A-Z0-9])([A-Z]{2})\d\d/gi
/** The State Treasury keeps the accounts of institutions: those are in every public contract. */
const TREASURY = /^MD\d\dTR/

/** Account numbers of people and companies: of a known country and length, right by their check digits (modulo 97), with or without blanks. */
export function findIbans(text: string): Hit[] {
  const hits: Hit[] = []
  for (const begun of matchesIn(text, BEGINS)) {
    const length = LENGTHS[(begun[1] as string).toUpperCase()]
    const taken = length && takeSigns(text, begun.index, length)
    if (!taken || !isRight(taken.signs) || TREASURY.test(taken.signs)) continue
    hits.push({ found: 'iban', from: begun.index, to: taken.end })
  }
  return hits
}

/** So many letters and digits from a place on, single blanks between them passed over; none may follow. */
function takeSigns(text: string, from: number, length: number): { signs: string; end: number } | null {
  let signs = ''
  let at = from
  for (; signs.length < length; at++) {
    const sign = text[at]
    if (sign === undefined) return null
    if (/[A-Za-z0-9]/.test(sign)) signs += sign.toUpperCase()
    else if (sign !== ' ' || text[at - 1] === ' ') return null
  }
  return /[A-Za-z0-9]/.test(text[at] ?? '') ? null : { signs, end: at }
}

function isRight(signs: string): boolean {
  const turned = signs.slice(4) + signs.slice(0, 4)
  let rest = 0
  for (const sign of turned) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
