import { defineSetting } from '#commons/settings/settings.ts'
import { integer } from '#kernel/forms/fields.ts'

export const NAMES_DAYS = 90

/** How long after closing the names of signatories are kept; then they are forgotten and the petition is archived. */
export const namesDays = defineSetting<number>({
  key: 'petitions.names-days',
  field: integer({ min: 1, max: 3650 }),
  unit: 'days',
  scope: 'house',
  otherwise: { value: NAMES_DAYS },
})
