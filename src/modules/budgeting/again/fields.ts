import { day, form, list, optional, text } from '#kernel/forms/fields.ts'
import { projectNumber } from '../vote/fields.ts'

export const againForm = form({
  reason: text({ max: 1_000, min: 20, lines: true }),
  opensOn: day(),
  closesOn: day(),
  /** Projects that the ballot of the first vote had and this one has not. */
  off: list(projectNumber(), { max: 500 }),
  change: optional(text({ max: 500, min: 10, lines: true })),
})
