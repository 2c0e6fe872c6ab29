import { integer } from '#kernel/forms/fields.ts'
import { defineSetting } from './settings.ts'

/** The k of every published count by place: fewer people than this are never told apart (small-numbers.ts). */
export const smallestToldApart = defineSetting<number>({
  key: 'settings.k',
  field: integer({ min: 5, max: 1000 }),
  unit: 'people',
  scope: 'house',
  otherwise: { value: 10 },
})

/** Settings of the whole house, of no room. */
export const houseSettings = [smallestToldApart]
