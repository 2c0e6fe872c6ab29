import { isDeepStrictEqual } from 'node:util'
import type { Said } from './store.ts'

/** All that an institution says of a challenge; datasets by their names. */
type Whole = Said & { datasets: string[] }

const changeable = ['title', 'problem', 'datasets', 'teamsUntil', 'prototypesUntil', 'pilotUntil'] as const

/** What a challenge said before, where it says something else now; `hidden` says why its words are told no more. */
export type Before = Partial<Whole> & { hidden?: string }

/** The same change without the words that were there. @param hidden why nobody may read them any more; null: everybody may */
export function toldOf({ title, problem, ...others }: Before, hidden: string | null): Before {
  if (hidden !== null && (title || problem)) return { ...others, hidden }
  return { ...others, ...(title && { title }), ...(problem && { problem }) }
}

/** @returns null where nothing is another */
export function changedFrom(before: Whole, now: Whole): Before | null {
  const others = changeable.filter((part) => !isDeepStrictEqual(before[part], now[part]))
  return others.length === 0 ? null : (Object.fromEntries(others.map((part) => [part, before[part]])) as Before)
}
