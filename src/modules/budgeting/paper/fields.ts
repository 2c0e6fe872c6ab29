import { placeKey } from '#commons/places/field.ts'
import { personalNumber } from '#commons/processes/roll/fields.ts'
import { checkbox, choice, day, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { batchKinds, MOST_SHEETS, ways } from './paper.ts'

export const byNumber = form({ number: numberInPath() })
export const byRun = form({ number: numberInPath(), run: numberInPath() })
export const byBatch = form({ number: numberInPath(), batch: idInPath() })

export const counterForm = form({
  personalNumber: optional(personalNumber()),
  birthDate: optional(day()),
  place: optional(placeKey()),
  code: optional(text({ max: 40 })),
  way: choice(ways),
  seen: checkbox(),
})

/** How the voter votes, so that what is shown next fits. */
export const exchangeForm = form({ way: optional(choice(ways)) })

const line = () => text({ max: 300 })
/** In each language one line: addresses, days, hours. */
export const countersForm = form({
  countersRo: line(),
  countersRu: optional(line()),
  countersEn: optional(line()),
  homeRo: optional(line()),
  homeRu: optional(line()),
  homeEn: optional(line()),
})

export const runForm = form({ ballots: integer({ min: 1, max: 5_000 }) })
export const batchForm = form({
  kind: choice(batchKinds),
  label: text({ max: 120 }),
  sheets: integer({ min: 1, max: MOST_SHEETS }),
})
export const sheetsForm = form({ sheets: text({ max: 40_000, lines: true }) })
export const removalForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
export const finishForm = form({
  unused: integer({ min: 0, max: 1_000_000 }),
  leftWhy: optional(text({ max: 300, min: 10 })),
  allOpened: checkbox(),
})
