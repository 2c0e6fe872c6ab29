import { uploads } from '#kernel/files/uploads-field.ts'
import { checkbox, choice, type FormValue, form, integer, optional, text, token } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { institutionSlug, langOfWords } from '../catalogue/fields.ts'
import { publicWords } from '../recall/public-words.ts'
import { keepsBack, refusalGrounds, requestKinds, requestOutcomes, requestStates } from './request.ts'

export const DESCRIPTION_MAX = 4_000
export const MAX_FILES = 5
export const FILE_BYTES = 10_000_000
/** Of a form with files: all of them and the texts. */
export const FILES_BODY = MAX_FILES * FILE_BYTES + 500_000
const LONG = 20_000

export const byNumber = form({ number: numberInPath() })
export const byFile = form({ number: numberInPath(), file: idInPath() })
const wish = () => optional(integer({ min: 1, max: 999_999_999 }))

export const newQuery = form({
  kind: optional(choice(requestKinds)),
  institution: optional(institutionSlug()),
  wish: wish(),
})

/** What the law asks for, and no reason. */
export const requestForm = form({
  kind: choice(requestKinds, 'open-data.requests.kind.missing'),
  institution: institutionSlug(),
  name: text({ max: 150, min: 3, missing: 'open-data.requests.name.missing' }),
  postalAddress: text({ max: 300, min: 5, missing: 'open-data.requests.address.missing' }),
  description: text({
    max: DESCRIPTION_MAX,
    min: 20,
    lines: true,
    missing: 'open-data.requests.description.missing',
  }),
  wish: wish(),
  mayPublish: checkbox(),
})
export type RequestForm = FormValue<typeof requestForm.fields>

export const listQuery = form({ institution: optional(institutionSlug()), after: optional(token()) })
export const ownQuery = form({ after: optional(token()) })
export const workQuery = form({ state: optional(choice(requestStates)), after: optional(token()) })

export const registrationForm = form({ incomingNumber: text({ max: 60 }) })
export const extensionForm = form({ reason: text({ max: 2_000, lines: true, min: 10 }), lang: langOfWords() })
export type ExtensionForm = FormValue<typeof extensionForm.fields>
export const answerForm = form(
  {
    outcome: choice(requestOutcomes, 'open-data.requests.outcome.missing'),
    text: text({ max: LONG, lines: true, min: 10 }),
    lang: choice(langs),
    ground: optional(choice(refusalGrounds)),
    // It stands on the public page too, should the outcome be made public.
    groundText: optional(publicWords(text({ max: 300, min: 5 }))),
    outgoingNumber: optional(text({ max: 60 })),
    files: uploads({ max: MAX_FILES, maxBytes: FILE_BYTES }),
  },
  ({ outcome, ground, groundText }) =>
    keepsBack(outcome)
      ? [
          ...(ground === null
            ? [{ field: 'ground', text: { key: 'open-data.requests.ground.missing' as const } }]
            : []),
          ...(groundText === null
            ? [{ field: 'groundText', text: { key: 'open-data.requests.ground-text.missing' as const } }]
            : []),
        ]
      : [],
)
export type AnswerForm = FormValue<typeof answerForm.fields>

/** Everybody reads it too. */
export const takeBackForm = form({
  reason: publicWords(text({ max: 500, min: 10, lines: true })),
  lang: langOfWords(),
})

/** Everybody reads it: nothing of who asked may stand in it. */
export const publicationForm = form({
  title: publicWords(text({ max: 150, min: 8 })),
  question: publicWords(text({ max: 2_000, min: 10, lines: true })),
  answer: publicWords(text({ max: LONG, min: 10, lines: true })),
  lang: choice(langs),
  withFiles: checkbox(),
})
export type PublicationForm = FormValue<typeof publicationForm.fields>
