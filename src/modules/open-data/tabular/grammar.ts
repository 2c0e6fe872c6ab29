import type { Condition, Value } from '../engine/table-query.ts'

/** What may stand behind `column__` and choose rows by a value. */
const byValue: Record<string, (column: string, value: string) => Condition> = {
  exact: (column, value) => ({ column, is: '=', value }),
  differs: (column, value) => ({ column, is: '!=', value }),
  contains: (column, value) => ({ column, is: 'contains', value }),
  notcontains: (column, value) => ({ not: { column, is: 'contains', value } }),
  in: (column, value) => ({ column, is: 'in', values: listed(value) }),
  notin: (column, value) => ({ not: { column, is: 'in', values: listed(value) } }),
  less: (column, value) => ({ column, is: '<=', value }),
  greater: (column, value) => ({ column, is: '>=', value }),
  strictly_less: (column, value) => ({ column, is: '<', value }),
  strictly_greater: (column, value) => ({ column, is: '>', value }),
}

/** The same without a value. */
const alone: Record<string, (column: string) => Condition> = {
  isnull: (column) => ({ column, is: 'empty' }),
  isnotnull: (column) => ({ column, is: 'not-empty' }),
}

/** What is told of a group, by the engine's name of it; `count` is of the cells that hold something. */
export const aggregates = { avg: 'mean', count: 'filled', max: 'max', min: 'min', sum: 'sum' } as const
export type Aggregate = keyof typeof aggregates

export const filterNames = [...Object.keys(byValue), ...Object.keys(alone)]

export type Operator =
  | { kind: 'filter'; condition: Condition }
  | { kind: 'sort'; descending: boolean }
  | { kind: 'groupby' }
  | { kind: 'aggregate'; is: Aggregate }

/** @returns null for what no word of the grammar is, or what has no such value */
export function operatorOf(word: string, column: string, value: string): Operator | null {
  if (word === 'groupby') return { kind: 'groupby' }
  if (word === 'sort')
    return value === 'asc' || value === 'desc' ? { kind: 'sort', descending: value === 'desc' } : null
  if (Object.hasOwn(aggregates, word)) return { kind: 'aggregate', is: word as Aggregate }
  if (Object.hasOwn(alone, word)) return { kind: 'filter', condition: alone[word]?.(column) as Condition }
  if (Object.hasOwn(byValue, word)) return { kind: 'filter', condition: byValue[word]?.(column, value) as Condition }
  return null
}

function listed(value: string): Value[] {
  return value.split(',').map((one) => one.trim())
}
