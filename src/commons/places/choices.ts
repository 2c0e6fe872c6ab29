import type { Lang } from '#kernel/i18n/lang.ts'
import type { Places } from './places.ts'

export interface PlaceChoice {
  key: string
  name: string
  /** The first-level unit under which lists show it. */
  group: string
}

/** Places one can live in: what has no parts, and every unit itself for those whose village is not listed. */
export function placeChoices(places: Places, lang: Lang): PlaceChoice[] {
  return places.units().flatMap((unit) => {
    const group = places.name(unit.key, lang)
    return places.under(unit.key).map((key) => ({ key, name: places.name(key, lang), group }))
  })
}
