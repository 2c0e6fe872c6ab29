import { placeKey } from '#commons/places/field.ts'
import { checkbox, choice, day, form, integer, optional, text, token, uuid } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { categories } from '../idea.ts'
import { degrees, placeFor } from '../ideas/fields.ts'

export const NEED_MAX = 200
/** Points that a person spreads over the needs of a process. */
export const POINTS = 5
/** Lines that a facilitator enters at a time. */
export const LINES_MAX = 100

export const byNumber = form({ number: numberInPath() })

/** What is asked of who takes part where nobody is on a roll. */
export const declared = { residence: optional(placeKey()), oldEnough: checkbox() }

export const needForm = form(
  {
    text: text({ max: NEED_MAX, min: 10, missing: 'budgeting.needs.text.missing' }),
    lang: choice(langs),
    category: choice(categories, 'budgeting.ideas.category.missing'),
    place: placeFor('budgeting.needs.place.missing'),
    latitude: optional(degrees(90)),
    longitude: optional(degrees(180)),
    ...declared,
  },
  ({ latitude, longitude }) =>
    (latitude === null) === (longitude === null)
      ? []
      : [{ field: latitude === null ? 'latitude' : 'longitude', text: { key: 'budgeting.ideas.point-half' } }],
)

export const pointsForm = form({ points: integer({ min: 0, max: POINTS }), ...declared })

export const needsQuery = form({
  category: optional(choice(categories)),
  group: optional(uuid()),
  after: optional(token()),
})

/** A meeting, and what was said at it: one need a line, the number of people before it. */
export const meetingForm = form({
  heldAt: text({ max: 200, min: 3 }),
  heldOn: day(),
  present: integer({ min: 1, max: 100_000 }),
  lang: choice(langs),
  category: choice(categories, 'budgeting.ideas.category.missing'),
  place: placeFor('budgeting.needs.place.missing'),
  lines: text({ max: LINES_MAX * (NEED_MAX + 40), lines: true, missing: 'budgeting.needs.lines.missing' }),
})

const title = () => text({ max: 120, min: 3 })
/** `group` is one that is there; without it a new one is made, and `none` takes needs out of theirs. */
export const groupForm = form({
  group: optional(text({ max: 40, pattern: /^(none|[0-9a-f-]{36})$/ })),
  titleRo: optional(title()),
  titleRu: optional(title()),
  titleEn: optional(title()),
  needs: text({ max: 1_000, pattern: /^\d{1,9}(?:[\s,;]+\d{1,9})*$/, wrong: 'budgeting.needs.numbers.wrong' }),
})

export const queueQuery = form({ after: optional(token()) })
export const reasonForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
