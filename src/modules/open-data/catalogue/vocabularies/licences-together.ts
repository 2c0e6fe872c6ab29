import { type LicenceCode, licenceFacts } from './licences.ts'

export const conflictReasons = ['no-derivatives', 'share-alike', 'not-said'] as const

/** Why data under several licences may not be passed on as one thing, and which licences say so. */
export interface LicenceConflict {
  why: (typeof conflictReasons)[number]
  licences: string[]
}

const NO_DERIVATIVES: readonly string[] = ['CC_BYND_4_0', 'CC_BYNCND_4_0'] satisfies LicenceCode[]
/** The whole must stand under the same licence. */
const SHARE_ALIKE: readonly string[] = ['CC_BYSA_4_0', 'CC_BYNCSA_4_0', 'ODC_BL'] satisfies LicenceCode[]
const NON_COMMERCIAL: readonly string[] = ['CC_BYNC_4_0', 'CC_BYNCSA_4_0'] satisfies LicenceCode[]

/**
 * What stands against passing on data of several files merged into one, by the licences' own texts.
 *
 * @param codes of each of the files; who merges nothing has nothing to ask
 */
export function licenceConflicts(codes: readonly string[]): LicenceConflict[] {
  const all = [...new Set(codes)]
  const whole = all.filter((code) => NO_DERIVATIVES.includes(code))
  const alike = all.filter((code) => SHARE_ALIKE.includes(code))
  // What forbids to earn by it cannot stand under a licence that allows that.
  const against = alike.every((code) => NON_COMMERCIAL.includes(code))
    ? []
    : all.filter((code) => NON_COMMERCIAL.includes(code) && !alike.includes(code))
  const unlike = alike.length > 1 || (alike.length === 1 && against.length > 0) ? [...alike, ...against] : []
  const unsaid = all.filter((code) => !Object.hasOwn(licenceFacts, code))
  const found: LicenceConflict[] = [
    { why: 'no-derivatives', licences: whole },
    { why: 'share-alike', licences: unlike },
    { why: 'not-said', licences: unsaid },
  ]
  return found.filter(({ licences }) => licences.length > 0)
}
