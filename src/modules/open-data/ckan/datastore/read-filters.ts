import type { Comparison, Condition, Value } from '../../engine/table-query.ts'
import { invalid } from '../action.ts'

const MOST_DEEP = 6

/** `$and` and `$or` hold lists of filters; the others compare. */
const operators: Record<string, Comparison> = { eq: '=', ne: '!=', gt: '>', gte: '>=', lt: '<', lte: '<=' }

/**
 * CKAN's filters: `{"col": "x"}`, `{"col": ["a", "b"]}`, `{"col": {"gt": 1, "lte": 9}}`, `{"$or": [{…}, {…}]}`; all must be true.
 *
 * @throws CkanError
 */
export function readFilters(filters: Record<string, unknown>, deep = 0): Condition {
  if (deep > MOST_DEEP) throw invalid('filters', 'Nested too deeply')
  return {
    all: Object.entries(filters).map(([name, asked]): Condition => {
      if (name === '$and') return { all: branches(name, asked, deep) }
      if (name === '$or') return { any: branches(name, asked, deep) }
      if (name.startsWith('$')) throw invalid('filters', `Unknown operator "${name}"`)
      return ofColumn(name, asked)
    }),
  }
}

function branches(name: string, asked: unknown, deep: number): Condition[] {
  if (!Array.isArray(asked) || !asked.every(isObject)) throw invalid('filters', `${name} needs a list of filters`)
  return asked.map((one) => readFilters(one as Record<string, unknown>, deep + 1))
}

function ofColumn(column: string, asked: unknown): Condition {
  if (Array.isArray(asked)) return among(column, asked)
  if (!isObject(asked)) return equal(column, asked)
  return {
    all: Object.entries(asked).map(([operator, value]) => {
      if (operator === 'in') return among(column, Array.isArray(value) ? value : [value])
      if (operator === 'eq' || (operator === 'ne' && value === null)) {
        return operator === 'eq' ? equal(column, value) : { column, is: 'not-empty' }
      }
      const is = operators[operator]
      if (!is) throw invalid('filters', `Unknown operator "${operator}"`)
      return { column, is, value: plain(value) }
    }),
  }
}

function equal(column: string, value: unknown): Condition {
  return value === null ? { column, is: 'empty' } : { column, is: '=', value: plain(value) }
}

function among(column: string, values: unknown[]): Condition {
  const some: Condition = { column, is: 'in', values: values.filter((value) => value !== null).map(plain) }
  return values.includes(null) ? { any: [some, { column, is: 'empty' }] } : some
}

function plain(value: unknown): Value {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw invalid('filters', 'A value must be a text, a number or a boolean')
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
