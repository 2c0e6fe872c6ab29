import type { Description } from '../../dataset.ts'
import { NOT_SPECIFIED } from '../vocabularies/licences.ts'

/** What the public must be told of any data: what it is, and what one may do with it. */
export const neededFields = ['description', 'licence'] as const
export type NeededField = (typeof neededFields)[number]

/** Without what a dataset cannot be published. */
export function lacksOf({ description, licence }: Pick<Description, 'description' | 'licence'>): NeededField[] {
  return [
    ...(description.ro ? [] : (['description'] as const)),
    ...(licence === NOT_SPECIFIED ? (['licence'] as const) : []),
  ]
}
