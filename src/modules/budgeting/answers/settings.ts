import { defineNumber } from '#commons/settings/settings.ts'

/** Within how many working days an authority promises to answer a quick idea. */
export const answerDays = defineNumber('budgeting.answer-days', 'workingDays', 'authority', {
  min: 1,
  max: 90,
  otherwise: 20,
})
