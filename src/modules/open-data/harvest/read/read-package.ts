import type { Places } from '#commons/places/places.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { asThing, type CkanThing } from '../ckan-source.ts'
import { type FoundDataset, identityOf, type Unreadable } from '../found-dataset.ts'
import { readFiles } from './read-file.ts'
import { readSaid, webAddressFrom } from './said.ts'
import { line, type Texts } from './texts.ts'

export interface ReadAs {
  /** Address of the source's pages. */
  site: string
  lang: Lang
  licence: string | null
  /** In which places that are said are looked for. */
  places: Places
}

/** A package of CKAN, with what its plug-ins for DCAT and for languages say beside it. */
export function readPackage(thing: CkanThing, { site, lang, licence, places }: ReadAs): FoundDataset | Unreadable {
  const id = line(thing.id, 200)
  const name = line(thing.name, 200)
  if (id === null) return { id: null, title: name, refused: 'no-id' }
  const extras = extrasOf(thing)
  const say = (key: string): unknown => thing[key] ?? extras.get(key)
  const read = readSaid(
    {
      title: inLangs(thing, 'title', lang),
      description: inLangs(thing, 'notes', lang),
      keywords: keywordsOf(thing, lang),
      themes: [...listIn(say('theme')), ...namesOf(thing.groups)],
      licence: thing.license_id === 'notspecified' ? null : (thing.license_id ?? thing.license_url),
      frequency: say('frequency') ?? say('accrual_periodicity'),
      accessRights: say('access_rights'),
      contactName: say('contact_name') ?? thing.maintainer ?? thing.author,
      contactEmail: say('contact_email') ?? (thing.maintainer_email || thing.author_email),
      contactUrl: say('contact_url') ?? say('contact_uri'),
      coversFrom: say('temporal_start'),
      coversTo: say('temporal_end'),
      highValue: listIn(say('hvd_category')),
      places: placesOf(say),
    },
    { licence, lang },
    places,
  )
  if (!read) return { id, title: name, refused: 'no-title' }
  const uri = webAddressFrom(say('uri'))
  const { files, cut } = readFiles(
    (Array.isArray(thing.resources) ? thing.resources : []).map((one) => {
      const resource = asThing(one) ?? {}
      return {
        key: line(resource.id, 200),
        title: inLangs(resource, 'name', lang),
        description: inLangs(resource, 'description', lang),
        urls: [resource.url],
        formats: [resource.format, resource.mimetype],
        licence: resource.license ?? resource.license_id,
      }
    }),
    { lang, base: `${site}/` },
  )
  return {
    id,
    // What was harvested there as well has in `guid` what it is called where it is at home.
    identity: identityOf([line(say('guid'), 1_000), id, uri], new URL(site).host),
    name,
    uri,
    page: `${site}/dataset/${encodeURIComponent(name ?? id)}`,
    said: read.said,
    files,
    cut: [...read.cut, ...(cut ? ['files'] : [])],
  }
}

/** One by its name and address, as the plug-ins for DCAT write it, or a list of such; a shape is none. */
function placesOf(say: (key: string) => unknown): unknown[][] {
  const shape = (value: unknown) => typeof value === 'string' && value.trimStart().startsWith('{')
  const one = [say('spatial_text'), say('spatial_uri'), say('spatial')].filter((value) => !shape(value))
  const list = say('spatial_coverage')
  const several = Array.isArray(list) ? list.map((each) => asThing(each) ?? {}).map(({ text, uri }) => [text, uri]) : []
  return [one, ...several]
}

function extrasOf({ extras }: CkanThing): Map<string, unknown> {
  if (!Array.isArray(extras)) return new Map(Object.entries(asThing(extras) ?? {}))
  return new Map(
    extras.flatMap((one) => {
      const { key, value } = asThing(one) ?? {}
      return typeof key === 'string' ? [[key, value] as const] : []
    }),
  )
}

function inLangs(thing: CkanThing, key: string, otherwise: Lang): Texts {
  const translated = asThing(thing[`${key}_translated`]) ?? {}
  const texts: Texts = {}
  if (typeof thing[key] === 'string') texts[otherwise] = thing[key]
  for (const lang of langs) if (typeof translated[lang] === 'string') texts[lang] = translated[lang]
  return texts
}

function keywordsOf(thing: CkanThing, otherwise: Lang) {
  const translated = Object.entries(asThing(thing.keywords) ?? asThing(thing.tags_translated) ?? {}).flatMap(
    ([lang, words]) =>
      langs.includes(lang as Lang) && Array.isArray(words)
        ? words.map((word: unknown) => ({ lang: lang as Lang, word }))
        : [],
  )
  return translated.length > 0 ? translated : namesOf(thing.tags).map((word) => ({ lang: otherwise, word }))
}

function namesOf(list: unknown): unknown[] {
  if (!Array.isArray(list)) return []
  return list.map((one) => (typeof one === 'string' ? one : (asThing(one)?.display_name ?? asThing(one)?.name)))
}

/** A list, or one as JSON in a text, as plug-ins write it, or one alone. */
function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'string' || value === '') return []
  if (!value.startsWith('[')) return [value]
  try {
    const read: unknown = JSON.parse(value)
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}
