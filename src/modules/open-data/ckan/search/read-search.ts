import type { Hidden } from '../../catalogue/find/store.ts'
import { CkanError, type Input, invalid } from '../action.ts'
import { booleanOf, listOf, naturalOf, textOf } from '../read-fields.ts'
import { dateFields, titleFields, valuesOf } from './fields.ts'
import { parseLucene, type Query } from './lucene.ts'

/** What CKAN's search takes; what means nothing here is let in and left alone. */
const KNOWN = new Set([
  'q', 'fq', 'fq_list', 'sort', 'rows', 'start', 'facet', 'facet.field', 'facet.limit', 'facet.mincount', 'include_private',
  'include_drafts', 'include_deleted', 'use_default_schema', 'fl', 'defType', 'qf', 'mm', 'wt', 'bf', 'boost', 'tie', 'q.op',
]) // biome-ignore format: a list of names
const MOST_RESULTS = 1_000
/** Characters of words and filters together. */
const MOST_ASKED = 2_000
const MOST_FACETS = 20

export interface Search {
  words: string
  filters: Query
  sort: { by: string; descending: boolean }[]
  limit: number
  offset: number
  facets: { fields: string[]; limit: number; atLeast: number }
  /** Keys of a package that are wanted; null: all. */
  keys: string[] | null
  /** What institutions of the token have not published yet, or have withdrawn, as far as it is wanted too. */
  hidden: Hidden[]
}

/** @throws CkanError */
export function readSearch(input: Input): Search {
  const unknown = Object.keys(input).filter((name) => !KNOWN.has(name))
  if (unknown.length > 0) throw wrong(`Invalid search parameters: ${unknown.join(', ')}`)
  const list = [input.fq_list ?? []].flat().map((one) => textOf({ fq_list: one }, 'fq_list') ?? '')
  const said = [textOf(input, 'fq') ?? '', ...list]
  const filters = said.filter((one) => one.trim() !== '')
  const q = (textOf(input, 'q') ?? '').trim()
  if (q.length + said.join(' ').length > MOST_ASKED)
    throw wrong(`q, fq and fq_list have more than ${MOST_ASKED} characters`)
  // As in CKAN: a colon makes a query of fields of it. What would choose another parser there is refused, not searched for.
  const isQuery = q.includes(':') || q.startsWith('{!')
  const asked = [...(isQuery ? [q] : []), ...filters].map((one) => (one === '*:*' ? '*' : `(${one})`)).join(' ')
  return {
    words: isQuery || q === '*' ? '' : q,
    filters: parseLucene(asked),
    sort: sortOf(textOf(input, 'sort') ?? ''),
    limit: Math.min(naturalOf(input, 'rows', 10), MOST_RESULTS),
    offset: naturalOf(input, 'start', 0),
    facets: facetsOf(input),
    keys: listOf(input, 'fl')?.flatMap((one) => one.split(/\s+/)) ?? null,
    hidden: hiddenOf(input),
  }
}

function hiddenOf(input: Input): Hidden[] {
  const drafts = booleanOf(input, 'include_drafts', false) || booleanOf(input, 'include_private', false)
  return [
    ...(drafts ? (['draft'] as const) : []),
    ...(booleanOf(input, 'include_deleted', false) ? (['withdrawn'] as const) : []),
  ]
}

/** A JSON list, one name, or the parameter several times. */
function facetsOf(input: Input): Search['facets'] {
  const said = input['facet.field']
  const fields = booleanOf(input, 'facet', true)
    ? typeof said === 'string' && said.trimStart().startsWith('[')
      ? parsed(said)
      : (listOf(input, 'facet.field') ?? [])
    : []
  if (fields.length > MOST_FACETS) throw wrong(`more than ${MOST_FACETS} facets`)
  for (const field of fields) if (!valuesOf(field)) throw wrong(`undefined field "${field.slice(0, 100)}"`)
  const all = String(input['facet.limit'] ?? '') === '-1'
  return {
    fields,
    limit: all ? Number.POSITIVE_INFINITY : naturalOf(input, 'facet.limit', 50),
    atLeast: naturalOf(input, 'facet.mincount', 1),
  }
}

function parsed(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text)
    if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return list
  } catch {}
  throw invalid('facet.field', 'Must be a list of texts')
}

/** What has no order here (how often something was looked at) is passed over. */
const NO_ORDER = new Set(['views_recent', 'views_total', 'relevance'])

/** Each is compared for each pair of datasets that the ones before leave equal. */
const MOST_SORTS = 5

function sortOf(sort: string): Search['sort'] {
  const clauses = sort.split(',', MOST_SORTS + 1)
  if (clauses.length > MOST_SORTS) throw wrong(`at most ${MOST_SORTS} fields to sort by`)
  return clauses.flatMap((clause) => {
    const [name = '', way = 'asc'] = clause.trim().split(/\s+/)
    if (name === '' || NO_ORDER.has(name)) return []
    const known = name === 'score' || titleFields.includes(name) || Object.hasOwn(dateFields, name) || valuesOf(name)
    if (!known) throw wrong(`Cannot sort by "${name.slice(0, 100)}"`)
    return { by: name, descending: way.toLowerCase() === 'desc' }
  })
}

function wrong(message: string): CkanError {
  return new CkanError('Search Query Error', { message: `Search Query is invalid: ${message}` })
}
