import { foldVariants } from '#commons/search/fold.ts'
import { stemsOf } from './stem.ts'

/** Longer ones are addresses and noise; PostgreSQL refuses lexemes from 2 KB on. */
const LONGEST = 60
/** A word that is still being typed finds its continuations from here on. */
const PREFIX = 3
/** Words that say nothing about what is looked for. */
const EMPTY = new Set(
  'a al ale ai cu de din pe la in si sau ca ce pentru un o unei unui este sunt в во на и с со о об по для к от до за из не the of to in on at for and an is и или'.split(
    ' ',
  ),
)

/** What a text is found by: its words as people may type them, and their stems marked by '=', so that neither is taken for the other. */
export function searchWords(texts: string[]): { lexemes: string[]; words: string[] } {
  const words = new Set(texts.flatMap(foldVariants).flatMap((folded) => folded.split(' ')))
  words.delete('')
  const known = [...words].filter((word) => word.length <= LONGEST)
  const stems = new Set(known.flatMap(stemsOf))
  return { lexemes: [...known, ...[...stems].map((stem) => `=${stem}`)], words: known }
}

/** One word of a query in the forms that find it. */
export interface QueryWord {
  /** Folded, one or two: î may be meant as â or as i. */
  forms: string[]
  /** The last one is perhaps not typed to its end. */
  unfinished: boolean
  /** Words that were taken for it, when it stands nowhere. */
  mended: string[]
}

/** Words of a query; without the empty ones when there are others. */
export function queryWords(query: string): QueryWord[] {
  const [first = [], second = first] = foldVariants(query).map((folded) => folded.split(' ').filter(Boolean))
  const all = first.map((word, at) => ({
    forms: [...new Set([word, second[at] ?? word])].map((form) => form.slice(0, LONGEST)),
    unfinished: at === first.length - 1,
    mended: [],
  }))
  const telling = all.filter(({ forms }) => !EMPTY.has(forms[0] as string))
  return telling.length > 0 ? telling : all
}

/** The query for `tsvector @@ tsquery`: every word in any of its forms. Folded words hold letters and digits only. */
export function tsQuery(words: QueryWord[]): string {
  return words.map((word) => `(${lexemesOf(word).join(' | ')})`).join(' & ')
}

function lexemesOf({ forms, unfinished, mended }: QueryWord): string[] {
  const typed = forms.map((form) => `'${form}'${unfinished && form.length >= PREFIX ? ':*' : ''}`)
  const stems = [...forms, ...mended].flatMap(stemsOf).map((stem) => `'=${stem}'`)
  return [...new Set([...typed, ...mended.map((word) => `'${word}'`), ...stems])]
}
