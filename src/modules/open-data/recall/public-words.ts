import { findPersonalData } from '#commons/moderation/find-personal-data.ts'
import { checked, type Field } from '#kernel/forms/fields.ts'

/** Of these nobody needs one to say what was wrong with data. */
const REFUSED = new Set(['idnp', 'iban', 'card', 'phone', 'email'])

/** A text that everybody reads and that stays: it repeats nothing of what was taken down. */
export function publicWords(field: Field<string>): Field<string> {
  return checked(field, (value) => {
    const found = findPersonalData(value).find(({ kind }) => REFUSED.has(kind))
    return found ? { key: 'open-data.recall.text.personal', args: { sample: found.sample } } : null
  })
}
