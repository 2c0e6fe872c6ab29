import { placeKey } from '#commons/places/field.ts'
import { checkbox, form, integer, list, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'

export const byNumber = form({ number: numberInPath() })

/** More projects than any ballot has. */
const MOST = 500
export const projectNumber = () => integer({ min: 1, max: 9_999 })

export const ballotForm = form({
  picks: list(projectNumber(), { max: MOST }),
  // Where there is a roll it knows: then neither is asked.
  place: optional(placeKey()),
  oldEnough: checkbox(),
  /** Of a roll that is made of codes. */
  code: optional(text({ max: 40 })),
})

export const byProject = form({ number: numberInPath(), project: projectNumber() })
export const voidForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
