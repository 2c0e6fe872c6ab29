import type { PublicTable } from '../store.ts'
import type { Column } from '../table-schema.ts'
import type { WantedValues } from './tallies.ts'

/** What the engine must know of a table; a version that only its officers see has it as well as a public one. */
export type KeptTable = Pick<PublicTable, 'sha256' | 'rows' | 'columns'>

/**
 * A value as programs and people read it: numbers as numbers, 'yyyy-mm-dd', 'yyyy-mm-ddThh:mm:ss', 'hh:mm:ss', null where nothing stands.
 * An integer that a JavaScript number cannot hold is a string of its digits.
 */
export type Cell = string | number | boolean | null

/** A value to compare with, also as somebody typed it into a field: '1234.5' or '1234,5', 'true', '2026-11-25'. */
export type Value = string | number | boolean

export const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const
export type Comparison = (typeof comparisons)[number]

/** Which rows; `column` is a column's name, or `_id`. Where nothing stands, only 'empty' and '!=' are true. */
export type Condition =
  | { column: string; is: Comparison; value: Value }
  | { column: string; is: 'in'; values: Value[] }
  /** The whole text, however it is spelled; of other types than string the same as '='. */
  | { column: string; is: 'same'; value: string }
  /** As a part of the text, however it is spelled: ş=ș=s, capital or not; of other types than string in their written form. */
  | { column: string; is: 'contains'; value: string }
  | { column: string; is: 'empty' | 'not-empty' }
  | { all: Condition[] }
  | { any: Condition[] }
  /** Also of rows of which the other says nothing because nothing stands there. */
  | { not: Condition }

export interface Sort {
  /** A column's name, or `_id`. */
  column: string
  descending?: boolean
  /** Rows where nothing stands come last, unless this is said. */
  emptyFirst?: boolean
}

export interface TableQuery {
  /** Names, in the order in which they are wanted; all when absent. */
  columns?: string[]
  where?: Condition
  /** Words that all stand somewhere in the row, in any spelling. */
  words?: string
  /** With `words` and without `sort`: rows with most such cells first; each row says how many. */
  byHits?: boolean
  /** Rows of equal shown cells once. They have no number then. */
  distinct?: boolean
  /** By `_id` when absent. */
  sort?: Sort[]
  /** At most {@link mostRows}. */
  limit: number
  offset?: number
  /** Also how many rows there are in all; costs a look at all rows when something is filtered. */
  total?: boolean
}

export const MOST_ROWS = 32_000
const MOST_CELLS = 1_000_000

/** How many rows one answer has, at most: fewer where more columns are asked for. */
export function mostRows(table: Pick<KeptTable, 'columns'>, { columns }: Pick<TableQuery, 'columns'>): number {
  const width = columns ? new Set(columns).size : table.columns.length
  return Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, width)))
}

export interface TableRow {
  /** Its number in the table, from 1; null where rows are joined by `distinct`. */
  id: number | null
  /** In the order of the page's columns. */
  cells: Cell[]
  /** In how many of its cells the words stand; only when `byHits` was asked for. */
  hits?: number
}

export interface TablePage {
  columns: Column[]
  rows: TableRow[]
  /** Of all rows that fit the query; null when it was not asked for. */
  total: number | null
}

/** What the cells of a column are like; of the rows that a query chooses. */
export interface ColumnFigures {
  /** Rows in which something stands, and in which nothing does. */
  filled: number
  missing: number
  distinct: number
  /** Of what can be ordered; null where nothing stands. */
  min: Cell
  max: Cell
  /** Of numbers. */
  mean: number | null
  /** The most frequent values, most frequent first. */
  top: { value: Cell; count: number }[]
  /** Of numbers, dates and datetimes: equal steps from min to max; `from` included, `to` not, but for the last. */
  histogram: { from: Cell; to: Cell; count: number }[]
}

/** The tables of this installation, open for questions; one a process, in `services.tables`. */
export interface OpenTables {
  /**
   * Runs questions about a table, or about several at once.
   *
   * @param work gets `run`, which gives rows in DuckDB's JavaScript values; `source` is what stands after FROM, `sources` those of all tables, in
   *   their order
   * @throws TooHeavy, Busy
   */
  ask<T>(of: KeptTable | readonly KeptTable[], work: (asked: AskedTable) => Promise<T>): Promise<T>
  /** As {@link ask}, for answers of any length: fewer at once, for minutes. */
  askAtLength<T>(of: KeptTable | readonly KeptTable[], work: (asked: AskedTable) => Promise<T>): Promise<T>
  /**
   * Where a file made of a table is, kept as long as there is room and made once however many ask for it.
   *
   * @param name says wholly what is in it; the same name is the same bytes. The SHA-256 of each table that it is made of stands between dots
   * @param write writes it to a place where DuckDB may
   */
  fileOf(name: string, write: (place: string) => Promise<void>): Promise<string>
  /**
   * Takes tables away that must not be had any more, with what was made of them: from the memory of this process and from the folder. A question
   * about one of them that is under way ends. Twice is the same as once.
   *
   * @param hashes SHA-256 of their Parquet files; others name nothing
   */
  forget(hashes: readonly string[]): Promise<void>
  /**
   * The first rows of a table, which are asked for most: kept in memory while there is room, until the table is forgotten.
   *
   * @param read gives them where they are not
   */
  beginningOf(table: KeptTable, read: () => Promise<TableRow[]>): Promise<TableRow[]>
  /**
   * How many rows a question chooses: kept in memory while there is room, until the table is forgotten.
   *
   * @param question in SQL, with the source that {@link ask} gave and all values
   * @param count answers it where it is not known
   */
  countOf(question: string, count: () => Promise<number>): Promise<number>
  /** How many rows have these values, where that is known without reading: of columns that were asked for before. */
  tallied(table: KeptTable, wanted: WantedValues): number | null
  /** The DuckDB file of a table, for a process of its own to open; its rows are in the table `rows`. It may go when it is not used. */
  duckFileOf(table: Pick<KeptTable, 'sha256'>): Promise<string>
  close(): Promise<void>
}

export interface AskedTable {
  /** What stands after FROM, quoted; of the first table. */
  source: string
  /** The same of each. */
  sources: readonly string[]
  run(sql: string, values?: unknown[]): Promise<unknown[][]>
  /**
   * Another question about the same tables at the same time, for the same answer, which does not end before it has. Null where others ask as
   * well: then one comes after the other.
   */
  beside<T>(work: (asked: AskedTable) => Promise<T>): Promise<T> | null
  /** The same, batch by batch, for results of any length. */
  stream(sql: string, values?: unknown[]): AsyncIterable<unknown[][]>
}
