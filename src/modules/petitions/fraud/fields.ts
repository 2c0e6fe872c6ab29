import { placeKey } from '#commons/places/field.ts'
import { choice, day, type FormValue, form, integer, optional, text, uuid } from '#kernel/forms/fields.ts'

/** Why signatures are set aside; everybody reads it. */
export const setAsideReasons = ['automated', 'impersonation', 'bought', 'court'] as const

export const byId = form({ id: uuid() })

export const conditionForm = form(
  {
    number: integer({ min: 1, max: 999_999_999 }),
    name: optional(text({ max: 100 })),
    unit: optional(placeKey()),
    /** Id of a hold: its source or domain. */
    hold: optional(uuid()),
    domain: optional(text({ max: 253, pattern: /^[^\s@]+\.[^\s@]+$/, wrong: 'petitions.fraud.domain-wrong' })),
    from: optional(day()),
    to: optional(day()),
    reason: choice(setAsideReasons),
  },
  // Turned round they would find nothing, and the moderator would believe it.
  ({ from, to }) =>
    from !== null && to !== null && to < from ? [{ field: 'to', text: { key: 'petitions.fraud.to-before-from' } }] : [],
)
export type ConditionForm = FormValue<(typeof conditionForm)['fields']>
