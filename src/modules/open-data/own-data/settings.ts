import { defineSetting } from '#commons/settings/settings.ts'
import { checkbox } from '#kernel/forms/fields.ts'

/** Whether what the platform publishes of itself is free of any condition (CC0); else its source must be named (CC BY 4.0). */
export const withoutConditions = defineSetting<boolean>({
  key: 'open-data.own-data.without-conditions',
  field: checkbox(),
  unit: 'yesNo',
  scope: 'house',
  otherwise: { value: true },
})
