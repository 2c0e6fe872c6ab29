import { foldVariants, placeKey } from '#commons/search/fold.ts'
import type { Places } from './places.ts'

/** So many are offered; who does not find the place among them types one letter more. */
export const MOST_FOUND = 40

/**
 * Keys of places one of whose names, in any language, begins with what was typed, or has a word for each of its words that begins so.
 * ș and s, ț and t, â and î are the same; Cyrillic letters also find what they spell in Latin ones. The name itself comes first.
 */
export function seekPlaces(places: Places, words: string): string[] {
  const sought = formsOf(words.slice(0, 100))
  if (sought.length === 0) return []
  const found: { key: string; rank: number }[] = []
  for (const [key, names] of indexOf(places)) {
    const ranks = sought.flatMap((one) => names.map((name) => rankOf(name, one)))
    const rank = Math.min(...ranks)
    if (rank < NOT) found.push({ key, rank })
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_FOUND)
    .map(({ key }) => key)
}

/** Keys of all places that are called so in some language, however it is spelled. */
export function placesNamed(places: Places, name: string): string[] {
  const sought = formsOf(name.slice(0, 100))
  return indexOf(places).flatMap(([key, names]) => (names.some((one) => sought.includes(one)) ? [key] : []))
}

const NOT = 3

/** 0 the name itself, 1 its beginning, 2 beginnings of its words, 3 another name. */
function rankOf(name: string, sought: string): number {
  if (name === sought) return 0
  if (name.startsWith(sought)) return 1
  const words = name.split(' ')
  return sought.split(' ').every((one) => words.some((word) => word.startsWith(one))) ? 2 : NOT
}

function formsOf(text: string): string[] {
  return [...new Set([...foldVariants(text), placeKey(text)])].filter(Boolean)
}

const indexes = new WeakMap<Places, [key: string, names: string[]][]>()

function indexOf(places: Places): [key: string, names: string[]][] {
  let index = indexes.get(places)
  if (!index) {
    index = places.all().map(({ key, name }) => [key, [...new Set(Object.values(name).flatMap(formsOf))]])
    indexes.set(places, index)
  }
  return index
}
