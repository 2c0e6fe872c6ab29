import { romanian, russian } from './letter-pairs.ts'
import { singleByteTable } from './single-byte.ts'

/**
 * How dear it is to believe that bytes are text of a language in an encoding: the sum over neighbouring letters of how rare they are, in half
 * bits (2 · −log₂ of the probability). Only pairs with a byte beyond ASCII count, so all candidates are weighed by the same places.
 */

type Language = 'ro' | 'ru' | 'western' | 'central'

/** In the order in which one is taken where several read the same: the Romanian letters stand at one place in three of them. */
const CANDIDATES: readonly [encoding: string, language: Language][] = [
  ['windows-1250', 'ro'],
  ['ISO-8859-2', 'ro'],
  ['ISO-8859-16', 'ro'],
  ['IBM852', 'ro'],
  ['windows-1251', 'ru'],
  ['KOI8-R', 'ru'],
  ['IBM866', 'ru'],
  ['x-mac-cyrillic', 'ru'],
  ['ISO-8859-5', 'ru'],
  ['windows-1252', 'western'],
  ['windows-1250', 'central'],
  ['ISO-8859-2', 'central'],
]

/** Those that letters tell apart, each once. */
export const lettersTell = [...new Set(CANDIDATES.map(([encoding]) => encoding))]

const ROMANIAN = ' abcdefghijklmnopqrstuvwxyzăâîșț'
const RUSSIAN = ' абвгдеёжзийклмнопрстуфхцчшщъыьэюя'
const WESTERN = 'éèàáäöüñçóíãõåøæêôúßëïîâûìòùœ'
const CENTRAL = 'áéíóúýčďěňřšťůžąćęłńśźżöőüűäßđâîôăşţëç'

/** What typographers put between words; it is text in any language. */
const PUNCTUATION = '„”“‘’‚»«–—…№°§€\u00a0•©®'

const COST = {
  punctuation: 8,
  /** ¤ ¦ ¬ ¶ and their like. */
  sign: 20,
  strangeLetter: 24,
  /** Controls, lines of boxes, bytes that mean nothing. */
  noText: 40,
  /** Latin beside Cyrillic in one word. */
  mixed: 40,
  capitalInWord: 10,
  /** A letter of a language of which we know only the alphabet. */
  knownLetter: 16,
  otherLetter: 6,
}

/** @param sample bytes, most of them around what is not ASCII */
export function cheapestEncoding(sample: Uint8Array): string {
  let cheapest = ''
  let least = Number.POSITIVE_INFINITY
  for (const [encoding, language] of CANDIDATES) {
    const cost = costOf(sample, encoding, language)
    if (cost < least) {
      least = cost
      cheapest = encoding
    }
  }
  return cheapest
}

/** Of each pair of bytes once, times how often it stands there: a sample has far more pairs than there are different ones. */
function costOf(sample: Uint8Array, encoding: string, language: Language): number {
  const letters = lettersOf(encoding, language)
  const known = new Map<number, number>()
  let total = 0
  for (let at = 1; at < sample.length; at++) {
    const [before, byte] = [sample[at - 1] as number, sample[at] as number]
    if (before < 0x80 && byte < 0x80) continue
    const pair = before * 256 + byte
    let cost = known.get(pair)
    if (cost === undefined) {
      cost = costOfPair(letters[before] as Letter, letters[byte] as Letter, language)
      known.set(pair, cost)
    }
    total += cost
  }
  return total
}

interface Letter {
  /** Place in the alphabet of the language; 0: the end of a word; -1: a letter of another alphabet. */
  at: number
  script: 'latin' | 'cyrillic' | null
  capital: boolean
  /** Of itself, wherever it stands. */
  cost: number
}

function lettersOf(encoding: string, language: Language): Letter[] {
  const table = singleByteTable(encoding)
  if (!table) throw new Error(`no table of ${encoding}`)
  return Array.from(table, (unit) => letterOf(String.fromCharCode(unit), language))
}

function letterOf(written: string, language: Language): Letter {
  const small = withComma(written.toLowerCase())
  const none = { at: 0, script: null, capital: false }
  if (PUNCTUATION.includes(written)) return { ...none, cost: COST.punctuation }
  if (!/\p{L}/u.test(small)) return { ...none, cost: costOfSign(written) }
  const script = /\p{Script=Cyrillic}/u.test(small) ? 'cyrillic' : /\p{Script=Latin}/u.test(small) ? 'latin' : null
  const letter = { script, capital: small !== withComma(written), at: -1 } as const
  if (language === 'ro' || language === 'ru') {
    const at = (language === 'ro' ? ROMANIAN : RUSSIAN).indexOf(small)
    return { ...letter, at, cost: at < 0 && written > '\x7f' ? COST.strangeLetter : 0 }
  }
  if (written <= '\x7f') return { ...letter, cost: COST.otherLetter / 2 }
  const alphabet = language === 'western' ? WESTERN : CENTRAL
  return { ...letter, cost: alphabet.includes(written.toLowerCase()) ? COST.knownLetter : COST.strangeLetter }
}

function costOfSign(written: string): number {
  if (written >= ' ' && written <= '~') return 0
  if (written < ' ' || (written >= '\x7f' && written <= '\x9f')) return written < ' ' ? 0 : COST.noText
  return /[\p{P}\p{S}]/u.test(written) && !/[\u2500-\u25ff]/.test(written) ? COST.sign : COST.noText
}

function withComma(letter: string): string {
  return letter.replace('ş', 'ș').replace('ţ', 'ț').replace('Ş', 'Ș').replace('Ţ', 'Ț')
}

function costOfPair(before: Letter, letter: Letter, language: Language): number {
  let cost = before.cost + letter.cost
  if (before.script && letter.script && before.script !== letter.script) cost += COST.mixed
  if (before.script && !before.capital && letter.capital) cost += COST.capitalInWord
  if (language === 'western' || language === 'central') return cost
  if (before.at < 0 || letter.at < 0) return cost + COST.otherLetter
  if (before.at === 0 && letter.at === 0) return cost
  const row = (language === 'ro' ? romanian : russian)[before.at] as string
  return cost + Number.parseInt(row.charAt(letter.at), 36)
}
