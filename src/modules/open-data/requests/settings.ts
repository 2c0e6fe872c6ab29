import { defineNumber } from '#commons/settings/settings.ts'

/** Within how many days of receiving it an institution promises to answer a request for re-use: a promise, not a term of law. */
export const reuseAnswerDays = defineNumber('open-data.reuse-answer-days', 'days', 'authority', {
  min: 1,
  max: 365,
  otherwise: 20,
})

/** After how many days from its end what was sealed of a request is erased. */
export const requestKeptDays = defineNumber('open-data.request-kept-days', 'days', 'house', {
  min: 30,
  max: 3_650,
  otherwise: 1_095,
})
