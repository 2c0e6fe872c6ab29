import { defineSetting } from '#commons/settings/settings.ts'
import { integer } from '#kernel/forms/fields.ts'

/** Term in which a moderator decides on a text. */
export const moderationDays = defineSetting({
  key: 'petitions.moderation-days',
  field: integer({ min: 1, max: 60 }),
  unit: 'workingDays',
  scope: 'house',
  otherwise: { value: 5 },
})

/** Term in which the starter can appeal a refusal. */
export const appealDays = defineSetting({
  key: 'petitions.appeal-days',
  field: integer({ min: 1, max: 90 }),
  unit: 'days',
  scope: 'house',
  otherwise: { value: 15 },
})

/** Term in which what readers reported is looked at. */
export const flagDays = defineSetting({
  key: 'petitions.flag-days',
  field: integer({ min: 1, max: 30 }),
  unit: 'workingDays',
  scope: 'house',
  otherwise: { value: 3 },
})
