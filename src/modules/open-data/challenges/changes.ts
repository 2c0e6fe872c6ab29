import { isDeepStrictEqual } from 'node:util'
import type { Said } from './store.ts'

/** All that an institution says of a challenge; datasets by their names. */
type Whole = Said & { datasets: string[] }

const changeable = ['title', 'problem', 'datasets', 'teamsUntil', 'prototypesUntil', 'pilotUntil'] as const

/** What a challenge said before, where it says something else now. */
export type Before = Partial<Whole>

/** @returns null where nothing is another */
export function changedFrom(before: Whole, now: Whole): Before | null {
  const others = changeable.filter((part) => !isDeepStrictEqual(before[part], now[part]))
  return others.length === 0 ? null : (Object.fromEntries(others.map((part) => [part, before[part]])) as Before)
}
