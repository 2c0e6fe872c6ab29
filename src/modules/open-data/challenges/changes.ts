import { isDeepStrictEqual } from 'node:util'
import type { Said } from './store.ts'

/** All that an institution says of a challenge; datasets by their names. */
type Whole = Said & { datasets: string[] }

const changeable = ['title', 'problem', 'datasets', 'teamsUntil', 'prototypesUntil', 'pilotUntil'] as const

/**
 * What a challenge said before, where it says something else now; `hidden` says why its words are told no more, `masked` why some of them are
 * not.
 */
export type Before = Partial<Whole> & { hidden?: string; masked?: string }

/** The same change without the words that were there. @param hidden why nobody may read them any more; null: everybody may */
export function toldOf({ title, problem, ...others }: Before, hidden: string | null): Before {
  if (hidden !== null && (title || problem)) return { ...others, hidden }
  return { ...others, ...(title && { title }), ...(problem && { problem }) }
}

/** The same for the record of acts, which forgets nothing: of words, that may have to go some day, only whether they are others. */
export function recordedOf({ title, problem, hidden: _, masked: __, ...before }: Before): Record<string, unknown> {
  return { before, reworded: [...(title ? ['title'] : []), ...(problem ? ['problem'] : [])] }
}

/** @returns null where nothing is another */
export function changedFrom(before: Whole, now: Whole): Before | null {
  const others = changeable.filter((part) => !isDeepStrictEqual(before[part], now[part]))
  return others.length === 0 ? null : (Object.fromEntries(others.map((part) => [part, before[part]])) as Before)
}
