import { placeKey } from '#commons/places/field.ts'
import { checkbox, form, integer, list, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'

export const byNumber = form({ number: numberInPath() })

/** More projects than any ballot has. */
const MOST = 500
export const projectNumber = () => integer({ min: 1, max: 9_999 })

export const ballotForm = form({
  picks: list(projectNumber(), { max: MOST }),
  place: placeKey(),
  oldEnough: checkbox(),
})

export const byProject = form({ number: numberInPath(), project: projectNumber() })
export const voidForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
