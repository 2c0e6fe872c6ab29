import type { Cell } from '../../engine/table-query.ts'
import type { ColumnType } from '../../table-schema.ts'
import type { Fault } from '../fault.ts'

/** One question at a time is put to a runner: first to read it, then to answer it. */
export type Asked = { read: string } | { answer: Question }

export interface Question {
  sql: string
  /** What the statement calls them, their DuckDB files within the folder in which the runner stands, and what everybody sees of those: the files hold more. */
  tables: { name: string; file: string; columns: string[] }[]
  limits: AnswerLimits
}

export interface AnswerLimits {
  milliseconds: number
  /** Of the engine. */
  memoryMb: number
  rows: number
  cells: number
  bytes: number
}

/** `ready`: before anything is asked. `notOpened`: a table's file went away just now, or is broken; what was said of it. */
export type Told =
  | { ready: true }
  | { tables: NamedTable[] }
  | { answer: Answer }
  | { fault: Fault }
  | { notOpened: string }

/** A table as a statement names it. */
export interface NamedTable {
  name: string
  /** Where the name begins, in bytes. */
  at: number
  /** It has another name within the statement. */
  aliased: boolean
}

export interface Answer {
  columns: AnswerColumn[]
  rows: Cell[][]
  /** There are more than these. */
  truncated: boolean
  milliseconds: number
}

export interface AnswerColumn {
  name: string
  /** Lists and records are texts of JSON. */
  type: ColumnType | 'json'
  /** As PostgreSQL calls it, which is what CKAN's programs know. */
  native: string
}
