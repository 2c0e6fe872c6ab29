import { defineSetting } from '#commons/settings/settings.ts'
import { checkbox } from '#kernel/forms/fields.ts'

/** Whether the digests of officials tell what waits for them. Each of them can stop it for themselves as well. */
export const waitingInDigests = defineSetting<boolean>({
  key: 'work.waiting-in-digests',
  field: checkbox(),
  unit: 'yesNo',
  scope: 'house',
  otherwise: { value: true },
})
