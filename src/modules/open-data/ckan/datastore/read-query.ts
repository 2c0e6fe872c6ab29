import { BadQuery } from '../../engine/refusals.ts'
import type { Condition, TableQuery } from '../../engine/table-query.ts'
import type { PublicTable } from '../../store.ts'
import { type Input, invalid } from '../action.ts'
import { booleanOf, listOf, objectOf } from '../read-fields.ts'
import { readFilters } from './read-filters.ts'
import { readSort } from './read-sort.ts'

/** What `datastore_search` and the dump ask of a table. */
export interface DatastoreQuery extends Omit<TableQuery, 'limit' | 'offset' | 'total'> {
  /** Names in the order in which they are wanted, `_id` among them; null: `_id` and all columns. */
  fields: string[] | null
  /** Columns of their own that are searched for words. */
  ranked: string[]
}

/** @throws CkanError */
export function readQuery(input: Input, table: PublicTable): DatastoreQuery {
  const names = new Set(['_id', ...table.columns.map(({ name }) => name)])
  const fields = listOf(input, 'fields')
  for (const name of fields ?? []) if (!names.has(name)) throw unknown('fields', name)
  const sort = readSort(listOf(input, 'sort') ?? [])
  for (const { column } of sort) if (!names.has(column)) throw unknown('sort', column)
  const filters = objectOf(input, 'filters')
  const { words, byColumn } = readWords(input)
  for (const { column } of byColumn) if (!names.has(column)) throw unknown('q', column)
  const where: Condition[] = [...(filters ? [readFilters(filters)] : []), ...byColumn]
  // Rows with their numbers are never equal.
  const distinct = booleanOf(input, 'distinct', false) && fields !== null && !fields.includes('_id')
  return {
    fields,
    ranked: byColumn.map(({ column }) => column),
    ...(fields && { columns: fields }),
    ...(where.length > 0 && { where: { all: where } }),
    ...(words && { words, byHits: true }),
    ...(distinct && { distinct }),
    ...(sort.length > 0 && { sort }),
  }
}

/** `q` is words for the whole row, or for some columns: `{"col": "word"}`, also as JSON text. `full_text` is the same under another name. */
function readWords(input: Input): { words: string; byColumn: { column: string; is: 'contains'; value: string }[] } {
  const { q } = input
  const rest = typeof input.full_text === 'string' ? input.full_text : ''
  const isObject = (typeof q === 'object' && q !== null) || (typeof q === 'string' && q.trimStart().startsWith('{'))
  if (!isObject) {
    if (q !== undefined && q !== null && typeof q !== 'string' && typeof q !== 'number')
      throw invalid('q', 'Must be a text or an object')
    return { words: `${q ?? ''} ${rest}`.trim(), byColumn: [] }
  }
  const byColumn = Object.entries(objectOf(input, 'q') ?? {}).flatMap(([column, value]) => {
    if (typeof value !== 'string') throw invalid('q', 'Must be texts by the names of fields')
    return value
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => ({ column, is: 'contains' as const, value: word }))
  })
  return { words: rest.trim(), byColumn }
}

function unknown(where: string, name: string) {
  return invalid(where, `field "${name.slice(0, 100)}" not in table`)
}

/** What the engine finds wrong is about the filters: names of fields and sorts were looked at before. */
export function asFilterError(error: unknown): unknown {
  if (!(error instanceof BadQuery)) return error
  if (error.fault === 'sort-not-shown')
    return invalid('sort', `field "${error.column}" must be among the fields of distinct rows`)
  if (error.fault === 'too-many-letters') return invalid('q', 'too long, or too many words for so many fields')
  if (error.fault === 'no-column') return unknown('filters', error.column)
  const value = String(error.errors[0]?.text.args?.value ?? '')
  return invalid('filters', value ? `invalid value for field "${error.column}": "${value}"` : 'too many filters')
}
