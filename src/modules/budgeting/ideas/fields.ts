import Type from 'typebox'
import { email } from '#commons/people/email-field.ts'
import { placeKey } from '#commons/places/field.ts'
import { uploads } from '#kernel/files/uploads-field.ts'
import {
  checkbox,
  checked,
  choice,
  type Field,
  type FormValue,
  form,
  integer,
  optional,
  text,
  token,
  unlessNamed,
} from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { MessageKey, Text } from '#kernel/i18n/translator.ts'
import { mixedScript } from '#kernel/text/characters.ts'
import { categories, standings } from '../idea.ts'
import { amount } from '../money-field.ts'
import { pictureSizes } from './picture-store.ts'

export const TITLE_MAX = 120
export const TEXT_MAX = 4_000
export const ADDRESS_MAX = 200
/** Years from which on one may have one's name shown. */
export const ADULT = 18

export const byNumber = form({ number: numberInPath() })

/** What is wrong with a title that was typed before the rest is asked. */
export function wrongTitle(typed: string): Text | null {
  const read = title().read(typed)
  return 'error' in read ? read.error : null
}

const title = () =>
  checked(text({ max: TITLE_MAX, min: 8, missing: 'budgeting.ideas.title.missing' }), (typed) =>
    mixedScript(typed) ? { key: 'budgeting.ideas.title.mixed-script' } : null,
  )

/** Degrees, as maps give them: '47.0105', also with a comma. At most so many either way. */
export function degrees(most: number): Field<number> {
  return {
    keep: 'choice',
    schema: Type.Number({ minimum: -most, maximum: most }),
    read(raw) {
      const value =
        typeof raw === 'number'
          ? raw
          : typeof raw === 'string' && SHAPE.test(raw.trim())
            ? Number(raw.trim().replace(',', '.'))
            : Number.NaN
      return Math.abs(value) <= most
        ? { value: value + 0 }
        : { error: { key: 'budgeting.ideas.degrees', args: { most } } }
    },
  }
}
const SHAPE = /^-?\d{1,3}(?:[.,]\d{1,12})?$/

/** A place, with an error that says which of the two places of the form it is about. */
export function placeFor(missing: MessageKey): Field<string> {
  const field = placeKey()
  return { ...field, read: (raw) => (raw === undefined ? { error: { key: missing } } : field.read(raw)) }
}

const ideaText = () => text({ max: TEXT_MAX, min: 40, lines: true, missing: 'budgeting.ideas.text.missing' })

const ideaFields = {
  title: title(),
  text: ideaText(),
  lang: choice(langs),
  category: choice(categories, 'budgeting.ideas.category.missing'),
  place: placeFor('budgeting.ideas.place.missing'),
  address: optional(text({ max: ADDRESS_MAX })),
  latitude: optional(degrees(90)),
  longitude: optional(degrees(180)),
  costGuess: optional(amount()),
  /** Number of the need that it answers. */
  need: optional(integer({ min: 1, max: 999_999_999 })),
  /** Asked where no roll answers. */
  residence: optional(placeKey()),
  oldEnough: checkbox(),
  showName: checkbox(),
  adult: checkbox(),
}
export type IdeaForm = FormValue<typeof ideaFields>

export const ideaForm = form(ideaFields, ({ latitude, longitude }) =>
  (latitude === null) === (longitude === null)
    ? []
    : [{ field: latitude === null ? 'latitude' : 'longitude', text: { key: 'budgeting.ideas.point-half' } }],
)

/** The first question of a new idea: what is like it is looked for before the rest is asked. */
export const newQuery = form({
  // The form says what is wrong with a title: an address alone would lead nowhere, and lose what was typed.
  title: unlessNamed(text({ max: TEXT_MAX })),
  need: optional(integer({ min: 1, max: 999_999_999 })),
})

export const sorts = ['newest', 'supported'] as const
export type Sort = (typeof sorts)[number]

const filters = {
  q: optional(text({ max: 100 })),
  category: optional(choice(categories)),
  state: optional(choice(standings)),
}
export const listQuery = form({ ...filters, sort: optional(choice(sorts)), after: optional(token()) })
export type ListQuery = FormValue<typeof listQuery.fields>

export const offerForm = form({ into: integer({ min: 1, max: 999_999_999 }) })
export const answerForm = form({
  from: integer({ min: 1, max: 999_999_999 }),
  answer: choice(['agree', 'decline']),
})

/** What a supporter says of themselves, as on the ballot; it is neither public nor kept. */
export const supportForm = form({ residence: optional(placeKey()), oldEnough: checkbox() })
export const adaptForm = form({ text: ideaText() })
export const inviteForm = form({ email: email() })
export const byToken = form({ token: token() })
export const invitationForm = form({ answer: choice(['accept', 'decline']), showName: checkbox(), adult: checkbox() })
export const byPicture = form({ number: numberInPath(), id: idInPath() })
export const bySize = form({ number: numberInPath(), id: idInPath(), name: choice(pictureSizes, 'kernel.not-found') })
export const pictureForm = (maxBytes: number) =>
  form({
    file: uploads({ max: 1, maxBytes }),
    description: text({ max: 200, min: 5, missing: 'budgeting.ideas.pictures.description.missing' }),
  })
export const hidingAppealForm = form({ text: text({ max: 1_000, min: 20, lines: true }) })
export const hidingAnswerForm = form({
  decision: choice(['upheld', 'lifted']),
  text: text({ max: 1_000, min: 10, lines: true }),
})

export const queueQuery = form({ after: optional(token()) })
export const reasonForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
