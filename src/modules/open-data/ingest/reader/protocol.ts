import type { Search } from '../../guard/kinds.ts'
import type { Column, Overrides, Reject } from '../../table-schema.ts'
import type { Failure, KeptReading } from '../version.ts'

/** What the reading process is asked, once: to read a file and to write what it finds into a folder. */
export interface Asked {
  file: string
  fileName: string
  overrides: Overrides
  folder: string
  limits: Limits
}

/** What it may take; beyond, it is killed. */
export interface Limits {
  seconds: number
  /** Of JavaScript's own memory. */
  heapMb: number
  /** Of the engine that writes tables. */
  engineMb: number
  /** Of the whole process. */
  wholeMb: number
}

/** A table that was written. */
export interface WrittenTable {
  sheet: string
  rows: number
  rejected: number
  columns: Column[]
  /** Places in the folder. The report is there also where it is empty. */
  parquet: string
  rejects: string
}

export interface Found {
  reading: KeptReading
  tables: WrittenTable[]
  /** What of it looks like personal data. */
  search: Search
}

export type Told = { lines: number } | { found: Found } | { failure: Failure }

/** With this the watch ends a process that took more memory than it may; nobody else sends it. */
export const TOO_MUCH_MEMORY = 'SIGUSR2'

/** Of the first rejects, so many stand with the version. */
export const SHOWN_REJECTS = 100

/** The first of two lists of rejects, in the order of the file. */
export function firstRejects(...lists: Reject[][]): Reject[] {
  return lists
    .flat()
    .sort((a, b) => a.line - b.line)
    .slice(0, SHOWN_REJECTS)
}
