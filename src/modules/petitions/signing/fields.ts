import { idnoDigits, idnoProblem } from '#commons/people/idno.ts'
import { placeKey } from '#commons/places/field.ts'
import { checkbox, checked, choice, type Field, form, optional, text, token, uuid } from '#kernel/forms/fields.ts'
import { numberInPath, personName } from '../fields.ts'

/** The form of somebody signed in: the mailbox is known, and consent was given with the account. */
export const ownForm = form({ name: personName(), place: placeKey(), showName: checkbox(), wantsNews: checkbox() })

export const byId = form({ id: uuid() })
export const byNumberAndId = form({ number: numberInPath(), id: uuid() })
export const afterId = form({ after: optional(uuid()) })
export const afterPosition = form({ after: optional(token()) })
export const newsForm = form({ wantsNews: checkbox() })

/** Number of an organisation in the state register, spaces allowed when typed. */
function idno(): Field<string> {
  const typed = checked(text({ max: 30, missing: 'petitions.signing.idno.missing' }), (value) => {
    const problem = idnoProblem(value)
    if (problem === 'not-13-digits') return { key: 'petitions.signing.idno.digits' }
    return problem === 'check-digit' ? { key: 'petitions.signing.idno.check' } : null
  })
  return {
    ...typed,
    read(raw) {
      const read = typed.read(raw)
      return 'error' in read ? read : { value: idnoDigits(read.value) }
    },
  }
}

export const organisationForm = form({
  name: text({ max: 150, min: 3, missing: 'petitions.signing.organisation.name.missing' }),
  idno: idno(),
  representative: personName(),
  mandate: text({ max: 300, min: 5, missing: 'petitions.signing.organisation.mandate.missing' }),
  maySpeak: checkbox('petitions.signing.organisation.may-speak.missing'),
})

/** Why a moderator takes an organisation from the list; public. */
export const removalReasons = ['unproved', 'foreign', 'asked', 'unlawful'] as const
export const removalForm = form({ reason: choice(removalReasons) })
