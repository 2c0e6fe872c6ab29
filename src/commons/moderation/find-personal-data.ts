import { idnoProblem } from '#commons/people/idno.ts'
import { findIbans } from './find-ibans.ts'
import { insultWords, threatWords } from './rough-words.ts'

export const findingKinds = ['email', 'phone', 'idnp', 'idno', 'iban', 'card', 'address', 'threat', 'insult'] as const
export type FindingKind = (typeof findingKinds)[number]

export interface Finding {
  kind: FindingKind
  /** UTF-16 positions in the text given, end excluded. */
  start: number
  end: number
  /** Enough to find the place with, not enough to use: first two characters and the last. */
  sample: string
}

/**
 * Points a moderator at what a public text may not hold: data of persons, threats and insults. A prompt for a human, never a
 * verdict: words are taken without their sense, numbers without their owner.
 *
 * Takes time linear in the length of the text: every pattern is bounded.
 *
 * @returns findings in the order of the text, none overlapping; of two that overlap the one that weighs more stays
 */
export function findPersonalData(text: string): Finding[] {
  const found = detectors.flatMap(({ kind, find }) => find(text).map(([start, end]) => ({ kind, start, end })))
  return withoutOverlaps(found, text.length).map((one) => ({ ...one, sample: sampleOf(text, one) }))
}

/** Findings that keep a text from being published by the clock alone: somebody must look first. */
export function stopsPublication(findings: readonly { kind: FindingKind }[]): boolean {
  return findings.some(({ kind }) => stopping.has(kind))
}

const stopping = new Set<FindingKind>(['idnp', 'iban', 'card', 'threat', 'phone'])

type Span = [start: number, end: number]

/** In the order of weight: where two findings overlap, the first named here stays. */
const detectors: { kind: FindingKind; find(text: string): Span[] }[] = [
  { kind: 'threat', find: (text) => spansOf(text, threatWords) },
  { kind: 'iban', find: findIbans },
  { kind: 'idnp', find: (text) => stateNumbers(text).filter(([start]) => text[start] !== '1') },
  // Numbers of organisations begin with 1 and are public.
  { kind: 'idno', find: (text) => stateNumbers(text).filter(([start]) => text[start] === '1') },
  { kind: 'card', find: (text) => spansOf(text, CARD).filter((span) => luhn(digitsOf(text, span))) },
  { kind: 'email', find: (text) => spansOf(text, EMAIL) },
  { kind: 'phone', find: (text) => spansOf(text, PHONE).filter((span) => !DATE.test(text.slice(...span))) },
  { kind: 'address', find: (text) => spansOf(text, ADDRESS) },
  { kind: 'insult', find: (text) => spansOf(text, insultWords) },
]

const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu
/** 13 digits, as written by people: in one piece or in groups. */
const THIRTEEN = /(?<!\d)\d(?:[ \u00a0-]?\d){12}(?![ \u00a0-]?\d)/g
const CARD = /(?<!\d)[2-6](?:[ \u00a0-]?\d){14,18}(?!\d)/g
/** Moldovan numbers with the country's code or the national 0, and any number written with a plus. */
const PHONE =
  /(?<![\d+])(?:(?:\+|00)[ \u00a0]?373(?:[ \u00a0./()-]{0,2}\d){8}|\+\d(?:[ \u00a0./()-]{0,2}\d){8,13}|\(?0[ \u00a0./()-]{0,2}[2-9](?:[ \u00a0./()-]{0,2}\d){7})(?!\d)/g
/** '01.09.2026 10' has nine digits and a leading zero, and is a day. */
const DATE = /^\d{2}[./-]\d{2}[./-]\d{4}/
/** A street and, within a line, a flat: a house alone names no home. */
const ADDRESS =
  /(?<![\p{L}\p{M}])(?:str(?:\.|ada|\s)|bd\.|bul\.|bulevardul|[sșş]os\.|[sșş]oseaua|aleea|ул(?:\.|ица|ице)|бул\.|бульвар|пр-т|проспект|пер\.|переулок)[^\n]{1,80}?(?<![\p{L}\p{M}])(?:ap\.?|apartament(?:ul)?|кв\.?|квартира)[ \u00a0]{0,2}(?:nr\.?|№)?[ \u00a0]{0,2}\d{1,4}/giu

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => [index, index + match.length])
}

function stateNumbers(text: string): Span[] {
  return spansOf(text, THIRTEEN).filter((span) => idnoProblem(digitsOf(text, span)) === null)
}

function digitsOf(text: string, [start, end]: Span): string {
  return text.slice(start, end).replaceAll(/\D/g, '')
}

/** Luhn's check (ISO/IEC 7812-1): every second digit from the right doubled, digits summed, a multiple of ten. */
function luhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

function withoutOverlaps<F extends { start: number; end: number }>(found: F[], length: number): F[] {
  const taken = new Uint8Array(length)
  const kept = found.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
  return kept.sort((a, b) => a.start - b.start)
}

function sampleOf(text: string, { start, end }: { start: number; end: number }): string {
  const letters = Array.from(text.slice(start, end))
  if (letters.length < 5) return '•••'
  return `${letters.slice(0, 2).join('')}•••${letters.at(-1)}`
}
