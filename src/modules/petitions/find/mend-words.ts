import { stemsOf } from '#commons/search/stem.ts'
import type { Db } from '#kernel/database/database.ts'
import { spellingDistance } from './spelling-distance.ts'
import { isWord, wordsFarLike, wordsLike } from './store.ts'
import type { QueryWord } from './words.ts'

/** Shorter words are like too many others. */
const SHORTEST = 4
/** From here on an ending may differ as well: who types a word as it stands in a dictionary looks for it in every case. */
const LONG = 8
const MOST_WORDS_FOR_ONE = 4
/** Words of one query that are mended: looking for all like it is the dearest thing that a reader can ask for. */
const MOST_MENDED = 5

/**
 * Takes words for those of listed petitions that are spelled almost so, each on its own: the first five that want it, one after
 * the other, so that one query never holds more than one connection. What is mended already stays so.
 *
 * @param which only words that stand nowhere; or `all`, because a slip can make another word ("casă" for "cale")
 */
export async function mendWords(db: Db, words: QueryWord[], which: 'unknown' | 'all'): Promise<QueryWord[]> {
  const result: QueryWord[] = []
  let looked = 0
  for (const word of words) {
    const [form = ''] = word.forms
    const wanted =
      looked < MOST_MENDED &&
      form.length >= SHORTEST &&
      word.mended.length === 0 &&
      (which === 'all' || !(await isWord(db, form, word.unfinished)))
    if (wanted) looked++
    result.push(wanted ? { ...word, mended: await meantBy(db, form, !word.unfinished) } : word)
  }
  return result
}

async function meantBy(db: Db, typed: string, whole: boolean): Promise<string[]> {
  const near = nearest(typed, await wordsLike(db, typed), whole)
  return near.length > 0 || typed.length < LONG ? near : nearest(typed, await wordsFarLike(db, typed), whole)
}

/** Of those with most trigrams in common only what slips of the fingers explain. */
function nearest(typed: string, words: string[], whole: boolean): string[] {
  return words
    .map((word) => ({ word, distance: distanceOf(typed, word, whole) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_WORDS_FOR_ONE)
    .map(({ word }) => word)
}

/** How many slips explain it; of long words two in the stem are enough: «библеатека» is meant by «библиотеку». */
function distanceOf(typed: string, word: string, whole: boolean): number {
  const distance = spellingDistance(typed, word, whole)
  if (distance <= slipsIn(typed)) return distance
  if (typed.length < LONG) return Number.POSITIVE_INFINITY
  const [stem = typed] = stemsOf(typed)
  const slips = Math.min(...stemsOf(word).map((other) => spellingDistance(stem, other, true)))
  // The same ending is nearer.
  return slips <= 2 ? slips + 0.5 : Number.POSITIVE_INFINITY
}

function slipsIn({ length }: string): number {
  if (length < 6) return 1
  return length < 10 ? 2 : 3
}
