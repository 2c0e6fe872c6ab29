import { email } from '#commons/people/email-field.ts'
import { uploads } from '#kernel/files/uploads-field.ts'
import { checkbox, choice, day, form, integer, optional, text, token } from '#kernel/forms/fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { id, idInPath, numberInPath } from '../fields.ts'
import { answerOutcomes, caseStates } from './case.ts'

export { byNumber, byToken } from '../fields.ts'
export const byCase = form({ case: idInPath() })
export const byFile = form({ number: numberInPath(), file: idInPath() })
export const byNumberAndCase = form({ number: numberInPath(), case: idInPath() })

const LONG = 20_000
export const MAX_FILES = 5
export const FILE_BYTES = 10_000_000
/** Of a form with files: all of them and the texts. */
export const FILES_BODY = MAX_FILES * FILE_BYTES + 500_000
const files = () => uploads({ max: MAX_FILES, maxBytes: FILE_BYTES })
const incomingNumber = () => text({ max: 60 })

export const lodgingForm = form({
  kind: choice(['person', 'organisation']),
  name: text({ max: 150, min: 3 }),
  domicile: text({ max: 300, min: 5 }),
  email: email(),
  phone: optional(
    text({ max: 40, pattern: /^[+\d][\d\s().-]{4,}$/, wrong: 'petitions.answering.lodging.phone-wrong' }),
  ),
  confirm: checkbox('petitions.answering.lodging.confirm-missing'),
})

export const workQuery = form({
  state: optional(choice(['open', 'all', ...caseStates])),
  responsible: optional(id()),
  overdue: checkbox(),
  after: optional(token()),
})

export const registrationForm = form({ incomingNumber: incomingNumber(), responsible: optional(id()) })
export const defectsForm = form({
  text: text({ max: 4_000, lines: true, min: 10 }),
  days: integer({ min: 1, max: 60 }),
})
export const mendedForm = form({ case: id(), text: text({ max: 4_000, lines: true }) })
export const extensionForm = form({
  days: optional(integer({ min: 1, max: 60 })),
  reason: text({ max: 2_000, lines: true, min: 10 }),
})
export const redirectionForm = form({
  authority: text({ max: 80, missing: 'petitions.answering.redirect.unknown' }),
  reason: text({ max: LONG, lines: true, min: 10 }),
  lang: choice(langs),
})

const answerFields = {
  text: text({ max: LONG, lines: true, min: 10 }),
  lang: choice(langs),
  translation: optional(text({ max: LONG, lines: true })),
  translationLang: optional(choice(langs)),
  outgoingNumber: optional(text({ max: 60 })),
  files: files(),
}
export const answerForm = form({ outcome: choice(answerOutcomes), ...answerFields })
export const unexaminedForm = form({ ...answerFields })
export const correctionForm = form({ ...answerFields, correction: text({ max: 1_000, lines: true, min: 10 }) })
export const followUpForm = form({
  text: text({ max: LONG, lines: true, min: 3 }),
  lang: choice(langs),
  day: day(),
  files: files(),
})
export const acknowledgementForm = form({ incomingNumber: incomingNumber() })
export const followForm = form({ email: optional(email()) })
