import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { Places } from './places.ts'

/** What is needed to name places to a reader. */
export type Naming = Pick<Context, 'places' | 'lang' | 'translate'>

const labels = new WeakMap<Places, Map<string, string>>()

/**
 * The name of a place as it stands among others; where another has the same name, with its type beside it, "Cahul (raion)", or
 * with what it lies in when they are of one type, "Slobozia (Soroca)".
 */
export function placeLabel(naming: Naming, key: string): string {
  const { places, lang } = naming
  // Places change by being read anew; a list of all of them names each, on many pages.
  const known = labels.get(places) ?? new Map<string, string>()
  labels.set(places, known)
  const label = known.get(`${lang} ${key}`) ?? makeLabel(naming, key)
  known.set(`${lang} ${key}`, label)
  return label
}

function makeLabel({ places, lang, translate }: Naming, key: string): string {
  const { type, parentKey } = places.get(key)
  const name = places.name(key, lang)
  const namesakes = places.namesakesOf(key)
  if (namesakes.length === 0) return name
  const alike = namesakes.some((other) => other.type === type)
  const beside = alike && parentKey ? inLang(places.get(parentKey).name, lang) : translate(lang)(`places.type.${type}`)
  return translate(lang)('places.named', { name, beside })
}
