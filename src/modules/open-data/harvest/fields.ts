import { checkbox, checked, choice, type FormValue, form, integer, optional, token } from '#kernel/forms/fields.ts'
import { id, idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { webAddress } from '../catalogue/fields.ts'
import { licences } from '../catalogue/vocabularies/licences.ts'
import { schedules, sourceKinds } from './source.ts'

export const bySource = form({ source: idInPath() })
export const byJob = form({ source: idInPath(), run: numberInPath() })
export const listQuery = form({ after: optional(token()) })
export const jobsQuery = form({ before: optional(integer({ min: 1, max: 1_000_000_000 })) })
export const linesQuery = form({ after: optional(integer({ min: 0, max: 1_000_000_000 })) })

/** Everybody reads it on the datasets, so it holds no secret. */
function sourceAddress() {
  return checked(webAddress(), (value) => {
    const { href, username, password } = new URL(value)
    return href.length <= 1_000 && username === '' && password === ''
      ? null
      : { key: 'open-data.harvest.address.wrong' }
  })
}

const settings = {
  schedule: choice(schedules),
  licence: optional(choice(licences)),
  lang: choice(langs),
}

export const sourceForm = form({
  organisation: optional(id()),
  kind: choice(sourceKinds),
  address: sourceAddress(),
  ...settings,
})
export type SourceForm = FormValue<(typeof sourceForm)['fields']>

export const settingsForm = form(settings)
export type SettingsForm = FormValue<(typeof settingsForm)['fields']>

export const readingForm = form({ whole: checkbox(), acceptLosses: checkbox() })
