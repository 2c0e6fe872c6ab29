import { choice, form, integer, optional, text, token } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { amount } from '../money-field.ts'
import { decisions } from './store.ts'

export const byNumber = form({ number: numberInPath() })
export const listQuery = form({ after: optional(token()) })

/** `cost` is what it takes, where it is taken up and takes money. */
export const answerForm = form(
  {
    decision: choice(decisions),
    text: text({ max: 4_000, min: 20, lines: true }),
    /** The language of the text; without it, that of the page. */
    lang: optional(choice(langs)),
    translationLang: optional(choice(langs)),
    translation: optional(text({ max: 4_000, min: 20, lines: true })),
    cost: optional(amount()),
  },
  ({ decision, cost }) =>
    decision === 'not-taken-up' && cost !== null
      ? [{ field: 'cost', text: { key: 'budgeting.answers.cost.not-taken-up' } }]
      : [],
)

export const askAgainForm = form({ text: text({ max: 2_000, min: 20, lines: true }) })

export const answeringForm = form({ supportsNeeded: integer({ min: 0, max: 100_000 }) })
