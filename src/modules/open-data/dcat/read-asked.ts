import { Refusal } from '#kernel/errors.ts'
import type { Vocabulary } from './told.ts'
import type { CatalogueFilter, CatalogueQuery } from './write-catalogue.ts'

/** What programs may say of DCAT: all that we tell is the first, which the older ones are part of. */
const profiles = ['euro_dcat_ap_3', 'euro_dcat_ap_2', 'euro_dcat_ap', 'euro_hvd', 'dcat_ap_3']
const SCHEMA_ORG = 'schemaorg'
const LONGEST_Q = 300
const LONGEST_FQ = 2_000
/** A day, or an instant with or without its zone; without one it is UTC. */
const WHEN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** @throws Refusal 400 for what cannot be meant */
export function readAsked(query: URLSearchParams): CatalogueQuery {
  return { ...readFilter(query), vocabulary: readVocabulary(query), page: readPage(query.get('page')) }
}

export function readFilter(query: URLSearchParams): CatalogueFilter {
  return {
    modifiedSince: readInstant(query.get('modified_since')),
    q: readWords(query.get('q')),
    fq: readFilters(query.getAll('fq')),
  }
}

/** In whose words: schema.org's where they are asked for, alone; DCAT-AP's else. @throws Refusal 400 */
export function readVocabulary(query: URLSearchParams): Vocabulary {
  const asked = (query.get('profiles') ?? '').split(/[\s,]+/).filter(Boolean)
  if (asked.length > 0 && asked.every((one) => one === SCHEMA_ORG)) return 'schema-org'
  for (const profile of asked)
    if (!profiles.includes(profile))
      throw new Refusal(400, {
        key: 'open-data.dcat.unknown-profile',
        args: { profile: profile.slice(0, 60), known: [...profiles, SCHEMA_ORG].join(', ') },
      })
  return 'dcat-ap'
}

function readPage(text: string | null): number {
  if (text === null || text === '') return 1
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Refusal(400, { key: 'open-data.dcat.wrong-page' })
  return Number(text)
}

function readInstant(text: string | null): Date | null {
  if (text === null || text === '') return null
  const at = new Date(/[Z+]|T.*-/.test(text) || !text.includes('T') ? text : `${text}Z`)
  if (!WHEN.test(text) || Number.isNaN(at.getTime())) throw new Refusal(400, { key: 'open-data.dcat.wrong-instant' })
  return at
}

function readWords(text: string | null): string | null {
  // As CKAN's programs say that they want everything.
  if (text === null || text.trim() === '' || text === '*:*') return null
  return text.slice(0, LONGEST_Q)
}

function readFilters(texts: string[]): string[] {
  const said = texts.filter((one) => one.trim() !== '')
  if (said.join(' ').length > LONGEST_FQ) {
    const why = `fq: ${LONGEST_FQ} characters at most`
    throw new Refusal(400, { key: 'open-data.dcat.wrong-filter', args: { why } })
  }
  return said
}
