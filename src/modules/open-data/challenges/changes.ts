import { isDeepStrictEqual } from 'node:util'
import type { Said } from './store.ts'

/** All that an institution says of a challenge; datasets by their names. */
type Whole = Said & { datasets: string[] }

const changeable = ['title', 'problem', 'datasets', 'teamsUntil', 'prototypesUntil', 'pilotUntil'] as const

/**
 * What a challenge said before, where it says something else now; `hidden` says why its words are told no more, `masked` why some of them are
 * not.
 */
export type Before = Partial<Whole> & { hidden?: string; masked?: string }

/** What stands in the place of words that nobody may read any more. */
export const MASK = '▒▒▒'

/** The same without some words, wherever they stand in it; what they say of themselves stays. Null where none of them does. */
export function maskedIn(before: Before, words: string[], reason: string): Before | null {
  const mask = (text: string) => words.reduce((rest, word) => rest.replaceAll(word, MASK), text)
  const masked = Object.fromEntries(
    (['title', 'problem'] as const).flatMap((part) => {
      const texts = before[part]
      if (!texts) return []
      return [[part, Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, mask(text)]))]]
    }),
  ) as Pick<Before, 'title' | 'problem'>
  const isSame = (['title', 'problem'] as const).every((part) => isDeepStrictEqual(masked[part], before[part]))
  return isSame ? null : { ...before, ...masked, masked: reason }
}

/** The words of a form, one a line; one or two letters would stand everywhere. */
export function wordsToMask(lines: string): string[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 2)
}

/** The same change without the words that were there. @param hidden why nobody may read them any more; null: everybody may */
export function toldOf({ title, problem, ...others }: Before, hidden: string | null): Before {
  if (hidden !== null && (title || problem)) return { ...others, hidden }
  return { ...others, ...(title && { title }), ...(problem && { problem }) }
}

/** @returns null where nothing is another */
export function changedFrom(before: Whole, now: Whole): Before | null {
  const others = changeable.filter((part) => !isDeepStrictEqual(before[part], now[part]))
  return others.length === 0 ? null : (Object.fromEntries(others.map((part) => [part, before[part]])) as Before)
}
