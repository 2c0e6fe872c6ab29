import type { Places } from '#commons/places/places.ts'
import { placesNamed } from '#commons/places/seek.ts'

/** The country in the EU's lists. */
const COUNTRY = /\/country\/MDA$/
/** What kind of unit it is may stand before its name. */
const KIND = /^(?:republica|municipiul|mun\.|raionul|r-nul|orașul|or\.|comuna|satul|муниципий|район|город|село)\s+/iu
/** One that is about more places is about none in particular. */
const MOST = 20

/**
 * The place of our tree that a source says a dataset is about. Several are one where all hold the narrowest. Where a name is that of several
 * places, or of none that we know, it is none: a wrong place would be told on to others as ours.
 *
 * @param said each place by all its names, codes and addresses
 */
export function placeSaid(places: Places, said: unknown[][]): string | null {
  const told = said
    .map((names) => names.filter((name): name is string => typeof name === 'string' && name.trim() !== ''))
    .filter((names) => names.length > 0)
  if (told.length > MOST) return null
  const keys = told.map((names) => placeOf(places, names))
  if (keys.includes(null)) return null
  return keys.find((key) => key !== null && holdAll(places, key, keys)) ?? null
}

/** Whether every one of them is the place or holds it. */
function holdAll(places: Places, key: string, others: (string | null)[]): boolean {
  const around = places.path(key).map((place) => place.key)
  return others.every((other) => other !== null && around.includes(other))
}

function placeOf(places: Places, names: string[]): string | null {
  const keys = new Set(names.slice(0, MOST).flatMap((name) => keyOf(places, name.trim()) ?? []))
  return keys.size === 1 ? ([...keys][0] as string) : null
}

function keyOf(places: Places, name: string): string | null {
  if (COUNTRY.test(name))
    return places.all().find((one) => one.parentKey === null && one.type !== 'abroad')?.key ?? null
  const code = name.split(/[/#]/).at(-1)?.toUpperCase()
  const byCode = places.all().find(({ iso }) => iso !== null && iso.toUpperCase() === code)
  if (byCode) return byCode.key
  if (/^https?:/.test(name) || name.length > 100) return null
  const named = [name, name.replace(KIND, '')].flatMap((one) => placesNamed(places, one))
  const found = [...new Set(named)].filter((key) => places.isInCountry(key))
  // A town that is its own unit: the unit stands for both.
  const outer = found.filter((key) => !places.path(key).some((above) => above.key !== key && found.includes(above.key)))
  return outer.length === 1 ? (outer[0] as string) : null
}
