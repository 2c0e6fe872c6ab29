import { idnoDigits, idnoProblem } from '#commons/people/idno.ts'
import { placeKey } from '#commons/places/field.ts'
import { textFile } from '#kernel/files/text-file-field.ts'
import { checkbox, checked, choice, day, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { memberships, sources } from './roll.ts'

/** A personal number that somebody reads in a document and types. */
export const personalNumber = () =>
  checked(text({ max: 20 }), (typed) => {
    const wrong = idnoProblem(idnoDigits(typed))
    return (
      wrong && {
        key: wrong === 'check-digit' ? 'processes.roll.problem.idnp-check' : 'processes.roll.problem.idnp-digits',
      }
    )
  })

export const byNumber = form({ number: numberInPath() })
export const byImport = form({ number: numberInPath(), list: idInPath() })
export const byCorrection = form({ number: numberInPath(), correction: idInPath() })

/** Some 200,000 people. A larger place brings its list in pieces. */
const LIST_BYTES = 8_000_000
/** The list as a program sends it (base64, a third more), and the words. */
export const LIST_BODY = Math.ceil(LIST_BYTES * 1.34) + 50_000

export const sourceForm = form(
  { source: choice(['declared', ...sources]), eligibleOn: optional(day()), correctionsUntil: optional(day()) },
  ({ source, eligibleOn, correctionsUntil }) =>
    source === 'declared'
      ? []
      : [
          ...(eligibleOn ? [] : [{ field: 'eligibleOn', text: { key: 'kernel.form.missing' as const } }]),
          ...(correctionsUntil ? [] : [{ field: 'correctionsUntil', text: { key: 'kernel.form.missing' as const } }]),
        ],
)

export const importForm = form(
  {
    file: textFile({ maxBytes: LIST_BYTES }),
    members: choice(memberships),
    about: text({ max: 300, min: 5 }),
    how: choice(['whole', 'additions']),
    reason: optional(text({ max: 500, min: 10, lines: true })),
  },
  ({ how, reason }) =>
    how === 'additions' && !reason ? [{ field: 'reason', text: { key: 'processes.roll.reason-missing' } }] : [],
)

export const documentForm = form({
  personalNumber: personalNumber(),
  birthDate: day(),
  place: optional(placeKey()),
  seen: checkbox('processes.roll.seen-missing'),
})
export const codesForm = form({ codes: integer({ min: 1, max: 2_000 }), members: choice(memberships) })
export const askForm = form({ place: placeKey(), says: text({ max: 1_000, min: 10, lines: true }) })
export const decideForm = form({
  decision: choice(['accepted', 'refused']),
  reason: text({ max: 500, min: 10, lines: true }),
})
