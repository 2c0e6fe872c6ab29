import type { Lang } from '#kernel/i18n/lang.ts'
import type { Places } from './places.ts'

export interface PlaceChoice {
  key: string
  name: string
  /** The first-level unit under which lists show it. */
  group: string
}

/** Choices under the names of their units, as a select shows them. */
export function placeOptions(places: PlaceChoice[]) {
  return [...Map.groupBy(places, ({ group }) => group)].map(([group, members]) => ({
    group,
    options: members.map(({ key, name }) => ({ value: key, label: name })),
  }))
}

/** Places one can live in: what has no parts, and every unit itself for those whose village is not listed. */
export function placeChoices(places: Places, lang: Lang): PlaceChoice[] {
  return places.units().flatMap((unit) => {
    const group = places.name(unit.key, lang)
    return places.under(unit.key).map((key) => ({ key, name: places.name(key, lang), group }))
  })
}
