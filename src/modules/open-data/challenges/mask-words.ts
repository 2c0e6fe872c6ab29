import { isDeepStrictEqual } from 'node:util'
import { InvalidInput } from '#kernel/errors.ts'
import type { Before, Reason } from './changes.ts'
import type { Said } from './store.ts'

type Texts = Partial<Pick<Said, 'title' | 'problem'>>

/** What stands in the place of words that nobody may read any more. */
export const MASK = '▒▒▒'

/** One or two letters would stand everywhere. */
const SHORTEST = 3

/**
 * The words of a form, one a line. Each has to go, or the officer would take for gone what everybody can still read.
 *
 * @param said what it says from now on, and the reason: public, so no word may stand there
 * @param before all that it ever said; each word stands somewhere in it
 * @throws InvalidInput on `maskWords`, naming the words
 */
export function wordsToMask(lines: string, said: Texts, reason: string, before: Texts[]): string[] {
  const words = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  refuse('short', words, (word) => word.length < SHORTEST)
  refuse('still', words, (word) => reason.includes(word) || standsIn(said, word))
  refuse('nowhere', words, (word) => !before.some((texts) => standsIn(texts, word)))
  return words
}

function refuse(why: 'short' | 'still' | 'nowhere', words: string[], isWrong: (word: string) => boolean): void {
  const wrong = words.filter(isWrong)
  if (wrong.length === 0) return
  const args = { words: wrong.map((word) => `„${word}”`).join(', ') }
  throw new InvalidInput([{ field: 'maskWords', text: { key: `open-data.challenges.mask-words.${why}`, args } }])
}

function standsIn({ title, problem }: Texts, word: string): boolean {
  return [title, problem].some((texts) => Object.values(texts ?? {}).some((text) => text.includes(word)))
}

/** The same without some words, wherever they stand in it; what they say of themselves stays. Null where none of them does. */
export function maskedIn(before: Before, words: string[], why: Reason): Before | null {
  const masked = Object.fromEntries(
    (['title', 'problem'] as const).flatMap((part) => {
      const texts = before[part]
      if (!texts) return []
      return [[part, Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, mask(text, words)]))]]
    }),
  ) as Texts
  const isSame = (['title', 'problem'] as const).every((part) => isDeepStrictEqual(masked[part], before[part]))
  return isSame ? null : { ...before, ...masked, masked: why.reason, maskedLang: why.lang }
}

/** Each word is looked for in the text as it stood, so that of two that share letters no rest stays. */
function mask(text: string, words: string[]): string {
  const gone = new Set<number>()
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      for (let letter = at; letter < at + word.length; letter += 1) gone.add(letter)
  const shown = (unit: string, at: number) => {
    if (!gone.has(at)) return unit
    return gone.has(at - 1) ? '' : MASK
  }
  return text.split('').map(shown).join('')
}
