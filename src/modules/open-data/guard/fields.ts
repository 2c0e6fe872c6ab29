import Type from 'typebox'
import { type Field, form, text } from '#kernel/forms/fields.ts'

/** Of what was read on the page; as a reply writes it. */
const moment = (): Field<string> => ({
  keep: 'choice',
  schema: Type.String({ format: 'date-time' }),
  read: (raw) =>
    typeof raw === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(raw)
      ? { value: raw }
      : { error: { key: raw === undefined ? 'kernel.form.missing' : 'kernel.form.wrong' } },
})

export const basisForm = form({
  basis: text({ min: 10, max: 1_000, lines: true, missing: 'open-data.guard.basis.missing' }),
})
export const confirmationForm = form({ saidAt: moment() })
export const refusalForm = form({ saidAt: moment(), reason: text({ min: 3, max: 1_000, lines: true }) })
export const searchForm = form({})
