import { emptyWords } from '#commons/search/empty-words.ts'
import { foldVariants } from '#commons/search/fold.ts'
import { stemsOf } from '#commons/search/stem.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { Translate } from '#kernel/i18n/translator.ts'
import { type Topic, topics } from '../petition.ts'
import { inRomanianLetters } from './romanian-letters.ts'
import { sameSubject } from './subject-words.ts'

/** Longer ones are addresses and noise; PostgreSQL refuses lexemes from 2 KB on. */
const LONGEST = 60
/** A word that is still being typed finds its continuations from here on. */
const PREFIX = 3
const CYRILLIC = /^\p{Script=Cyrillic}+$/u
/** More words of a query are not looked for: each costs, and so many say enough. */
export const MOST_WORDS = 12

/**
 * What a petition is found by: its words as people may type them, their stems marked by '=', and its topic marked by '#', so
 * that none is taken for another. Names in Cyrillic are also found in Latin letters. Words and stems of the title stand there
 * once more, marked by '^': what the index says of the title need not be read from the row.
 */
export function searchWords(title: string, others: string[], topic: Topic): { lexemes: string[]; words: string[] } {
  const ofTitle = lexemesIn([title])
  const { words, stems } = lexemesIn([title, ...others])
  const inTitle = [...ofTitle.words, ...ofTitle.stems].map((lexeme) => `^${lexeme}`)
  return { lexemes: [...words, ...stems, `#${topic}`, ...inTitle], words }
}

function lexemesIn(texts: string[]): { words: string[]; stems: string[] } {
  const words = new Set(texts.flatMap(foldVariants).flatMap((folded) => folded.split(' ')))
  words.delete('')
  const known = [...words].filter((word) => word.length <= LONGEST)
  const stems = new Set([...known.flatMap(stemsOf), ...texts.flatMap(namesInCyrillic).flatMap(latinStemOf)])
  return { words: known, stems: [...stems].map((stem) => `=${stem}`) }
}

/** Words with a capital letter: what else would be spelled after its sound is a word of another language. */
function namesInCyrillic(text: string): string[] {
  return (text.match(/\p{Lu}[\p{Script=Cyrillic}\p{M}]+/gu) ?? [])
    .flatMap((name) => foldVariants(name))
    .filter((word) => word.length <= LONGEST)
}

/** The stem of a Cyrillic word in Romanian letters; none for other words, and for short ones, which mean something else there
 * (мост, most). */
function latinStemOf(word: string): string[] {
  if (!CYRILLIC.test(word)) return []
  return stemsOf(inRomanianLetters(stemsOf(word)[0] ?? '')).filter((stem) => stem.length >= 5)
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

/** The first words of a query, each once; without the empty ones when there are others. How many more there are. */
export function queryWords(query: string): { words: QueryWord[]; leftOut: number } {
  const [first = [], second = first] = foldVariants(query).map((folded) => folded.split(' ').filter(Boolean))
  const all = first.map((word, at) => ({
    forms: [...new Set([word, second[at] ?? word])].map((form) => form.slice(0, LONGEST)),
    unfinished: at === first.length - 1,
    mended: [],
  }))
  const telling = all.filter(({ forms }) => !emptyWords.has(forms[0] as string))
  const byForm = new Map((telling.length > 0 ? telling : all).map((word) => [word.forms[0], word]))
  const words = [...byForm.values()]
  return { words: words.slice(0, MOST_WORDS), leftOut: Math.max(0, words.length - MOST_WORDS) }
}

/**
 * The query for `tsvector @@ tsquery`: every word in any of its forms, as it is called in the other languages, or the name of
 * the topic. Folded words hold letters and digits only.
 */
export function tsQuery(words: QueryWord[], topicsNamed: (stem: string) => Topic[]): string {
  return words.map((word) => `(${lexemesOf(word, topicsNamed).join(' | ')})`).join(' & ')
}

/** Queries that tell how well a petition fits which `tsQuery` of the same words finds; null where one would tell nothing. */
export interface Fit {
  /** The title has every word. */
  title: string
  /** The title has every word just as it was typed. */
  asTyped: string
  /** The title has one of several words. */
  partOfTitle: string | null
  /** Every word stands somewhere: it is not found by its topic alone, nor mended. */
  words: string | null
}

export function fitOf(words: QueryWord[], topicsNamed: (stem: string) => Topic[]): Fit {
  const inTitle = words.map((word) => lexemesOf(word, noTopics).map(markedTitle).join(' | '))
  const found = tsQuery(words, topicsNamed)
  const standing = tsQuery(
    words.map((word) => ({ ...word, mended: [] })),
    noTopics,
  )
  return {
    title: inTitle.map((any) => `(${any})`).join(' & '),
    asTyped: words.map(({ forms }) => `(${forms.map((form) => `'^${form}'`).join(' | ')})`).join(' & '),
    partOfTitle: words.length > 1 ? inTitle.join(' | ') : null,
    words: standing === found ? null : standing,
  }
}

const noTopics = () => []
const markedTitle = (lexeme: string) => `'^${lexeme.slice(1)}`

function lexemesOf({ forms, unfinished, mended }: QueryWord, topicsNamed: (stem: string) => Topic[]): string[] {
  const typed = forms.map((form) => `'${form}'${unfinished && form.length >= PREFIX ? ':*' : ''}`)
  const meant = [...forms, ...mended]
  const stems = meant.flatMap(stemsOf)
  const wider = [...stems, ...stems.flatMap(sameSubject), ...meant.flatMap(latinStemOf)].map((stem) => `'=${stem}'`)
  const named = stems.flatMap(topicsNamed).map((topic) => `'#${topic}'`)
  return [...new Set([...typed, ...mended.map((word) => `'${word}'`), ...wider, ...named])]
}

type Translators = (lang: Lang) => Translate
type TopicsNamed = (stem: string) => Topic[]

const topicsIn = new WeakMap<Translators, TopicsNamed>()

/** Topics by the stems of their names in every language, which are found once: they took longer than all words of a query. */
export function topicsByName(translate: Translators): TopicsNamed {
  const known = topicsIn.get(translate) ?? readTopics(translate)
  topicsIn.set(translate, known)
  return known
}

/** "Other" is what somebody looks for who names no topic. */
function readTopics(translate: Translators): TopicsNamed {
  const byStem = new Map<string, Topic[]>()
  for (const topic of topics) {
    if (topic === 'other') continue
    const names = langs.flatMap((lang) => queryWords(translate(lang)(`petitions.topic.${topic}`)).words)
    for (const stem of new Set(names.flatMap(({ forms }) => forms.flatMap(stemsOf))))
      byStem.set(stem, [...(byStem.get(stem) ?? []), topic])
  }
  return (stem) => byStem.get(stem) ?? []
}
