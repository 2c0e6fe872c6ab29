import type { Db } from '#kernel/database/database.ts'
import { spellingDistance } from './spelling-distance.ts'
import { isWord, wordsLike } from './store.ts'
import type { QueryWord } from './words.ts'

/** Shorter words are like too many others. */
const SHORTEST = 4
const MOST = 4

/**
 * Takes every word for those of listed petitions that are spelled almost so, each on its own.
 *
 * @param which only words that stand nowhere; or `all`, because a slip can make another word ("casă" for "cale")
 */
export function mendWords(db: Db, words: QueryWord[], which: 'unknown' | 'all'): Promise<QueryWord[]> {
  return Promise.all(
    words.map(async (word) => {
      const [form = ''] = word.forms
      if (form.length < SHORTEST) return word
      if (which === 'unknown' && (await isWord(db, form, word.unfinished))) return word
      return { ...word, mended: nearest(form, await wordsLike(db, form), !word.unfinished) }
    }),
  )
}

/** Of those with most trigrams in common only what a slip of the fingers explains. */
function nearest(typed: string, words: string[], whole: boolean): string[] {
  const most = slipsIn(typed)
  return words
    .map((word) => ({ word, distance: spellingDistance(typed, word, whole) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ word }) => word)
}

function slipsIn({ length }: string): number {
  if (length < 6) return 1
  return length < 10 ? 2 : 3
}
