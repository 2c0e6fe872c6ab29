import { choice, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { fileQuery } from '../ingest/tables/fields.ts'

const NAME = '[A-Za-z0-9_]{1,63}'
const MEASURE = new RegExp(`^(?:count|(?:sum|mean):${NAME})$`)

export const mapQuery = form({
  ...fileQuery.fields,
  version: optional(integer({ min: 1, max: 1_000_000 })),
  kind: optional(choice(['places', 'spots'])),
  by: optional(text({ max: 63, pattern: new RegExp(`^${NAME}$`) })),
  of: optional(text({ max: 70, pattern: MEASURE })),
})

export interface Measure {
  figure: 'count' | 'sum' | 'mean'
  /** Null for counts of rows. */
  column: string | null
}

/** `count`, `sum:column` or `mean:column`. */
export function measureIn(words: string | null): Measure {
  const [figure = 'count', column = null] = (words ?? 'count').split(':')
  return { figure: figure as Measure['figure'], column }
}
