/** What a column holds; the names are Frictionless Table Schema's. */
export type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'time'

/** How a column's texts are written in the file; what a type does not need is absent. */
export interface CellFormat {
  /** Of numbers: the decimal mark. */
  decimal?: ',' | '.'
  /** Of numbers: what stands between thousands; a space is any kind of blank. */
  thousands?: ' ' | '.' | ',' | "'"
  /** Of numbers: what stands beside each of them, by its name: '%', 'lei', 'EUR'. */
  unit?: string
  /** Of dates and times: the order of the parts, e.g. 'dd.mm.yyyy', 'yyyy-mm-dd', 'mm/dd/yyyy', 'dd.mm.yyyy hh:mm', with names of months 'dd mmmm yyyy'. */
  pattern?: string
  /** Of booleans: the two words, folded, true first. */
  words?: [string, string]
}

/** A column as programs and people see it. */
export interface Column {
  /** Unique in the table and stable: letters, digits and _, at most 63 bytes, never beginning with _; in the API, in SQL and in Parquet. */
  name: string
  /** As it stands in the file; of several header lines joined by ' / '. */
  title: string
  type: ColumnType
  format: CellFormat
  /** Rows in which the cell is empty or says that the value is missing. */
  missing: number
  /** Rows in which something stands that is no value of the type, and was left out; absent where there are none, and of tables from before 27 November 2026. */
  unfit?: number
  /** Texts other than the empty one that say so: '-', 'n/a', '…'. */
  missingMarks: string[]
}

/** Rows of the table in which nothing stands, whatever the file has there. */
export function emptyIn({ missing, unfit = 0 }: Pick<Column, 'missing' | 'unfit'>): number {
  return missing + unfit
}

/** Columns as replies have them: to who reads a table it is one thing why a cell is empty. */
export function asShown(columns: Column[]): Column[] {
  return columns.map((column) => ({ ...column, missing: emptyIn(column) }))
}

/** Why something was not taken. */
export type RejectReason =
  | 'too-many-cells'
  | 'too-few-cells'
  | 'broken-quote'
  | 'broken-record'
  | 'not-in-encoding'
  | 'nul'
  | 'too-long'
  | 'not-an-integer'
  | 'not-a-number'
  | 'not-a-boolean'
  | 'not-a-date'
  | 'not-a-datetime'
  | 'not-a-time'

/** A line that was left out, or a cell that was left empty. */
export interface Reject {
  /** Where the row begins in the file, or its number on the sheet; from 1. */
  line: number
  /** Title of the column; null for a whole line. */
  column: string | null
  /** What stands there, at most 200 characters. */
  value: string
  reason: RejectReason
}

/** How many there are, and the first ones. */
export interface OpenQuotes {
  count: number
  first: Pick<Reject, 'line' | 'column' | 'value'>[]
}

/** How an officer overrules what the house guessed; all by choice. Kept with the version and taken for the next one. */
export interface Overrides {
  encoding?: string
  delimiter?: string
  /** Lines (rows of a sheet) before the header. */
  preamble?: number
  /** Lines of the header; 0: there is none. */
  headerRows?: number
  /** Rows at the end that are totals. */
  totals?: number
  /** ş and ţ with a cedilla become ș and ț with a comma. */
  commaBelow?: boolean
  /** By title of the column; `by`: not an officer, but the program that sent the rows. */
  columns?: Record<string, { type: ColumnType; format?: CellFormat; by?: 'program' }>
}

/** How a table was read, for the report and for `npm run inspect`. */
export interface TableReading {
  sheet: string
  rows: number
  rejected: number
  columns: Column[]
  preamble: number
  headerRows: number
  totals: number
  /** The first rejects, at most 100; all are in the report. */
  rejects: Reject[]
  /** Cells of a text with a quote that is never closed. They were taken as they are; absent where there are none. */
  openQuotes?: OpenQuotes
}

/** How a file was read. */
export interface FileReading {
  format: 'CSV' | 'XLSX' | 'ODS' | 'JSON' | 'NDJSON' | 'GEOJSON' | 'PARQUET'
  /** Of texts: an IANA name, e.g. 'windows-1250'; null for a format that says its own. */
  encoding: string | null
  delimiter: string | null
  tables: TableReading[]
}
