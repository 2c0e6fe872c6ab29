import { choice, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { datasetName, langOfWords } from '../catalogue/fields.ts'
import { publicWords } from './public-words.ts'
import { breachOutcomes, recallReasons } from './recall.ts'

export const byVersion = form({ dataset: datasetName(), distribution: idInPath(), version: numberInPath() })
export const byBreach = form({ breach: idInPath() })

/** Everybody reads why: no data of a person may stand in it. */
export const recallForm = form({
  reason: choice(recallReasons, 'open-data.recall.reason.missing'),
  text: publicWords(text({ min: 10, max: 1_000, lines: true, missing: 'open-data.recall.text.missing' })),
  lang: langOfWords(),
})

export const correctionForm = form({
  textRo: publicWords(text({ min: 10, max: 2_000, lines: true })),
  textRu: optional(publicWords(text({ min: 10, max: 2_000, lines: true }))),
  textEn: optional(publicWords(text({ min: 10, max: 2_000, lines: true }))),
  replacedBy: optional(integer({ min: 1, max: 1_000_000_000 })),
})

export const closureForm = form({
  outcome: choice(breachOutcomes, 'open-data.recall.breach.outcome.missing'),
  text: text({ min: 10, max: 2_000, lines: true, missing: 'open-data.recall.breach.text.missing' }),
})

export const findForm = form({ find: optional(text({ max: 300 })) })
