import { checked, choice, day, type FormValue, form, integer, optional, text, token } from '#kernel/forms/fields.ts'
import { id, numberInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { mixedScript } from '#kernel/text/characters.ts'
import { datasetName, institutionSlug, langOfWords } from '../catalogue/fields.ts'
import { publicWords } from '../recall/public-words.ts'
import { declineReasons, flagReasons, wishOutcomes, wishStates } from './wish.ts'

export const TITLE_MAX = 120
export const TEXT_MAX = 3_000

export const byNumber = form({ number: numberInPath() })

export const wishForm = form({
  title: publicWords(
    checked(text({ max: TITLE_MAX, min: 8, missing: 'open-data.wishes.title.missing' }), (typed) =>
      mixedScript(typed) ? { key: 'open-data.wishes.title.mixed-script' } : null,
    ),
  ),
  text: publicWords(text({ max: TEXT_MAX, min: 30, lines: true, missing: 'open-data.wishes.text.missing' })),
  lang: choice(langs),
  institution: optional(institutionSlug()),
})

/** What is like it is looked for before the rest is asked. */
export const newQuery = form({ title: optional(text({ max: TITLE_MAX })), institution: optional(institutionSlug()) })

export const sorts = ['newest', 'supported'] as const
export type Sort = (typeof sorts)[number]

const filters = {
  q: optional(text({ max: 100 })),
  institution: optional(institutionSlug()),
  state: optional(choice(wishStates)),
}
export const filterQuery = form(filters)
export const listQuery = form({ ...filters, sort: optional(choice(sorts)), after: optional(token()) })
export type Filters = FormValue<typeof filters>
export type ListQuery = FormValue<typeof listQuery.fields>

export const answerForm = form(
  {
    // Of a wish that names no institution, whose it becomes: for officers of several.
    organisation: optional(id()),
    outcome: choice(wishOutcomes, 'open-data.wishes.outcome.missing'),
    text: publicWords(text({ max: 2_000, min: 10, lines: true, missing: 'open-data.wishes.answer.missing' })),
    lang: choice(langs),
    plannedOn: optional(day()),
    dataset: optional(datasetName()),
    reason: optional(choice(declineReasons)),
    // How many answers stood there when this one was written: a colleague may have given another since. Programs may leave it out.
    seen: optional(integer({ min: 0, max: 1_000_000 })),
  },
  ({ outcome, plannedOn, dataset, reason }) => [
    ...(outcome === 'planned' && plannedOn === null
      ? [{ field: 'plannedOn', text: { key: 'open-data.wishes.planned-on.missing' as const } }]
      : []),
    ...(outcome === 'available' && dataset === null
      ? [{ field: 'dataset', text: { key: 'open-data.wishes.dataset.missing' as const } }]
      : []),
    ...(outcome === 'declined' && reason === null
      ? [{ field: 'reason', text: { key: 'open-data.wishes.reason.missing' as const } }]
      : []),
  ],
)

export const flagForm = form({ reason: choice(flagReasons, 'open-data.wishes.flag.reason.missing') })
export const hidingForm = form({
  reason: publicWords(text({ max: 500, min: 10, lines: true })),
  lang: langOfWords(),
})
export type Hiding = FormValue<typeof hidingForm.fields>
export const appealForm = form({
  text: text({ max: 1_000, min: 10, lines: true, missing: 'open-data.wishes.appeal.missing' }),
})
export const workQuery = form({ state: optional(choice(wishStates)), after: optional(token()) })
export const queueQuery = form({ after: optional(token()) })
