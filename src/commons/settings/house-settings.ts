import { defineNumber } from './settings.ts'

/** The k of every published count by place: fewer people than this are never told apart (small-numbers.ts). */
export const smallestToldApart = defineNumber('settings.k', 'people', 'house', { min: 5, max: 1000, otherwise: 10 })

/** Settings of the whole house, of no room. */
export const houseSettings = [smallestToldApart]
