import { placeKey } from '#commons/places/field.ts'
import { checkbox, choice, type FieldValue, form, list, optional, text, token } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '../fields.ts'
import { decisionErrors } from './decide-item.ts'
import { checklist, decidable, decisionReasons, flagReasons, itemKinds, maskOrderers, maskReasons } from './reasons.ts'

export const byItem = form({ item: idInPath() })
export const byItemDocument = form({ item: idInPath(), document: idInPath(), name: text({ max: 200 }) })
export const byMask = form({ mask: idInPath() })
export const byNumberAndMask = form({ number: numberInPath(), mask: idInPath() })

export const queueQuery = form({
  kind: optional(choice(itemKinds)),
  place: optional(placeKey()),
  held: optional(choice(['mine', 'free'])),
  overdue: checkbox(),
  after: optional(token()),
})
export type QueueQuery = { [K in keyof typeof queueQuery.fields]: FieldValue<(typeof queueQuery.fields)[K]> }

export const decisionForm = form(
  {
    decision: choice(decidable),
    checks: list(choice(checklist), { max: checklist.length }),
    reason: optional(choice(decisionReasons)),
    text: optional(text({ max: 2000, lines: true })),
  },
  (value) => decisionErrors(value, checklist.length),
)

export const maskForm = form(
  {
    passage: optional(text({ max: 2000, lines: true })),
    document: optional(idInPath()),
    part: optional(idInPath()),
    reason: choice(maskReasons),
    orderedBy: choice(maskOrderers),
    reference: optional(text({ max: 200 })),
  },
  ({ passage, document, part, orderedBy, reference }) => [
    ...((passage === null && part === null) === (document === null)
      ? [{ field: 'passage', text: { key: 'petitions.moderation.mask.one-thing' as const } }]
      : []),
    ...((orderedBy === 'court' || orderedBy === 'data-protection') && reference === null
      ? [{ field: 'reference', text: { key: 'petitions.moderation.mask.reference.missing' as const } }]
      : []),
  ],
)

export const replyForm = form({ by: text({ max: 200 }), text: text({ max: 2000, lines: true }) })
export const appealForm = form({ text: text({ max: 3000, min: 10, lines: true }) })
export const flagForm = form(
  { reason: choice(flagReasons), text: optional(text({ max: 1000, lines: true })) },
  (value) =>
    value.reason === 'other' && value.text === null
      ? [{ field: 'text', text: { key: 'petitions.moderation.flag.text.missing' } }]
      : [],
)
export const decisionsQuery = form({ reason: optional(choice(decisionReasons)), after: optional(token()) })
