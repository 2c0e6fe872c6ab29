import { descriptionForm, descriptionOf, fileForm, fileOf } from '../catalogue/describe/fields.ts'
import type { FileDescription } from '../catalogue/distribution-store.ts'
import type { Theme } from '../catalogue/vocabularies/themes.ts'
import type { Input } from '../ckan/action.ts'
import { licenceOf } from '../ckan/write/licences.ts'
import { readPackage } from '../ckan/write/read-package.ts'
import { readResource } from '../ckan/write/read-resource.ts'
import { accessRights, type Description } from '../dataset.ts'
import { asThing, type CkanThing } from '../harvest/ckan-source.ts'
import { line, paragraphs, plainLines } from '../harvest/read/texts.ts'
import { textIn } from './clean-thing.ts'
import { fitted } from './fitted.ts'
import { momentOf } from './moment.ts'

export interface ForeignPackage {
  id: string
  name: string
  description: Description
  extras: Record<string, unknown>
  /** Everybody could read it there. */
  isPublic: boolean
  resources: CkanThing[]
  /** What did not come as it was, codes. */
  notes: string[]
}

const LENGTHS = {
  ...{ titleRo: 200, titleRu: 200, titleEn: 200, descriptionRo: 5_000, descriptionRu: 5_000, descriptionEn: 5_000 },
  ...{ keywordsRo: 1_000, contactName: 200, contactUrl: 1_000 },
}
/** Beyond this, extras are a dump of something and nobody reads them. */
const MOST_EXTRAS = 100_000
const MOST_KEYWORDS = 20

/**
 * A dataset as another CKAN tells it, as one of ours. Nothing in it is sure to be there, or to be what it should be.
 *
 * @param site where it stands
 * @param themeOf our theme for the name of a group there
 * @returns null for what has no id and no name
 */
export function readForeignPackage(
  site: string,
  thing: CkanThing,
  themeOf: (group: string) => Theme | null,
): ForeignPackage | null {
  const name = textIn(thing, 'name')
  const id = textIn(thing, 'id') ?? name
  if (id === null || name === null) return null
  const notes: string[] = []
  const { input, lost } = asInput(thing, themeOf)
  notes.push(...lost)
  const { raw, extras } = readPackage(input, null)
  const read = fitted(descriptionForm, withFewKeywords(raw), LENGTHS, { titleRo: `Date ${name}`.slice(0, 200) })
  notes.push(...read.changed.map((field) => `changed:${field}`))
  const description = descriptionOf(read.value)
  if (!description.description.ro) notes.push('no-description')
  const own = JSON.stringify(extras).length > MOST_EXTRAS ? {} : extras
  if (own !== extras) notes.push('extras-too-long')
  return {
    ...{ id, name, description, notes },
    extras: { ...own, ...origin(site, name, thing) },
    isPublic: thing.private !== true && (textIn(thing, 'state') ?? 'active') === 'active',
    resources: (Array.isArray(thing.resources) ? thing.resources : []).map(asThing).filter((one) => one !== null),
  }
}

/** Where it came from, and since when it was there. */
function origin(site: string, name: string, thing: CkanThing): Record<string, string> {
  const [issued, modified] = [momentOf(thing.metadata_created), momentOf(thing.metadata_modified)]
  return {
    imported_from: `${site}/dataset/${name}`,
    ...(issued && { imported_issued: issued }),
    ...(modified && { imported_modified: modified }),
  }
}

/** What `readPackage` takes without refusing anything. */
function asInput(thing: CkanThing, themeOf: (group: string) => Theme | null): { input: Input; lost: string[] } {
  const lost: string[] = []
  const licence = textIn(thing, 'license_id') ?? ''
  const known = licenceOf(licence)
  if (known === undefined) lost.push('licence')
  const { extras, rights } = extrasIn(thing)
  if (rights === null) lost.push('access-rights')
  const named = namesIn(thing.groups)
  const groups = named.map((group) => themeOf(group))
  const tags = [...new Set([...namesIn(thing.tags), ...named.filter((_, at) => groups[at] === null)])]
  const { access_rights: _, ...rest } = thing
  return {
    lost,
    input: {
      ...Object.fromEntries(
        Object.entries(rest).map(([key, value]) => [key, isText(key) ? textOrNothing(value) : inWords(key, value)]),
      ),
      extras: [...extras].map(([key, value]) => ({ key, value })),
      groups: [...new Set(groups.filter((theme) => theme !== null))].map((code) => ({ name: code })),
      tags: tags.map((tag) => ({ name: tag.replaceAll(/[,;]/g, ' ') })),
      tag_string: undefined,
      license_id: known === undefined ? '' : licence,
      // Of a licence that nobody here knows its name is kept.
      ...(known === undefined && { imported_license: licence }),
      access_rights: rights ?? 'RESTRICTED',
      maintainer: textIn(thing, 'maintainer') ?? textIn(thing, 'author'),
      maintainer_email: textIn(thing, 'maintainer_email') ?? textIn(thing, 'author_email'),
    },
  }
}

const TEXTS = new Set(['maintainer', 'maintainer_email', 'license_id', 'name', 'owner_org'])
const isText = (key: string) => TEXTS.has(key)
const textOrNothing = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : undefined)

/** Each key once; whether everybody may have the files: null where that cannot be understood, and so they may not. */
function extrasIn(thing: CkanThing): { extras: Map<string, unknown>; rights: string | null } {
  const pairs = Array.isArray(thing.extras)
    ? thing.extras.map((one) => [asThing(one)?.key, asThing(one)?.value] as const)
    : Object.entries(asThing(thing.extras) ?? {})
  const extras = new Map<string, unknown>()
  for (const [key, value] of pairs.slice(0, 150))
    if (typeof key === 'string' && key !== '' && !key.startsWith('ckan:') && !extras.has(key)) extras.set(key, value)
  const said = [thing.access_rights, extras.get('access_rights')].filter(
    (one) => one !== undefined && one !== null && one !== '',
  )
  extras.delete('access_rights')
  const codes = new Set(said.map((one) => String(one).trim().split('/').at(-1)?.toUpperCase().replaceAll('-', '_')))
  const [code] = codes
  if (codes.size === 0) return { extras, rights: 'PUBLIC' }
  return { extras, rights: codes.size === 1 ? (accessRights.find((one) => one === code) ?? null) : null }
}

/** Well beyond what is kept of a text, which is cut then and told. */
const MOST_WORDS = 20_000
const WORDS: Record<string, typeof line> = {
  ...{ title: line, title_translated: line, name_translated: line },
  ...{ notes: paragraphs, notes_translated: paragraphs },
}

/** Old portals have HTML in their texts: its words and links alone come, as with what is harvested. */
function inWords(key: string, value: unknown): unknown {
  const read = WORDS[key]
  if (!read) return value
  const byLang = asThing(value)
  if (!byLang) return read(value, MOST_WORDS) ?? undefined
  return Object.fromEntries(Object.entries(byLang).map(([lang, one]) => [lang, read(one, MOST_WORDS) ?? undefined]))
}

function namesIn(list: unknown): string[] {
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    const name = typeof one === 'string' ? one : textIn(asThing(one), 'name')
    return name ? [name] : []
  })
}

function withFewKeywords(raw: Record<string, unknown>): Record<string, unknown> {
  const words =
    typeof raw.keywordsRo === 'string' ? raw.keywordsRo.split(',').slice(0, MOST_KEYWORDS).join(',') : undefined
  return { ...raw, keywordsRo: words }
}

export interface ForeignResource {
  id: string
  name: string
  description: FileDescription
  extras: Record<string, unknown>
  /** Where its file or service is, if that is on the web. */
  url: string | null
  /** The portal itself keeps the file. */
  isOwn: boolean
  notes: string[]
}

/** A resource as another CKAN tells it; its address is whole. */
export function readForeignResource(site: string, thing: CkanThing, position: number): ForeignResource {
  const said = textIn(thing, 'url') ?? ''
  const url = webUrl(site, said)
  const notes = url === null && said !== '' ? ['address'] : []
  const texts = {
    name: line(thing.name, MOST_WORDS),
    name_translated: inWords('name_translated', thing.name_translated),
    description: plainLines(thing.description, MOST_WORDS),
    format: textIn(thing, 'format'),
  }
  const { raw, extras } = readResource({ ...thing, ...texts, url: url ?? '' }, { isUpload: true, ownUrl: () => false })
  const read = fitted(
    fileForm,
    { ...raw, url: undefined },
    { titleRo: 200, titleRu: 200, titleEn: 200, descriptionRo: 1_000 },
    { titleRo: `Resursa ${position}` },
  )
  const id = textIn(thing, 'id') ?? `${said} ${position}`
  return {
    ...{ id, url, name: texts.name ?? id },
    description: fileOf(read.value),
    extras: { ...extras, ...(said !== '' && { imported_url: said.slice(0, 2_000) }) },
    isOwn: url !== null && (['upload', 'datastore'].includes(textIn(thing, 'url_type') ?? '') || isOf(site, url)),
    notes: [...notes, ...read.changed.map((field) => `changed:${field}`)],
  }
}

/** Addresses are without their protocol, within the portal, or of another protocol. */
function webUrl(site: string, said: string): string | null {
  if (said === '') return null
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(said)
    ? said
    : said.startsWith('/')
      ? new URL(said, site).href
      : `http://${said}`
  const url = URL.parse(whole)
  return url && /^https?:$/.test(url.protocol) && url.href.length <= 1_000 ? url.href : null
}

function isOf(site: string, url: string): boolean {
  const [ours, theirs] = [new URL(site), new URL(url)]
  return ours.host === theirs.host && theirs.pathname.startsWith(ours.pathname.replace(/\/$/, ''))
}
