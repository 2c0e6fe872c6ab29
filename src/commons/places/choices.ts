import { type Naming, placeLabel } from './label.ts'

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

/** Choices under the names of their units, as a select shows them: short to go through, and found by typing a name. */
export function placeOptions(places: PlaceChoice[]): Entry[] {
  return [...Map.groupBy(places, ({ group }) => group)].flatMap(([group, members]): Entry[] => {
    const options = members.map(({ key, name }) => ({ value: key, label: name }))
    return group === '' ? options : [{ group, options }]
  })
}

/** Places of the country that something can be about or where one can live: every unit itself for those whose village is not listed. */
export function placeChoices(naming: Naming): PlaceChoice[] {
  return naming.places.units().flatMap((unit) => {
    const group = naming.places.name(unit.key, naming.lang)
    return naming.places.under(unit.key).map((key) => ({ key, name: placeLabel(naming, key), group }))
  })
}

/** Places where people live: all that is outside the country first, because nobody looks for it under a letter. */
export function homeChoices(naming: Naming): PlaceChoice[] {
  const abroad = naming.places.abroad()
  const outside = abroad ? [{ key: abroad.key, name: naming.places.name(abroad.key, naming.lang), group: '' }] : []
  return [...outside, ...placeChoices(naming)]
}

/** All places of the country, itself too: unlike a person, an authority may answer for the whole of it. */
export function allPlaceChoices(naming: Naming): PlaceChoice[] {
  const country = naming.places.all().find(({ type }) => type === 'country')
  const name = country && naming.places.name(country.key, naming.lang)
  return [...(country && name ? [{ key: country.key, name, group: '' }] : []), ...placeChoices(naming)]
}
