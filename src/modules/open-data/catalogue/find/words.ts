import { emptyWords } from '#commons/search/empty-words.ts'
import { foldVariants } from '#commons/search/fold.ts'
import type { Listed } from './store.ts'
import { LONGEST, WordsSaid } from './words-said.ts'

/** More words of a query are not looked for: so many say enough. */
export const MOST_WORDS = 12
/** A stem finds a little worse than the word itself. */
const OF_STEM = 0.8

/** What a word is worth by where it stands. */
const WORTH = { title: 8, keyword: 5, institution: 3, other: 2, description: 1 } as const

/** Words of a dataset in all its languages and, marked by '=', their stems, each with what it is worth. */
export function wordsOf(dataset: Listed, said = new WordsSaid()): Map<string, number> {
  const { title, keywords, institution, others, description, name } = dataset
  const found = new Map<string, number>()
  const take = (texts: string[], worth: number) => {
    for (const text of texts)
      for (const { word, stems } of said.of(text)) {
        keepBest(found, word, worth)
        for (const stem of stems) keepBest(found, stem, worth * OF_STEM)
      }
  }
  take(Object.values(title), WORTH.title)
  take(Object.values(keywords).flat(), WORTH.keyword)
  take(Object.values(institution.name), WORTH.institution)
  take([...others, name], WORTH.other)
  take(Object.values(description), WORTH.description)
  return found
}

function keepBest(found: Map<string, number>, word: string, worth: number): void {
  if ((found.get(word) ?? 0) < worth) found.set(word, worth)
}

/** One word of a query. */
export interface QueryWord {
  /** Folded, one or two: î may be meant as â or as i. */
  forms: string[]
  /** The last one is perhaps not typed to its end. */
  unfinished: boolean
}

/** The words of a query, each once; without the empty ones when there are others. */
export function queryWords(query: string): QueryWord[] {
  const [first = [], second = first] = foldVariants(query).map((folded) => folded.split(' ').filter(Boolean))
  const all = first.map((word, at) => ({
    forms: [...new Set([word, second[at] ?? word])].map((form) => form.slice(0, LONGEST)),
    unfinished: at === first.length - 1,
  }))
  const telling = all.filter(({ forms }) => !emptyWords.has(forms[0] as string))
  const byForm = new Map((telling.length > 0 ? telling : all).map((word) => [word.forms[0], word]))
  return [...byForm.values()].slice(0, MOST_WORDS)
}
