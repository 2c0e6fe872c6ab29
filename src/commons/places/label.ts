import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'

/** What is needed to name places to a reader. */
export type Naming = Pick<Context, 'places' | 'lang' | 'translate'>

/**
 * The name of a place as it stands among others; where another has the same name, with its type beside it, "Cahul (raion)", or
 * with what it lies in when they are of one type, "Slobozia (Soroca)".
 */
export function placeLabel({ places, lang, translate }: Naming, key: string): string {
  const { type, parentKey } = places.get(key)
  const name = places.name(key, lang)
  const namesakes = places.namesakesOf(key)
  if (namesakes.length === 0) return name
  const alike = namesakes.some((other) => other.type === type)
  const beside = alike && parentKey ? inLang(places.get(parentKey).name, lang) : translate(lang)(`places.type.${type}`)
  return translate(lang)('places.named', { name, beside })
}
