import { CkanError, type Input } from '../action.ts'
import { naturalOf, textOf } from '../read-fields.ts'
import type { Search } from '../store.ts'

/** What CKAN's search takes; what is not yet answered is let in and left alone. */
const KNOWN = new Set([
  'q', 'fq', 'fq_list', 'sort', 'rows', 'start', 'facet', 'facet.field', 'facet.limit', 'facet.mincount', 'include_private',
  'include_drafts', 'include_deleted', 'use_default_schema', 'fl', 'defType', 'qf', 'mm', 'wt', 'bf', 'boost', 'tie', 'q.op',
]) // biome-ignore format: a list of names
const MOST_RESULTS = 1_000
/** Characters of words and filters together. */
const MOST_ASKED = 2_000
const MOST_FILTERS = 20
const SORTS = ['metadata_modified', 'metadata_created', 'name', 'title', 'id'] as const
const ONLY = ['organization', 'name', 'id', 'license_id'] as const

/** @throws CkanError */
export function readSearch(input: Input): Search {
  const unknown = Object.keys(input).filter((name) => !KNOWN.has(name))
  if (unknown.length > 0) throw wrong(`Invalid search parameters: ${unknown.join(', ')}`)
  const list = [input.fq_list ?? []].flat().map((one) => textOf({ fq_list: one }, 'fq_list') ?? '')
  const filters = [textOf(input, 'fq') ?? '', ...list].join(' ')
  const q = textOf(input, 'q') ?? ''
  if (q.length + filters.length > MOST_ASKED) throw wrong(`q, fq and fq_list have more than ${MOST_ASKED} characters`)
  const words = q.split(/\s+/).filter((word) => word !== '' && word !== '*:*' && word !== '*')
  return {
    words: words.slice(0, 20),
    limit: Math.min(naturalOf(input, 'rows', 10), MOST_RESULTS),
    offset: naturalOf(input, 'start', 0),
    sort: sortOf(textOf(input, 'sort')),
    ...filtersOf(filters),
  }
}

function sortOf(sort: string | null): Search['sort'] {
  for (const clause of (sort ?? '').split(',')) {
    const [name = '', way = 'asc'] = clause.trim().split(/\s+/)
    const by = SORTS.find((one) => one === name || (one === 'title' && name === 'title_string'))
    if (by) return { by, descending: way.toLowerCase() === 'desc' }
    if (name !== '' && name !== 'score' && name !== 'relevance') throw wrong(`Cannot sort by "${name.slice(0, 100)}"`)
  }
  return { by: 'metadata_modified', descending: true }
}

/** A name is tried from its first letter alone, so that a long one costs no more than its letters. */
const FILTER = /\+?(?<!\w)(\w+):(?:"([^"]*)"|\[([^\]]*)\]|(\S+))/g

function filtersOf(text: string): Pick<Search, 'only' | 'modifiedFrom' | 'modifiedTo'> {
  const found: Pick<Search, 'only' | 'modifiedFrom' | 'modifiedTo'> = { only: [], modifiedFrom: null, modifiedTo: null }
  let filters = 0
  const rest = text.replace(FILTER, (_, name: string, phrase?: string, range?: string, word?: string) => {
    filters += 1
    if (filters > MOST_FILTERS) throw wrong(`more than ${MOST_FILTERS} filters`)
    const field = ONLY.find((one) => one === name)
    if (field && range === undefined) found.only.push({ field, value: phrase ?? word ?? '' })
    else if (name === 'metadata_modified' && range !== undefined) {
      const [from, to] = range.split(/\s+TO\s+/)
      found.modifiedFrom = timeFrom(from)
      found.modifiedTo = timeFrom(to)
    } else if (!['dataset_type', 'type', 'state', 'capacity', 'private'].includes(name))
      throw wrong(`Cannot filter by "${name}"`)
    return ''
  })
  if (rest.replace(/\bAND\b/g, '').trim() !== '') throw wrong(`Cannot understand fq "${rest.trim().slice(0, 100)}"`)
  return found
}

function timeFrom(text: string | undefined): Date | null {
  if (text === undefined || text.trim() === '*') return null
  const at = new Date(text.trim())
  const year = at.getUTCFullYear()
  if (!(year >= 1 && year <= 9999)) throw wrong(`Cannot understand the time "${text.slice(0, 100)}"`)
  return at
}

function wrong(message: string): CkanError {
  return new CkanError('Search Query Error', { message: `Search Query is invalid: ${message}` })
}
