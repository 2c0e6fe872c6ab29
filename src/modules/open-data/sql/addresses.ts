import { quoted } from '../engine/duckdb.ts'

interface Asked {
  q?: string | null
  page?: number
  table?: string | null
  find?: string | null
  /** Of a CSV: Excel takes it for UTF-8 only with a mark. */
  bom?: boolean
}

/** Where a question is, as every link says it. */
export function sqlPath(asked: Asked, ending = ''): string {
  const query = new URLSearchParams()
  for (const name of ['q', 'table', 'find'] as const) if (asked[name]) query.set(name, asked[name])
  if (asked.page && asked.page > 1) query.set('page', String(asked.page))
  if (asked.bom) query.set('bom', 'yes')
  return `/data/sql${ending}${query.size > 0 ? `?${query}` : ''}`
}

/** The same as a call of CKAN's API. */
export function ckanSqlPath(sql: string): string {
  return `/api/3/action/datastore_search_sql?${new URLSearchParams({ sql })}`
}

/** What a question calls a table of a dataset: by the dataset, and by its place there where it is not the only one. */
export function nameOfTable({ dataset, position, of }: { dataset: string; position: number; of: number }): string {
  return of === 1 ? dataset : `${dataset}/${position}`
}

const PLAIN = /^[a-z_][a-z0-9_]*$/
/** Words that DuckDB takes for its own where a column may stand. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc describe
   distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral leading limit not null offset
   on only or order pivot pivot_longer pivot_wider placing primary qualify references returning select show some summarize symmetric table then
   to trailing true union unique unpivot using variadic when where window with`.split(/\s+/),
)

export function identifier(name: string): string {
  return PLAIN.test(name) && !RESERVED.has(name) ? name : quoted(name)
}
