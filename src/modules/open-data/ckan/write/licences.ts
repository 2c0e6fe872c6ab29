import { type LicenceCode, licences, NOT_SPECIFIED } from '../../catalogue/vocabularies/licences.ts'

/** What CKAN's own list calls them. It names no versions; the newest is meant. */
const known: Record<string, LicenceCode> = {
  'cc-zero': 'CC0',
  'cc-by': 'CC_BY_4_0',
  'cc-by-4.0': 'CC_BY_4_0',
  'cc-by-sa': 'CC_BYSA_4_0',
  'cc-by-sa-4.0': 'CC_BYSA_4_0',
  'cc-nc': 'CC_BYNC_4_0',
  'odc-pddl': 'ODC_PDDL',
  'odc-by': 'ODC_BY',
  'odc-odbl': 'ODC_BL',
}

/** The code of a licence by what a program calls it; null where it says none, undefined for one that is not in the list. */
export function licenceOf(id: string): LicenceCode | null | undefined {
  if (id === '' || id === NOT_SPECIFIED) return null
  return licences.find((code) => code.toLowerCase() === id.toLowerCase()) ?? known[id.toLowerCase()]
}
