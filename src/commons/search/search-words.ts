import { fold, foldVariants } from './fold.ts'

/** What the columns `search_title` and `search_text` of something that people wrote hold. */
export function searchColumns(title: string, text: string): { title: string; text: string } {
  return { title: fold(title), text: foldVariants(`${title} ${text}`).join(' ') }
}

const MOST_WORDS = 20

/**
 * Words of a text as prefixes of a tsquery, without the endings that Romanian, Russian and English put to a word, so that
 * "bănci" finds "băncile".
 *
 * @param least words with fewer letters carry no meaning
 */
export function prefixesOf(text: string, least: number): string[] {
  const stems = fold(text)
    .split(' ')
    // By code points: half of a character is no text for PostgreSQL.
    .map((word) => Array.from(word))
    .filter((letters) => letters.length >= least)
    .map((letters) => letters.slice(0, Math.max(4, letters.length - 2)).join(''))
  return [...new Set(stems)].slice(0, MOST_WORDS).map((stem) => `'${stem}':*`)
}
