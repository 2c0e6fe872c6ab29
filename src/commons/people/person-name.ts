import { checked, type Field, text } from '#kernel/forms/fields.ts'

/** A name as a person writes it: no link, no digit, nothing that a spreadsheet would run. */
export function accountName(): Field<string> {
  return checked(text({ max: 100 }), (name) => {
    if (/https?:|www\.|@|\//i.test(name)) return { key: 'people.name.link' }
    return /^[=+\-@|]/.test(name) || /\d/.test(name) ? { key: 'people.name.characters' } : null
  })
}
