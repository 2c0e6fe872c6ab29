import { searchFieldOf } from '#kernel/forms/search-field.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { type Naming, placeLabel } from './label.ts'
import type { Places } from './places.ts'
import { seekPlaces } from './seek.ts'

export interface PlaceChoice {
  key: string
  name: string
  /** The first-level unit under which lists show it; empty when it stands for itself. */
  group: string
}

interface Option {
  value: string
  label: string
}
type Entry = Option | { group: string; options: Option[] }

/** More than this nobody goes through: one types the first letters instead, and chooses from what is found. */
export const LONGEST_LIST = 150
/** Around one place so many are offered, before the way to all others. */
const MOST_NEAR = 60

/** Stands among choices for those that are not listed: they are found by searching. What was found stands after it. */
export const SOUGHT: PlaceChoice = { key: '', name: '', group: '' }

/** What a form offers, and what was typed into it so far, where it is shown again. */
export type Offering = Naming & Partial<Pick<Context, 'typed'>>

interface Asked {
  /** Name of the field. */
  field?: string
  /** What is chosen before anything is typed: it is offered whatever is searched. */
  chosen?: string | null | undefined
}

/** Choices under the names of their units, as a select shows them: short to go through, and found by typing a name. */
export function placeOptions(places: PlaceChoice[]): Entry[] {
  return [...Map.groupBy(places, ({ group }) => group)].flatMap(([group, members]): Entry[] => {
    const options = members.map(({ key, name }) => ({ value: key, label: name }))
    return group === '' ? options : [{ group, options }]
  })
}

/**
 * Places of the country that something can be about or where one can live: every unit itself for those whose village is not listed.
 *
 * @param within keys of the only ones to offer
 */
export function placeChoices(offering: Offering, asked: Asked = {}, within?: ReadonlySet<string>): PlaceChoice[] {
  const all = inCountry(offering)
  return offered(offering, asked, within ? all.filter(({ key }) => within.has(key)) : all)
}

/** Places where people live: all that is outside the country first, because nobody looks for it under a letter. */
export function homeChoices(offering: Offering, asked: Asked = {}): PlaceChoice[] {
  return offered(offering, asked, homes(offering))
}

/** All places of the country, itself too: unlike a person, an authority may answer for the whole of it. */
export function allPlaceChoices(offering: Offering, asked: Asked = {}): PlaceChoice[] {
  const { places, lang } = offering
  const country = places.all().find(({ type }) => type === 'country')
  const name = country && places.name(country.key, lang)
  return offered(offering, asked, [
    ...(country && name ? [{ key: country.key, name, group: '' }] : []),
    ...inCountry(offering),
  ])
}

/**
 * Homes for a form that people of one place fill in most of all: what lies in the same unit, or the units alone where it is about the
 * whole country; then the way to all others. A public page carries it to everybody, so it is short.
 */
export function nearHomes(naming: Naming, about: string): PlaceChoice[] {
  const { places } = naming
  const unit = places.unitOf(about)
  const all = homes(naming)
  if (unit.parentKey === null) {
    const units = new Set(places.countedUnits().map(({ key }) => key))
    return [...all.filter(({ key }) => units.has(key)).map((choice) => ({ ...choice, group: '' })), SOUGHT]
  }
  const inUnit = places.under(unit.key)
  const around = new Set(inUnit.length <= MOST_NEAR ? inUnit : [unit.key, ...places.under(about).slice(0, MOST_NEAR)])
  return [...all.filter((choice) => standsAlone(choice) || around.has(choice.key)), SOUGHT]
}

/** In no unit: the whole country, or all that is outside it. Nobody looks for these under a letter, so that they are always offered. */
export const standsAlone = ({ group }: PlaceChoice) => group === ''

/** The whole list while one can go through it; else what was searched for and what is chosen. */
function offered(
  { places, typed = {} }: Offering,
  { field = 'place', chosen }: Asked,
  all: PlaceChoice[],
): PlaceChoice[] {
  if (all.length <= LONGEST_LIST) return all
  const own = typed[field] ?? chosen
  const words = typed[searchFieldOf(field)]
  const found = new Set(typeof words === 'string' ? seekPlaces(places, words) : [])
  const alone = all.filter(standsAlone)
  const byKey = new Map(all.filter((choice) => !standsAlone(choice)).map((choice) => [choice.key, choice]))
  const kept = typeof own === 'string' && !found.has(own) ? byKey.get(own) : undefined
  // What stands behind the sign was found; before it, what is chosen already.
  return [...(kept ? [kept] : []), SOUGHT, ...alone, ...[...found].flatMap((key) => byKey.get(key) ?? [])]
}

function homes(naming: Naming): PlaceChoice[] {
  const abroad = naming.places.abroad()
  const outside = abroad ? [{ key: abroad.key, name: naming.places.name(abroad.key, naming.lang), group: '' }] : []
  return [...outside, ...inCountry(naming)]
}

/** Naming hundreds of places, each among its namesakes, for every form that is shown would be most of the work. */
const made = new WeakMap<Places, Map<Lang, PlaceChoice[]>>()

function inCountry(naming: Naming): PlaceChoice[] {
  const { places, lang } = naming
  const known = made.get(places) ?? new Map<Lang, PlaceChoice[]>()
  made.set(places, known)
  let choices = known.get(lang)
  if (!choices) {
    choices = places.units().flatMap((unit) => {
      const group = places.name(unit.key, lang)
      return places.under(unit.key).map((key) => ({ key, name: placeLabel(naming, key), group }))
    })
    known.set(lang, choices)
  }
  return choices
}
