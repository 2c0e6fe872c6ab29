import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { demoPetitions } from '#modules/petitions/demo/stories.ts'
import words from './words.json' with { type: 'json' }

export type Lang = 'ro' | 'ru' | 'en'
export type Random = () => number

/** Numbers from 0 to 1, the same in every run, so that two runs measure the same. */
export const numbersFrom = sameNumbers

export function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T
}

/** What people ask for and why: sentences of the demo and of words.json, with made-up streets and villages for the many rare words. */
export function petitionText(lang: Lang, random: Random): { title: string; why: string } {
  const { verbs, objects, places, sentences } = words[lang]
  const fill = (text: string) =>
    text
      .replaceAll('{object}', () => pick(objects, random))
      .replaceAll('{name}', () => madeUpName(lang, random))
      .replaceAll('{n}', () => String(2 + Math.floor(random() ** 2 * 900)))
  const all = [...sentences, ...demoSentences[lang]]
  const paragraphs = Array.from({ length: 2 + Math.floor(random() * 4) }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => fill(pick(all, random))).join(' '),
  )
  const title = fill(`${pick(verbs, random)} ${pick(objects, random)} ${pick(places, random)}`)
  return { title: title.slice(0, 150), why: paragraphs.join('\n\n').slice(0, 4900) }
}

const demoSentences: Record<Lang, string[]> = {
  ro: sentencesOf('ro'),
  ru: sentencesOf('ru'),
  en: sentencesOf('en'),
}

function sentencesOf(lang: Lang): string[] {
  return demoPetitions
    .filter((petition) => petition.lang === lang)
    .flatMap(({ why }) => why.split(/(?<=[.!?])\s+|\n+/))
    .map((sentence) => sentence.replace(/^- /, '').trim())
    .filter((sentence) => sentence.length > 20)
}

/** Streets, villages and people: as many different words as letters allow, a few of them often. */
function madeUpName(lang: Lang, random: Random): string {
  // Skewed, as names are: the first of 4,000 stands for one in forty.
  const own = numbersFrom(Math.floor(4_000 ** random()) * 7 + 1)
  const { starts, middles, ends } = words[lang === 'ru' ? 'ru' : 'ro'].syllables
  return pick(starts, own) + (own() < 0.7 ? pick(middles, own) : '') + pick(ends, own)
}
