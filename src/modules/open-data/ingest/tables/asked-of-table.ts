import type { FormValue } from '#kernel/forms/fields.ts'
import type { Comparison, Condition, TableQuery } from '../../engine/table-query.ts'
import { type ComparisonName, type Filter, type fileQuery, filterIn, sortIn } from './fields.ts'

const SIGNS: Partial<Record<ComparisonName, Comparison>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}

/** What an address says of a table, as the engine takes it. */
export function askedOfTable(
  { q, sort }: Pick<FormValue<(typeof fileQuery)['fields']>, 'q' | 'sort'>,
  filters: Filter[],
): Pick<TableQuery, 'where' | 'words' | 'sort'> {
  const sorted = sortIn(sort)
  return {
    ...(q !== null && { words: q }),
    ...(sorted && { sort: [sorted] }),
    ...(filters.length > 0 && { where: { all: filters.map(conditionOf) } }),
  }
}

export const filtersIn = (words: string[]): Filter[] => words.flatMap((one) => filterIn(one) ?? [])

function conditionOf({ column, is, value }: Filter): Condition {
  if (is === 'empty') return { column, is: 'empty' }
  if (is === 'filled') return { column, is: 'not-empty' }
  if (is === 'same') return { column, is: 'same', value }
  if (is === 'contains') return { column, is: 'contains', value }
  return { column, is: SIGNS[is] as Comparison, value }
}
