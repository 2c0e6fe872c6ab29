import type { Places } from '#commons/places/places.ts'
import { foldVariants, placeKey } from '#commons/search/fold.ts'
import { places as known } from '#jurisdiction/md/index.ts'

/** What stands before or behind a name, folded: it says what kind of place it is, not which. */
const KINDS = new Set(
  `raionul raion rnul r nul municipiul municipiu mun orasul oras or satul sat s comuna com localitatea loc sectorul sector sect
   район р н рн муниципий мун город гор г село сел с коммуна ком сектор district municipality city town village of the`.split(
    /\s+/,
  ),
)

/** Finds the place that a cell means. */
export class PlaceNames {
  readonly #byForm = new Map<string, string>()

  /** Larger places first: where a town and its district have one name, the district is meant. */
  constructor(places: Places) {
    const codes = new Map(known.map((place) => [place.key, [place.iso, place.cuatm, place.cuatmStatistical]]))
    const all = places.all().map((place) => ({ place, depth: places.path(place.key).length }))
    for (const { place } of all.toSorted((a, b) => a.depth - b.depth)) {
      const short = place.iso?.slice(3)
      const texts = [...Object.values(place.name), ...(codes.get(place.key) ?? []), short, place.key]
      for (const form of texts.flatMap((text) => (text ? formsOf(text) : [])))
        if (!this.#byForm.has(form)) this.#byForm.set(form, place.key)
    }
  }

  /** @returns the key of a place by its name in any language and spelling, with or without what kind of place it is, or by its ISO or CUATM code */
  find(cell: string): string | null {
    const text = cell.slice(0, 200)
    const [first = ''] = text.split(/[,(;/]/)
    for (const one of [text, withoutKind(text), first, withoutKind(first)])
      for (const form of formsOf(one)) {
        const key = this.#byForm.get(form)
        if (key) return key
      }
    // A code that was read as a number has lost its zeros.
    return /^\d{3}$|^\d{6}$/.test(text) ? (this.#byForm.get(`0${text}`) ?? null) : null
  }
}

function formsOf(text: string): string[] {
  return [...new Set([...foldVariants(text), placeKey(text)])].filter(Boolean)
}

function withoutKind(text: string): string {
  return text
    .split(/[\s.-]+/)
    .filter((word) => !foldVariants(word).some((form) => KINDS.has(form)))
    .join(' ')
}

const byPlaces = new WeakMap<Places, PlaceNames>()

export function placeNames(places: Places): PlaceNames {
  const names = byPlaces.get(places) ?? new PlaceNames(places)
  byPlaces.set(places, names)
  return names
}
