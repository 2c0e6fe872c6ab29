import type { Sort } from '../../engine/table-query.ts'
import { invalid } from '../action.ts'

const CLAUSE = /^("(?:[^"]|"")*"|\S+)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?$/i

/**
 * `a, "b c" desc nulls last`; where nothing is said of empty cells they are last, and first when descending, as in PostgreSQL.
 *
 * @throws CkanError
 */
export function readSort(clauses: string[]): Sort[] {
  return clauses.map((clause) => {
    const [, name = '', way = 'asc', nulls] = CLAUSE.exec(clause) ?? []
    if (name === '') throw invalid('sort', `Cannot parse sort clause "${clause.slice(0, 100)}"`)
    const descending = way.toLowerCase() === 'desc'
    return {
      column: name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
      descending,
      emptyFirst: nulls ? nulls.toLowerCase() === 'first' : descending,
    }
  })
}
