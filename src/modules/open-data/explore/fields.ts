import { choice, form, integer, list, optional, text } from '#kernel/forms/fields.ts'
import { figureNames } from '../engine/group-rows.ts'
import { bom, fileQuery, NAME } from '../ingest/tables/fields.ts'
import { FIGURE, KEY } from './group-words.ts'

export const chartKinds = ['line', 'bar', 'area', 'scatter', 'histogram'] as const
export type ChartKind = (typeof chartKinds)[number]

export const MOST_KEYS = 2
export const MOST_FIGURES = 4
/** Of a chart, beside its first one: six tones are told apart, four lines are still read. */
export const MOST_MORE_FIGURES = 3
export const MOST_COLUMNS = 8

/** A name, a colon and what is made of it. */
const KEY_LENGTH = 63 + 1 + 5 + 20

const { q, filter } = fileQuery.fields
/** Which rows of which version; the grammar of filters is that of the table's page. */
const rows = { version: optional(integer({ min: 1, max: 1_000_000 })), q, filter }
const column = optional(text({ max: 63, pattern: new RegExp(`^${NAME}$`) }))
const key = optional(text({ max: KEY_LENGTH, pattern: KEY }))

export const columnsQuery = form({ ...rows, column: list(column, { max: 2_000 }) })

const groups = {
  ...rows,
  by: list(key, { max: MOST_KEYS }),
  of: list(text({ max: KEY_LENGTH, pattern: FIGURE }), { max: MOST_FIGURES }),
  sort: optional(text({ max: KEY_LENGTH + 1 })),
}
/** `figure` and `column` are one figure more, as the page's form sends it. */
export const groupsQuery = form({
  ...groups,
  figure: optional(choice(figureNames)),
  column,
  page: optional(integer({ min: 1, max: 1_000_000 })),
})
export const groupsFileQuery = form({ ...groups, bom: bom() })

export const chartQuery = form({
  ...rows,
  kind: optional(choice(chartKinds)),
  x: key,
  y: column,
  figure: optional(choice(figureNames)),
  split: column,
  of: list(optional(text({ max: KEY_LENGTH, pattern: FIGURE })), { max: MOST_MORE_FIGURES }),
})
