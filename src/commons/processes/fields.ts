import { placeKey } from '#commons/places/field.ts'
import { checkbox, choice, day, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { id, numberInPath } from '#kernel/forms/path-fields.ts'

export const byNumber = form({ number: numberInPath() })
export const byPhase = form({ number: numberInPath(), phase: integer({ min: 1, max: 50 }) })
export const listQuery = form({ after: optional(text({ max: 200 })) })

const words = {
  titleRo: text({ max: 120, min: 5 }),
  titleRu: optional(text({ max: 120, min: 5 })),
  titleEn: optional(text({ max: 120, min: 5 })),
  summaryRo: text({ max: 600, min: 20, lines: true }),
  summaryRu: optional(text({ max: 600, min: 20, lines: true })),
  summaryEn: optional(text({ max: 600, min: 20, lines: true })),
  place: placeKey(),
}

export const newForm = form({
  blueprint: text({ max: 100, missing: 'kernel.form.choose' }),
  organisation: id(),
  ...words,
  firstDay: day(),
})
export const factsForm = form({
  ...words,
  minAge: integer({ min: 0, max: 99 }),
  residentsOnly: checkbox(),
  level: choice(['email', 'strong', 'signed']),
})
export const datesForm = form({
  opensOn: day(),
  closesOn: day(),
  reason: optional(text({ max: 500, min: 10, lines: true })),
})
export const reasonForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
