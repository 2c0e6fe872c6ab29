import { cheapestEncoding } from './letter-cost.ts'
import type { Survey } from './survey-bytes.ts'

/** How the bytes of a file become text. */
export interface Encoding {
  /** As IANA names it; 'UTF-8' also for a file of nothing but ASCII. */
  name: string
  /** Bytes of the mark at the beginning, which is no text. */
  mark: number
  /** Some bytes are no letters of it: the lines where they stand are left out. */
  faulty: boolean
}

/**
 * Which encoding a file is written in: by its mark, else as UTF-8 where the bytes are that, else UTF-16 by its zeros, else by which one makes
 * Romanian or Russian out of them. There is no fallback: the likeliest of all is taken, and the officer sees how it reads.
 */
export function detectEncoding(survey: Survey): Encoding {
  const marked = byMark(survey.head)
  if (marked) return { ...marked, faulty: survey.wrong > 0 && marked.name === 'UTF-8' }
  const wide = byZeros(survey.head)
  if (wide) return { name: wide, mark: 0, faulty: false }
  if (isUtf8(survey)) return { name: 'UTF-8', mark: 0, faulty: survey.wrong > 0 }
  return { name: cheapestEncoding(survey.sample), mark: 0, faulty: true }
}

/** Where an officer names the encoding, its mark is still no text. */
export function namedEncoding(name: string, survey: Survey): Encoding {
  const marked = byMark(survey.head)
  const mark = marked && marked.name.toLowerCase() === name.toLowerCase() ? marked.mark : 0
  return { name, mark, faulty: survey.wrong > 0 || !/^utf-?8$/i.test(name) }
}

function byMark(head: Buffer): { name: string; mark: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'UTF-8', mark: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'UTF-16LE', mark: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'UTF-16BE', mark: 2 }
  return null
}

/** Bytes of text in another encoding are now and then UTF-8 by chance, but never three times as often as they are not. */
function isUtf8({ right, wrong, ascii }: Survey): boolean {
  return ascii || (right > 0 && right >= 3 * wrong)
}

/** Upper bytes of UTF-16 in our languages: Latin, Romanian, Cyrillic, and those of dashes and quotes. */
const UPPER = new Set([0x00, 0x01, 0x02, 0x04, 0x20])
/** The byte of a blank is among them, so Latin and Cyrillic ones alone must make out the most. */
const SHARE = 0.7

/** UTF-16 without a mark: every other byte is one of few. */
function byZeros(head: Buffer): 'UTF-16LE' | 'UTF-16BE' | null {
  const pairs = Math.min(head.length >> 1, 16 * 1024)
  if (pairs < 8 || !head.subarray(0, pairs * 2).some((byte) => byte === 0)) return null
  for (const [name, upper] of [
    ['UTF-16LE', 1],
    ['UTF-16BE', 0],
  ] as const) {
    let known = 0
    let letters = 0
    for (let at = 0; at < pairs; at++) {
      const byte = head[2 * at + upper] as number
      if (UPPER.has(byte)) known++
      if (byte < 0x08 && head[2 * at + 1 - upper] !== 0) letters++
    }
    if (known > 0.97 * pairs && letters > SHARE * pairs) return name
  }
  return null
}
