import { defineNumber, defineSetting } from '#commons/settings/settings.ts'
import { checkbox } from '#kernel/forms/fields.ts'

/** Whether signatures on paper that an authority accepted count towards its own thresholds, whatever level these ask. */
export const paperCounts = defineSetting<boolean>({
  key: 'petitions.paper-counts',
  field: checkbox(),
  unit: 'yesNo',
  scope: 'authority',
  otherwise: { value: false },
})

/** How long scans of sheets are kept after the petition closed. */
export const paperScanDays = defineNumber('petitions.paper-scan-days', 'days', 'house', {
  min: 1,
  max: 3650,
  otherwise: 365,
})
