import type { AuthorityKind } from '#commons/organisations/authorities.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { mediaTypes } from '../catalogue/vocabularies/file-types.ts'
import { dueAfterDays } from '../catalogue/vocabularies/frequencies.ts'
import { highValueCategories } from '../catalogue/vocabularies/high-value.ts'
import { licenceFacts } from '../catalogue/vocabularies/licences.ts'
import { uriOfCode, type Vocabulary } from '../catalogue/vocabularies/names.ts'
import { themes } from '../catalogue/vocabularies/themes.ts'

const AUTHORITY = 'http://publications.europa.eu/resource/authority'

export const languages: Record<Lang, string> = {
  ro: `${AUTHORITY}/language/RON`,
  ru: `${AUTHORITY}/language/RUS`,
  en: `${AUTHORITY}/language/ENG`,
}
export const MOLDOVA = `${AUTHORITY}/country/MDA`
export const THEMES = `${AUTHORITY}/data-theme`
export const STABLE = `${AUTHORITY}/planned-availability/STABLE`
export const accessRight = (code: string) => `${AUTHORITY}/access-right/${code}`
export const MEDIA_TYPES = 'https://www.iana.org/assignments/media-types/'
export const mediaTypeIri = (type: string) => MEDIA_TYPES + type
/** Implementing Regulation (EU) 2023/138, on high-value datasets. */
export const HIGH_VALUE_ACT = 'http://data.europa.eu/eli/reg_impl/2023/138/oj'
export const SHA256 = 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256'

/** What kind of publisher somebody is, by ADMS; null where we cannot say. */
export const publisherTypes: Record<AuthorityKind, string | null> = {
  'city-hall': 'http://purl.org/adms/publishertype/LocalAuthority',
  praetor: 'http://purl.org/adms/publishertype/LocalAuthority',
  'raion-council': 'http://purl.org/adms/publishertype/RegionalAuthority',
  ministry: 'http://purl.org/adms/publishertype/NationalAuthority',
  parliament: 'http://purl.org/adms/publishertype/NationalAuthority',
  agency: 'http://purl.org/adms/publishertype/NationalAuthority',
  other: null,
}

const known: Record<Vocabulary, readonly string[]> = {
  theme: themes,
  frequency: Object.keys(dueAfterDays),
  licence: Object.keys(licenceFacts),
  'file-type': Object.keys(mediaTypes),
  'high-value': highValueCategories,
}

/** The address of a code in the lists of the EU; null for one that is in none: it came with an import, or says that nobody said. */
export function codeIri(vocabulary: Vocabulary, code: string | null): string | null {
  return code !== null && known[vocabulary].includes(code) ? uriOfCode(vocabulary, code) : null
}
