import { choice, form, text } from '#kernel/forms/fields.ts'
import { rankings } from '../../budget.ts'
import { declared } from '../fields.ts'

/** Pairs that one person decides in a process, also those of which they cannot say. */
export const PAIRS_MAX = 40
/** Below so many comparisons a place in the ranking can still change much, and pages say so. */
export const FEW = 10

export const pairChoices = ['first', 'second', 'alike', 'unsure'] as const

/** `pair` is what the page of the pair gave out. */
export const pairForm = form({
  pair: text({ max: 60, pattern: /^\d{1,9}-\d{1,9}-[\w-]{22}$/ }),
  choice: choice(pairChoices),
  ...declared,
})

export const rankingForm = form({ ranking: choice(rankings) })
