import { defineNumber } from '#commons/settings/settings.ts'

/** For how many days the author of a project is heard before it is changed. */
export const hearingDays = defineNumber('budgeting.hearing-days', 'days', 'authority', {
  min: 3,
  max: 60,
  otherwise: 10,
})
