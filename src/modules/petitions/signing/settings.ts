import { defineNumber } from '#commons/settings/settings.ts'

export const NAMES_DAYS = 90

/** How long after closing the names of signatories are kept; then they are forgotten and the petition is archived. */
export const namesDays = defineNumber('petitions.names-days', 'days', 'house', {
  min: 1,
  max: 3650,
  otherwise: NAMES_DAYS,
})
