import { sql } from 'kysely'
import { fold, foldVariants } from '#commons/search/fold.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

export interface SimilarPetition {
  number: number
  slug: string
  title: string
  lang: Lang
  placeKey: string
  closesOn: string | null
  total: number
}

const SHOWN = 5
/** Half of what is asked must be in the other petition too, counted in words, or in trigrams of the titles. */
const ALIKE = 0.5

/** Open petitions that may ask the same as a title, the likest first, at most five. */
export async function similarTo(db: Db | Tx, title: string): Promise<SimilarPetition[]> {
  const words = stemsOf(title)
  if (words.length === 0) return []
  const folded = fold(title)
  const patterns = words.map((word) => `'${word}':*`)
  const { rows } = await sql<SimilarPetition>`
    WITH candidate AS (
      SELECT p.*, similarity(p.search_title, ${folded}) AS by_letters,
        (SELECT count(*) FROM unnest(${patterns}::text[]) AS word WHERE to_tsvector('simple', p.search_text) @@ word::tsquery)::real
          / ${words.length}::integer AS by_words
      FROM petitions.petition p
      WHERE p.state = 'open'
        AND (p.search_title % ${folded} OR to_tsvector('simple', p.search_text) @@ ${patterns.join(' | ')}::tsquery)
    )
    SELECT c.number, c.slug, c.title, c.lang, c.place_key AS "placeKey", c.closes_on AS "closesOn", coalesce(n.total, 0) AS total
    FROM candidate c LEFT JOIN petitions.signature_count n ON n.petition_id = c.id
    WHERE greatest(c.by_letters, c.by_words) >= ${ALIKE}::real
    ORDER BY c.by_letters + c.by_words DESC, total DESC, c.number LIMIT ${SHOWN}`.execute(db)
  return rows
}

/** What the columns `search_title` and `search_text` of a petition hold. */
export function searchColumns(title: string, why: string): { title: string; text: string } {
  return { title: fold(title), text: foldVariants(`${title} ${why}`).join(' ') }
}

/**
 * Beginnings of the words that carry the meaning. Endings of the three languages are one to three letters, so cutting them off
 * finds "trotuarul" by "trotuare" without a dictionary for each language.
 */
export function stemsOf(title: string): string[] {
  const stems = fold(title)
    .split(' ')
    // By code points: half of a character is no text for PostgreSQL.
    .map((word) => Array.from(word))
    .filter((letters) => letters.length >= 4)
    .map((letters) => letters.slice(0, Math.max(4, letters.length - 2)).join(''))
  return [...new Set(stems)].slice(0, 20)
}
