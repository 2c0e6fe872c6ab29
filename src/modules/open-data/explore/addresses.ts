import { filterText } from '../ingest/tables/fields.ts'
import type { AboutTable, ChartView, GroupsView } from './replies.ts'

type Rows = AboutTable['rows']
type Said = Record<string, string | number | string[] | null | undefined>

/** Where the same rows are looked at in another way, without language. @param way `/columns`, `/chart.svg`; nothing: the table itself */
export function wayTo({ id, rows }: Pick<AboutTable, 'id' | 'rows'>, way = '', said: Said = {}): string {
  return `/data/tables/${id}${way}${question({ ...rowsSaid(rows), ...said })}`
}

/** The rows as they are said in addresses, for the hidden fields of a form. */
export function rowsSaid({ version, q, filters }: Rows): Said {
  return { version, q, filter: filters.map(filterText) }
}

export function groupsSaid({ by, of, sort }: Pick<GroupsView, 'by' | 'of' | 'sort'>): Said {
  return { by, of, sort }
}

export function chartSaid({ kind, x, y, figure, split, of }: ChartView['chart']): Said {
  return { kind, x, y, figure: y === null ? null : figure, split, of }
}

/** The version stays what it is now, whatever is published later. */
export function pinned(about: AboutTable): AboutTable {
  return { ...about, rows: { ...about.rows, version: about.version.seq } }
}

export function question(said: Said): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(said)) {
    if (Array.isArray(value)) for (const one of value) asked.append(name, one)
    else if (value !== null && value !== undefined) asked.set(name, String(value))
  }
  const words = asked.toString()
  return words ? `?${words}` : ''
}
