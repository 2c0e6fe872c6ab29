/**
 * International bank account numbers (ISO 13616) whose check digits add up, written in one piece or in groups.
 *
 * @returns spans [start, end) of the text
 */
export function findIbans(text: string): [number, number][] {
  const found: [number, number][] = []
  for (const { index } of text.matchAll(START)) {
    const { characters, ends } = gather(text, index)
    const length = lengthsFor(characters).find((one) => one <= characters.length && addsUp(characters.slice(0, one)))
    if (length !== undefined) found.push([index, ends[length - 1] as number])
  }
  return found
}

const START = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}/g
const LONGEST = 34
const SHORTEST = 15

/** Of countries that people here have accounts in; of the others every length is tried. */
const LENGTHS: Readonly<Record<string, number>> = {
  MD: 24,
  RO: 24,
  UA: 29,
  DE: 22,
  FR: 27,
  IT: 27,
  ES: 24,
  PT: 25,
  GB: 22,
  IE: 22,
  BG: 22,
  PL: 28,
  CZ: 24,
  TR: 26,
  IL: 23,
}

function lengthsFor(characters: string): number[] {
  const known = LENGTHS[characters.slice(0, 2)]
  return known ? [known] : Array.from({ length: LONGEST - SHORTEST + 1 }, (_, at) => LONGEST - at)
}

/** Letters and digits from `start` on, over single spaces, and where each ends in the text. */
function gather(text: string, start: number): { characters: string; ends: number[] } {
  let characters = ''
  const ends: number[] = []
  for (let at = start; at < text.length && ends.length < LONGEST; at++) {
    const letter = text[at] as string
    if (/[A-Za-z0-9]/.test(letter)) {
      characters += letter.toUpperCase()
      ends.push(at + 1)
    } else if (!/[ \u00a0]/.test(letter) || /[ \u00a0]/.test(text[at - 1] ?? '')) break
  }
  return { characters, ends }
}

/** ISO 7064 MOD 97-10: the first four characters moved to the end, letters as 10 to 35, the number modulo 97 is 1. */
function addsUp(iban: string): boolean {
  let rest = 0
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
