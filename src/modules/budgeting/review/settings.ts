import { defineNumber } from '#commons/settings/settings.ts'

/** Within how many working days an office of the authority promises its opinion on an idea. */
export const opinionDays = defineNumber('budgeting.opinion-days', 'workingDays', 'authority', {
  min: 1,
  max: 90,
  otherwise: 10,
})

/** For how many days after a refusal its author can appeal. */
export const appealDays = defineNumber('budgeting.appeal-days', 'days', 'authority', {
  min: 3,
  max: 60,
  otherwise: 10,
})

/** Within how many working days the authority promises to decide on an appeal. */
export const appealDecisionDays = defineNumber('budgeting.appeal-decision-days', 'workingDays', 'authority', {
  min: 1,
  max: 90,
  otherwise: 10,
})
