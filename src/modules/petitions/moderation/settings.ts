import { defineNumber } from '#commons/settings/settings.ts'

/** Term in which a moderator decides on a text. */
export const moderationDays = defineNumber('petitions.moderation-days', 'workingDays', 'house', {
  min: 1,
  max: 60,
  otherwise: 5,
})

/** Term in which the starter can appeal a refusal. */
export const appealDays = defineNumber('petitions.appeal-days', 'days', 'house', { min: 1, max: 90, otherwise: 15 })

/** Term in which what readers reported is looked at. */
export const flagDays = defineNumber('petitions.flag-days', 'workingDays', 'house', { min: 1, max: 30, otherwise: 3 })
