import type { Column } from '../table-schema.ts'
import { type ColumnLike, columnNamed, NUMBER, ordered, shown } from './column-sql.ts'
import { type Chosen, chosenBy } from './condition-sql.ts'
import { quoted } from './duckdb.ts'
import { BadQuery } from './refusals.ts'
import type { KeptTable, Sort, TableQuery } from './table-query.ts'

/** A query in SQL. `source` is what stands after FROM; `values` are bound in all of its statements. */
export interface Statement {
  columns: Column[]
  values: Chosen['values']
  /** In how many cells the words stand, as an expression; null where it is not asked for. */
  hits: string | null
  /** @param cells what stands after SELECT; the columns may be named in it, and `_id` unless rows are distinct */
  rows(source: string, cells: string): string
  /**
   * The first of chosen rows in the order of the file, by the stretch of it in which they are looked for. Null where rows stand in another order,
   * or some are left out before the page.
   */
  firstRows: ((source: string, cells: string, stretch: Stretch) => string) | null
  /** How many rows there are in all. */
  count(source: string): string
  /** Whether all rows of the table are chosen, so that nobody need count them. */
  whole: boolean
}

/** Rows whose numbers lie after one and up to another one; so many at most. */
interface Stretch {
  after: number
  upTo: number
  limit: number
}

interface Page {
  /** Infinity for all. */
  limit: number
  offset: number
}

interface Asked extends Page {
  table: KeptTable
  query: Omit<TableQuery, 'limit'>
  columns: Column[]
  chosen: Chosen
  hits: string | null
}

const MOST_SORTS = 20

/** @throws BadQuery for what the table has not */
export function statementOf(table: KeptTable, query: Omit<TableQuery, 'limit'>, page: Page): Statement {
  const chosen = chosenBy(table, query)
  const hits = query.byHits && !query.distinct ? chosen.hits : null
  const asked: Asked = { ...page, table, query, columns: chosenColumns(table, query), chosen, hits }
  const rows = query.distinct ? distinctRows(asked) : (rowRange(asked) ?? sortedRows(asked))
  const from = (source: string) =>
    query.distinct ? `(${distinctOf(asked, source)})` : `${source} WHERE ${chosen.where}`
  return {
    columns: asked.columns,
    values: chosen.values,
    hits,
    rows,
    firstRows: isOfFirst(asked)
      ? (source, cells, { after, upTo, limit }) =>
          `SELECT ${cells} FROM ${source} WHERE ${chosen.where} AND _id > ${after} AND _id <= ${upTo} LIMIT ${limit}`
      : null,
    count: (source) => `SELECT count(*) FROM ${from(source)}`,
    whole: chosen.where === 'true' && !query.distinct,
  }
}

function isOfFirst({ query, chosen, hits, limit, offset }: Asked): boolean {
  const isInOrder = !query.distinct && !query.sort?.length && !hits
  return isInOrder && chosen.where !== 'true' && offset === 0 && Number.isFinite(limit)
}

export function listed(columns: ColumnLike[]): string {
  return columns.map(shown).join(', ')
}

function chosenColumns(table: KeptTable, { columns }: Pick<TableQuery, 'columns'>): Column[] {
  if (!columns) return table.columns
  return [...new Set(columns)].flatMap((name) => {
    if (columnNamed(table, name) === NUMBER) return []
    return table.columns.filter((column) => column.name === name)
  })
}

/** The raw values are made unique, and only a page of them is written as text. */
function distinctRows(asked: Asked): Statement['rows'] {
  const { table, query, columns } = asked
  if (columns.length === 0) throw new BadQuery('', 'no-column')
  const names = new Set(columns.map(({ name }) => name))
  for (const { column } of query.sort ?? [])
    if (columnNamed(table, column) && !names.has(column)) throw new BadQuery(column, 'sort-not-shown')
  const order = orderOf(table, [...(query.sort ?? []), ...columns.map(({ name }) => ({ column: name }))], false)
  return (source, cells) => `SELECT ${cells} FROM (${distinctOf(asked, source)}) ORDER BY ${order}${windowOf(asked)}`
}

function distinctOf({ columns, chosen }: Asked, source: string): string {
  return `SELECT DISTINCT ${columns.map(({ name }) => quoted(name)).join(', ')} FROM ${source} WHERE ${chosen.where}`
}

/** Rows follow each other by number, so any page of the whole table is found as quickly as the first. */
function rowRange({ table, query, chosen, limit, offset }: Asked): Statement['rows'] | null {
  const [first, ...more] = query.sort ?? []
  if (chosen.where !== 'true' || more.length > 0 || (first && first.column !== NUMBER.name)) return null
  const down = first?.descending === true
  const from = down ? table.rows - offset - limit + 1 : offset + 1
  const to = down ? table.rows - offset : offset + limit
  const bounds = [
    ...(Number.isFinite(from) ? [`_id >= ${Math.max(from, 0)}`] : []),
    ...(Number.isFinite(to) ? [`_id <= ${Math.max(to, 0)}`] : []),
  ]
  const where = bounds.length > 0 ? bounds.join(' AND ') : 'true'
  // Upwards they lie in order, and DuckDB keeps it: all of them are never held at once to be sorted.
  return (source, cells) => `SELECT ${cells} FROM ${source} WHERE ${where}${down ? ' ORDER BY _id DESC' : ''}`
}

function sortedRows({ table, query, chosen, hits, ...page }: Asked): Statement['rows'] {
  const all = `WHERE ${chosen.where}`
  // In the order of the file without a word: DuckDB keeps it, and stops reading when the page is full.
  if (!query.sort?.length && !hits) return (source, cells) => `SELECT ${cells} FROM ${source} ${all}${windowOf(page)}`
  const sorts = orderOf(table, [...(query.sort ?? []), { column: NUMBER.name }])
  const order = `ORDER BY ${hits && !query.sort?.length ? `${hits} DESC, ` : ''}${sorts}`
  if (!Number.isFinite(page.limit))
    return (source, cells) => `SELECT ${cells} FROM ${source} ${all} ${order}${windowOf(page)}`
  // Only what is sorted by is read of all rows; the other columns of the page's rows alone.
  return (source, cells) =>
    `SELECT ${cells} FROM ${source} WHERE _id IN (SELECT _id FROM ${source} ${all} ${order}${windowOf(page)}) ${order}`
}

function orderOf(table: KeptTable, sorts: Sort[], ofTable = true): string {
  return sorts
    .slice(0, MOST_SORTS)
    .flatMap(({ column, descending, emptyFirst }) =>
      ordered(columnNamed(table, column), ofTable).map(
        (by) => `${by} ${descending ? 'DESC' : 'ASC'} NULLS ${emptyFirst ? 'FIRST' : 'LAST'}`,
      ),
    )
    .join(', ')
}

function windowOf({ limit, offset }: Page): string {
  return `${Number.isFinite(limit) ? ` LIMIT ${limit}` : ''}${offset > 0 ? ` OFFSET ${offset}` : ''}`
}
