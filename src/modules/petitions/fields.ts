import { email } from '#commons/people/email-field.ts'
import { placeKey } from '#commons/places/field.ts'
import { checkbox, checked, type Field, form, text, token } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'

export { id, idInPath, numberInPath } from '#kernel/forms/path-fields.ts'

export const byNumber = form({ number: numberInPath() })
export const byToken = form({ token: token() })

/** As in the address of an authority's page; whether it exists is for the use-case to say. */
export function authoritySlug(): Field<string> {
  return checked(text({ max: 80 }), (value) => (/^[a-z0-9-]{2,80}$/.test(value) ? null : { key: 'kernel.form.wrong' }))
}

/** A name as one signs: at least two words, no link and nothing a spreadsheet would run. */
export function personName(): Field<string> {
  return checked(text({ max: 100, missing: 'petitions.name.missing' }), (name) => {
    if (/https?:|www\.|@|\//i.test(name)) return { key: 'petitions.name.link' }
    if (/^[=+\-@|]/.test(name) || /\d/.test(name)) return { key: 'petitions.name.characters' }
    if (!/\p{L}{1,}.*[\s\u00a0].*\p{L}/u.test(name)) return { key: 'petitions.name.whole' }
    return null
  })
}

export const signatureForm = form({
  name: personName(),
  email: email(),
  place: placeKey(),
  showName: checkbox(),
  wantsNews: checkbox(),
  consent: checkbox('petitions.consent.missing'),
})

export const confirmForm = form({})
