import { defineSetting } from '#commons/settings/settings.ts'
import { checkbox, integer } from '#kernel/forms/fields.ts'

/** Whether signatures on paper that an authority accepted count towards its own thresholds, whatever level these ask. */
export const paperCounts = defineSetting<boolean>({
  key: 'petitions.paper-counts',
  field: checkbox(),
  unit: 'yesNo',
  scope: 'authority',
  otherwise: { value: false },
})

/** How long scans of sheets are kept after the petition closed. */
export const paperScanDays = defineSetting<number>({
  key: 'petitions.paper-scan-days',
  field: integer({ min: 1, max: 3650 }),
  unit: 'days',
  scope: 'house',
  otherwise: { value: 365 },
})
