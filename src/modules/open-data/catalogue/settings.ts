import { defineSetting } from '#commons/settings/settings.ts'
import { checkbox } from '#kernel/forms/fields.ts'

/** Whether a dataset is published by another officer than the one who sent it, wherever the institution has another one. */
export const secondPerson = defineSetting<boolean>({
  key: 'open-data.second-person',
  field: checkbox(),
  unit: 'yesNo',
  scope: 'authority',
  otherwise: { value: true },
})
