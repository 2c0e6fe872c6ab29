import type { ExtraDay, HolidayRule, Localised } from '#commons/lifecycle/calendar.ts'
import type { LegalBasis } from '#commons/lifecycle/clock.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import authoritiesData from './authorities.json' with { type: 'json' }
import holidaysData from './holidays.json' with { type: 'json' }
import lawData from './law.json' with { type: 'json' }
import outlineData from './outline.json' with { type: 'json' }
import placesData from './places.json' with { type: 'json' }

/** 'rule', 'codes' and 'level' hold code words of the platform; 'act' only names the act. */
export type LawUnit =
  | 'days'
  | 'workingDays'
  | 'hours'
  | 'months'
  | 'monthDay'
  | 'day'
  | 'pages'
  | 'characters'
  | 'signatures'
  | 'lei'
  | 'yesNo'
  | 'level'
  | 'codes'
  | 'rule'
  | 'act'

export type LawValue = {
  /** First day on which the value holds; null where the source does not say since when. */
  readonly from: PlainDay | null
  /** null: the law sets no value. */
  readonly value: number | string | boolean | readonly string[] | null
  readonly basis: LegalBasis
  readonly source: string
  /** false: pages and administrators must see that nobody has checked it against the text of the law. */
  readonly verified: boolean
  /** Parts that stay unchecked although the value is verified. */
  readonly unconfirmed?: readonly 'article'[]
  readonly note?: Localised
}

export type LawRule = {
  readonly key: string
  readonly title: Localised
  readonly unit: LawUnit
  /** Oldest first. */
  readonly values: readonly LawValue[]
}

export type Holidays = {
  readonly source: string
  readonly basis: LegalBasis
  readonly verified: boolean
  /** ISO weekdays, 1 is Monday. */
  readonly weekend: readonly number[]
  readonly rules: readonly HolidayRule[]
  /** Days moved by government decision. The patron day of a place is a setting of the place. */
  readonly extra: readonly ExtraDay[]
}

export type PlaceType =
  | 'country'
  | 'municipality'
  | 'raion'
  | 'autonomousUnit'
  | 'territorialUnit'
  | 'sector'
  | 'town'
  | 'village'
  /** All that is outside the country, for those who live there; no unit of it. */
  | 'abroad'

export type Place = {
  readonly key: string
  readonly parent: string | null
  readonly type: PlaceType
  readonly name: Localised
  readonly iso?: string
  /** CUATM identification code, 4 digits; a text, because zeros lead. */
  readonly cuatm?: string
  /** CUATM statistical code, 7 digits. */
  readonly cuatmStatistical?: string
  /** Id of the unit in the outline map. */
  readonly outline?: string
  readonly remark?: string
  readonly demo?: boolean
  readonly validFrom: PlainDay | null
  readonly validTo: PlainDay | null
}

export type AuthorityKind = 'cityHall' | 'sectorOffice' | 'raionCouncil' | 'ministry' | 'agency' | 'parliament'

export type Authority = {
  readonly key: string
  readonly place: string
  readonly kind: AuthorityKind
  readonly name: Localised
  readonly email: string
  readonly demo: boolean
  readonly settings?: { readonly signatureLevel?: 'email' | 'strong' | 'signed'; readonly maxCharacters?: number }
}

/** The border of the country, for drawings: to some hundred metres, and no source of law. */
export type Outline = {
  readonly source: string
  readonly licence: string
  /** Longitude and latitude, round once; the last one leads back to the first. */
  readonly points: readonly (readonly [longitude: number, latitude: number])[]
}

export const timeZone = 'Europe/Chisinau'
// What the compiler cannot see in JSON (units, types, parents) is checked by this folder's test.
export const law = lawData as readonly LawRule[]
export const holidays = holidaysData as Holidays
export const places = placesData as readonly Place[]
export const authorities = authoritiesData as readonly Authority[]
export const outline = outlineData as unknown as Outline

/**
 * The rule's value in force on a day.
 * @throws RangeError when the key is unknown, or nothing was in force yet
 */
export function lawOn(key: string, day: PlainDay): LawValue & { readonly unit: LawUnit } {
  const rule = law.find((one) => one.key === key)
  const value = rule?.values.findLast(({ from }) => from === null || from <= day)
  if (!rule || !value) throw new RangeError(`no law ${key} on ${day}`)
  return { ...value, unit: rule.unit }
}
