import { defineSetting } from '#commons/settings/settings.ts'
import { checkbox } from '#kernel/forms/fields.ts'

/** Whether an authority counts how often the pages of its votes are shown. */
export const countsVisits = defineSetting<boolean>({
  key: 'budgeting.counts-visits',
  field: checkbox(),
  unit: 'yesNo',
  scope: 'authority',
  otherwise: { value: true },
})
