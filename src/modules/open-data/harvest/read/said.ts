import type { Places } from '#commons/places/places.ts'
import { isDay } from '#kernel/forms/fields.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { type FileType, fileTypes, mediaTypes } from '../../catalogue/vocabularies/file-types.ts'
import { frequencies } from '../../catalogue/vocabularies/frequencies.ts'
import { highValueCategories } from '../../catalogue/vocabularies/high-value.ts'
import { type LicenceCode, licenceFacts, licences, NOT_SPECIFIED } from '../../catalogue/vocabularies/licences.ts'
import { themes } from '../../catalogue/vocabularies/themes.ts'
import { licenceOf } from '../../ckan/write/licences.ts'
import { type AccessRights, accessRights, type Description } from '../../dataset.ts'
import { placeSaid } from './place-said.ts'
import { line, localised, paragraphs, partlyLocalised, type Texts } from './texts.ts'

/** What a source says of a dataset, in its own words and as it came. */
export interface Raw {
  title: Texts
  description: Texts
  keywords: { lang: Lang | 'other'; word: unknown }[]
  themes: unknown[]
  licence: unknown
  frequency: unknown
  accessRights: unknown
  contactName: unknown
  contactEmail: unknown
  contactUrl: unknown
  coversFrom: unknown
  coversTo: unknown
  highValue: unknown[]
  /** Each place that it is about by all that the source calls it. */
  places: unknown[][]
}

const MOST_TITLE = 200
const MOST_TEXT = 5_000
const MOST_KEYWORDS = 20
const MOST_WORD = 100

/**
 * Reads it into a description of ours. What is not understood is left out: a wrong code would be told on to others as ours.
 *
 * @param unless licence where none is said, and the language of what says none
 * @param places in which what it is about is looked for
 * @returns null where it has no title
 */
export function readSaid(
  raw: Raw,
  unless: { licence: string | null; lang: Lang },
  places: Places,
): { said: Description; cut: string[] } | null {
  const title = localised(eachText(raw.title, (text) => line(text, MOST_TITLE)))
  if (!title) return null
  const { keywords, left } = keywordsOf(raw.keywords, unless.lang)
  const [from, to] = [dayOf(raw.coversFrom), dayOf(raw.coversTo)]
  const inOrder = from === null || to === null || from <= to
  return {
    said: {
      title,
      description: partlyLocalised(
        eachText(raw.description, (text) => paragraphs(text, MOST_TEXT)),
        unless.lang,
      ),
      keywords,
      themes: themes.filter((code) => raw.themes.some((one) => lastPart(one) === code)),
      licence: licenceFrom(raw.licence) ?? unless.licence ?? NOT_SPECIFIED,
      frequency: frequencyFrom(raw.frequency) ?? 'UNKNOWN',
      accessRights: rightsFrom(raw.accessRights),
      contactName: line(raw.contactName, MOST_TITLE),
      contactEmail: emailFrom(raw.contactEmail),
      contactUrl: webAddressFrom(raw.contactUrl),
      placeKey: placeSaid(places, raw.places),
      coversFrom: inOrder ? from : null,
      coversTo: inOrder ? to : null,
      highValue: highValueCategories.find((code) => raw.highValue.some((one) => lastWord(one) === code)) ?? null,
    },
    cut: left > 0 ? ['keywords'] : [],
  }
}

export function eachText(texts: Texts, read: (text: unknown) => string | null): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([lang, text]) => {
      const value = read(text)
      return value === null ? [] : [[lang, value]]
    }),
  )
}

function keywordsOf(said: Raw['keywords'], otherwise: Lang) {
  const words = new Map<Lang, Set<string>>()
  let left = 0
  // A source may send millions; looking at some says that there are too many.
  for (const { lang, word } of said.slice(0, 1_000)) {
    const read = line(word, MOST_WORD)
    if (read === null) continue
    const key = lang === 'other' ? otherwise : lang
    const own = words.get(key) ?? new Set()
    words.set(key, own)
    if (own.size < MOST_KEYWORDS) own.add(read)
    else if (!own.has(read)) left += 1
  }
  const keywords = Object.fromEntries(
    langs.flatMap((lang) => (words.has(lang) ? [[lang, [...(words.get(lang) as Set<string>)]]] : [])),
  )
  return { keywords, left: left + Math.max(0, said.length - 1_000) }
}

/** The code at the end of an address of the EU's lists, or the code itself. */
function lastPart(value: unknown): string {
  return lastWord(value).toUpperCase().replaceAll('-', '_')
}
function lastWord(value: unknown): string {
  return typeof value === 'string' ? (value.split(/[/#]/).at(-1) ?? '').trim() : ''
}

/** By its address, by an address of its text, by the name that CKAN or the EU has for it. */
export function licenceFrom(value: unknown): LicenceCode | null {
  if (typeof value !== 'string' || value === '') return null
  const known = licenceOf(value) ?? licenceOf(lastPart(value))
  if (known) return known
  const bare = (url: string) =>
    url
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/(?:\/deed(?:\.\w+)?|\/legalcode.*)?\/*$/, '')
  return licences.find((code) => bare(licenceFacts[code].url) === bare(value)) ?? null
}

/** ISO 8601 as data.json writes how often: `R/P1M`. */
const PERIODS: Record<string, string> = {
  'R/PT1S': 'CONT',
  'R/PT1H': 'HOURLY',
  'R/P1D': 'DAILY',
  'R/P0.33W': 'WEEKLY_3',
  'R/P3.5D': 'WEEKLY_2',
  'R/P1W': 'WEEKLY',
  'R/P7D': 'WEEKLY',
  'R/P2W': 'BIWEEKLY',
  'R/P0.5M': 'MONTHLY_2',
  'R/P1M': 'MONTHLY',
  'R/P2M': 'BIMONTHLY',
  'R/P3M': 'QUARTERLY',
  'R/P4M': 'ANNUAL_3',
  'R/P6M': 'ANNUAL_2',
  'R/P1Y': 'ANNUAL',
  'R/P2Y': 'BIENNIAL',
  'R/P3Y': 'TRIENNIAL',
  'R/P4Y': 'QUADRENNIAL',
  'R/P10Y': 'DECENNIAL',
  IRREGULAR: 'IRREG',
}

function frequencyFrom(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const period = PERIODS[value.trim().toUpperCase()]
  return period ?? frequencies.find((code) => code === lastPart(value)) ?? null
}

/** What is said and not understood might mean that not everybody gets it. */
function rightsFrom(value: unknown): AccessRights {
  if (typeof value !== 'string' || value.trim() === '') return 'PUBLIC'
  const word = lastPart(value)
  return accessRights.find((code) => code === word) ?? 'RESTRICTED'
}

function emailFrom(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const address = value.replace(/^mailto:/i, '').trim()
  return /^[^\s@<>"'\\]{1,64}@[a-z0-9.-]{1,180}\.[a-z]{2,24}$/i.test(address) ? address : null
}

/** An address that a browser opens and that runs nothing. */
export function webAddressFrom(value: unknown, base?: string): string | null {
  if (typeof value !== 'string' || value.length > 1_000 || value.trim() === '') return null
  const url = URL.parse(value.trim(), base)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  return url.href
}

function dayOf(value: unknown): string | null {
  const day = typeof value === 'string' ? value.slice(0, 10) : ''
  return isDay(day) ? day : null
}

/** The code of a format by the names, media types and addresses that sources have for it. */
export function fileTypeFrom(...values: unknown[]): FileType | null {
  for (const value of values) {
    if (typeof value !== 'string') continue
    const whole = value.trim().toLowerCase()
    const name = (whole.includes('media-types/') ? (whole.split('media-types/')[1] ?? '') : whole).split(';')[0]?.trim()
    const found =
      fileTypes.find((code) => mediaTypes[code] === name) ??
      fileTypes.find((code) => code === lastPart(value).replace(/^\./, '')) ??
      ALSO[lastWord(name).replace(/^\./, '')]
    if (found) return found
  }
  return null
}

const ALSO: Record<string, FileType> = {
  excel: 'XLSX',
  'json-ld': 'JSON_LD',
  jsonl: 'NDJSON',
  rdf: 'RDF_XML',
  turtle: 'RDF_TURTLE',
  ttl: 'RDF_TURTLE',
  shapefile: 'SHP',
  wms: 'WMS_SRVC',
  wfs: 'WFS_SRVC',
}
