import { checkbox, choice, type Field, form, integer, list, optional, text } from '#kernel/forms/fields.ts'
import { idInPath } from '#kernel/forms/path-fields.ts'

/** `same` is `eq` in any spelling. */
export const comparisons = ['same', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains', 'empty', 'filled'] as const
export type ComparisonName = (typeof comparisons)[number]

export const PAGE_ROWS = 50

export const byTable = form({ table: idInPath() })

export const NAME = '[A-Za-z0-9_]{1,63}'
const MOST_FILTERS = 20
const MOST_VALUE = 200

/** `column:comparison:value`, in addresses. */
const FILTER = new RegExp(`^(${NAME}):(${comparisons.join('|')}):(.*)$`, 's')
const SORT = new RegExp(`^-?${NAME}$`)

export interface Filter {
  column: string
  is: ComparisonName
  value: string
}

export function filterIn(words: string): Filter | null {
  const [, column, is, value] = FILTER.exec(words) ?? []
  return column && is ? { column, is: is as ComparisonName, value: value ?? '' } : null
}

export const filterText = ({ column, is, value }: Filter): string => `${column}:${is}:${value}`

/** `name`, or `-name` for the largest first. */
export function sortIn(words: string | null): { column: string; descending: boolean } | null {
  if (words === null) return null
  return words.startsWith('-') ? { column: words.slice(1), descending: true } : { column: words, descending: false }
}

/** A filter with an empty value keeps its second colon: what is trimmed away is never part of the grammar. */
const filter: Field<string> = text({ max: 63 + 10 + MOST_VALUE, pattern: FILTER })

/** As a version had it; absent: as everybody gets it now. */
export const versionOfTable = (): Field<number> => integer({ min: 1, max: 1_000_000_000 })

export const byVersionOfTable = form({ version: optional(versionOfTable()) })

const chosen = {
  q: optional(text({ max: MOST_VALUE })),
  sort: optional(text({ max: 64, pattern: SORT })),
  filter: list(filter, { max: MOST_FILTERS }),
  version: optional(versionOfTable()),
}

/** What of a table is wanted; `column`, `is` and `value` are one filter more, as the page's form sends it. */
export const tableQuery = form({
  ...chosen,
  column: optional(text({ max: 63, pattern: new RegExp(`^${NAME}$`) })),
  is: optional(choice(comparisons)),
  value: optional(text({ max: MOST_VALUE })),
  page: optional(integer({ min: 1, max: 1_000_000_000 })),
})

export const fileQuery = form(chosen)

/** Whether a CSV begins with a byte order mark: Excel takes it for UTF-8 only then, and programs often stumble over it. */
export const bom = () => checkbox()

/** `bom` is of CSV alone. */
export const downloadQuery = form({ ...chosen, bom: bom() })
