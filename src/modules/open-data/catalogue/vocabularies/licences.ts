interface Licence {
  /** Its text. */
  url: string
  /** As the Open Definition has it: anybody may use, change and share, at most naming the source and keeping it open. */
  open: boolean
}

/** Licences that one may choose, by their codes in the EU's licence authority list. */
export const licenceFacts = {
  CC0: { url: 'https://creativecommons.org/publicdomain/zero/1.0/', open: true },
  CC_BY_4_0: { url: 'https://creativecommons.org/licenses/by/4.0/', open: true },
  CC_BYSA_4_0: { url: 'https://creativecommons.org/licenses/by-sa/4.0/', open: true },
  CC_PDM_1_0: { url: 'https://creativecommons.org/publicdomain/mark/1.0/', open: true },
  ODC_PDDL: { url: 'https://opendatacommons.org/licenses/pddl/1-0/', open: true },
  ODC_BY: { url: 'https://opendatacommons.org/licenses/by/1-0/', open: true },
  ODC_BL: { url: 'https://opendatacommons.org/licenses/odbl/1-0/', open: true },
  COM_REUSE: { url: 'http://data.europa.eu/eli/dec/2011/833/oj', open: true },
  CC_BYND_4_0: { url: 'https://creativecommons.org/licenses/by-nd/4.0/', open: false },
  CC_BYNC_4_0: { url: 'https://creativecommons.org/licenses/by-nc/4.0/', open: false },
  CC_BYNCSA_4_0: { url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/', open: false },
  CC_BYNCND_4_0: { url: 'https://creativecommons.org/licenses/by-nc-nd/4.0/', open: false },
} as const satisfies Record<string, Licence>
export type LicenceCode = keyof typeof licenceFacts

export const licences = Object.keys(licenceFacts) as LicenceCode[]

/** What stands where nobody said under which one: never chosen, as CKAN writes it. */
export const NOT_SPECIFIED = 'notspecified'

/** Where the text of a licence is; undefined for one that came with an import and is in none of our lists. */
export function licenceUrl(code: string): string | undefined {
  return Object.hasOwn(licenceFacts, code) ? licenceFacts[code as LicenceCode].url : undefined
}
