import { isDeepStrictEqual } from 'node:util'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Said } from './store.ts'

/** All that an institution says of a challenge; datasets by their names. */
type Whole = Said & { datasets: string[] }

const changeable = ['title', 'problem', 'datasets', 'teamsUntil', 'prototypesUntil', 'pilotUntil'] as const

/**
 * What a challenge said before, where it says something else now; `hidden` says why its words are told no more, `masked` why some of them are
 * not.
 */
export type Before = Partial<Whole> & Why<'hidden'> & Why<'masked'>
/** A reason, and in which language it is: null where nobody said so. */
type Why<K extends string> = { [key in K]?: string } & { [key in `${K}Lang`]?: Lang | null }

/** Why words are told no more. */
export interface Reason {
  reason: string
  lang: Lang | null
}

/** The same change without the words that were there. @param why nobody may read them any more */
export function toldOf(before: Before, { reason, lang }: Reason): Before {
  const { title, problem, ...others } = before
  return title || problem ? { ...others, hidden: reason, hiddenLang: lang } : before
}

/** The same for the record of acts, which forgets nothing: of words, that may have to go some day, only whether they are others. */
export function recordedOf({
  title,
  problem,
  hidden: _,
  hiddenLang: _1,
  masked: _2,
  maskedLang: _3,
  ...before
}: Before): Record<string, unknown> {
  return { before, reworded: [...(title ? ['title'] : []), ...(problem ? ['problem'] : [])] }
}

/** @returns null where nothing is another */
export function changedFrom(before: Whole, now: Whole): Before | null {
  const others = changeable.filter((part) => !isDeepStrictEqual(before[part], now[part]))
  return others.length === 0 ? null : (Object.fromEntries(others.map((part) => [part, before[part]])) as Before)
}
