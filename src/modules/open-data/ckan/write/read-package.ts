import { isDay } from '#kernel/forms/fields.ts'
import type { langs } from '#kernel/i18n/lang.ts'
import { frequencies } from '../../catalogue/vocabularies/frequencies.ts'
import { highValueCategories } from '../../catalogue/vocabularies/high-value.ts'
import { themes } from '../../catalogue/vocabularies/themes.ts'
import { type AccessRights, accessRights, type Dataset } from '../../dataset.ts'
import { type Input, invalid } from '../action.ts'
import { computedKeys, KEPT, keptOf } from '../packages/kept-keys.ts'
import { textOf } from '../read-fields.ts'
import { licenceOf } from './licences.ts'

/** What a program says of a dataset, in the fields of our form, and what no form of ours has. */
export interface PackageSaid {
  raw: Record<string, unknown>
  extras: Record<string, unknown>
}

/**
 * Reads a package as CKAN describes one. What has no field here is kept as it came and given back.
 *
 * @param current as it stands; null for a new one
 * @throws CkanError
 */
export function readPackage(input: Input, current: Dataset | null): PackageSaid {
  const extras = readExtras(input)
  const rights = readAccessRights(input, extras)
  delete extras.access_rights
  const take = (key: string, fits: (value: string) => boolean): string | undefined => {
    const value = extras[key]
    if (typeof value !== 'string' || !fits(value)) return undefined
    delete extras[key]
    return value
  }
  const raw: Record<string, unknown> = {
    ...inLangs('title', input, 'title', 'title_translated', current?.title.ro),
    ...inLangs('description', input, 'notes', 'notes_translated', current?.description.ro),
    ...keywordsOf(input, current),
    themes: themesOf(input),
    licence: readLicence(input),
    frequency: take('frequency', (code) => frequencies.includes(code as 'DAILY')),
    accessRights: rights ?? current?.accessRights,
    coversFrom: take('temporal_start', isDay),
    coversTo: take('temporal_end', isDay),
    highValue: take('hvd_category', (code) => highValueCategories.includes(code as never)),
    contactUrl: take('contact_url', () => true),
    place: take('place_key', () => true),
    contactName: textOf(input, 'maintainer') ?? undefined,
    contactEmail: textOf(input, 'maintainer_email') ?? undefined,
  }
  const kept = keptOf(input, computedKeys)
  // CKAN's own name of a licence comes back as it came.
  if (raw.licence && input.license_id !== raw.licence) kept.license_id = input.license_id
  return { raw, extras: { ...extras, ...(Object.keys(kept).length > 0 && { [KEPT]: kept }) } }
}

const ACCESS_RIGHT = /^(?:https?:\/\/publications\.europa\.eu\/resource\/authority\/access-right\/)?([a-z_-]+)$/i

/**
 * Who gets the files, as an extra or as a key of its own, by its code or by the EU's address of it. What is not understood is refused: it might
 * mean that not everybody does.
 *
 * @returns null where nothing is said of it
 * @throws CkanError
 */
function readAccessRights(input: Input, extras: Record<string, unknown>): AccessRights | null {
  const said = [extras.access_rights, input.access_rights].filter((one) => ![undefined, null, ''].includes(one as ''))
  const codes = said.map((one) => {
    const name = ACCESS_RIGHT.exec(String(one).trim())?.[1]?.toUpperCase().replaceAll('-', '_')
    const code = accessRights.find((known) => known === name)
    if (!code) throw invalid('extras', `access_rights: must be one of ${accessRights.join(', ')}`)
    return code
  })
  if (new Set(codes).size > 1) throw invalid('extras', 'access_rights is said twice, and differs')
  return codes[0] ?? null
}

/** The Romanian text, and the others beside it. Where a program changed only one of the two Romanian ones, that one counts. */
function inLangs(
  field: 'title' | 'description',
  input: Input,
  plain: string,
  translated: string,
  current: string | undefined,
): Record<string, unknown> {
  const others = asObject(input[translated])
  const said = textOf(input, plain)
  const ro = said !== null && said !== current ? said : (others.ro ?? said)
  return { [`${field}Ro`]: ro, [`${field}Ru`]: others.ru, [`${field}En`]: others.en }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** CKAN's tags have no language: those that stand in another one here stay there, the rest is Romanian. */
function keywordsOf(input: Input, current: Dataset | null): Record<string, string> {
  const tags = [...new Set(tagsOf(input))]
  const held = (lang: (typeof langs)[number]) => (current?.keywords[lang] ?? []).filter((tag) => tags.includes(tag))
  const foreign = new Set([...held('ru'), ...held('en')])
  const ro = tags.filter((tag) => held('ro').includes(tag) || !foreign.has(tag))
  return { keywordsRo: ro.join(','), keywordsRu: held('ru').join(','), keywordsEn: held('en').join(',') }
}

function tagsOf({ tags, tag_string }: Input): string[] {
  if (tags === undefined && typeof tag_string === 'string')
    return tag_string
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean)
  return namesIn('tags', tags)
}

/** Names of a list of objects with names, or of names. @throws CkanError */
function namesIn(field: string, list: unknown): string[] {
  if (list === undefined || list === null || list === '') return []
  if (!Array.isArray(list)) throw invalid(field, 'Not a list')
  return list.map((one) => {
    const name = typeof one === 'string' ? one : asObject(one).name
    if (typeof name !== 'string') throw invalid(field, 'Each needs a name')
    return name.trim()
  })
}

function themesOf(input: Input): string[] {
  return namesIn('groups', input.groups).map((name) => {
    const theme = themes.find((code) => code === name.toUpperCase())
    if (!theme) throw invalid('groups', `Group "${name.slice(0, 100)}" does not exist`)
    return theme
  })
}

function readLicence(input: Input): string | null {
  const id = textOf(input, 'license_id') ?? ''
  const code = licenceOf(id)
  if (code === undefined) throw invalid('license_id', `"${id.slice(0, 100)}" is not in license_list`)
  return code
}

const MOST_EXTRAS = 200

/** `[{key, value}]`, or an object. @throws CkanError */
function readExtras(input: Input): Record<string, unknown> {
  const { extras } = input
  if (extras === undefined || extras === null || extras === '') return {}
  const pairs = Array.isArray(extras)
    ? extras.map((one) => [asObject(one).key, asObject(one).value])
    : Object.entries(asObject(extras))
  if (pairs.length > MOST_EXTRAS) throw invalid('extras', `At most ${MOST_EXTRAS}`)
  const read: Record<string, unknown> = {}
  for (const [key, value] of pairs) {
    if (typeof key !== 'string' || key === '' || key === KEPT || key === '__proto__')
      throw invalid('extras', 'Each needs a key')
    if (Object.hasOwn(read, key)) throw invalid('extras', `There is a duplicate key "${key.slice(0, 100)}"`)
    read[key] = value
  }
  return read
}
