/** How the rows of a text are written. */
export interface Dialect {
  /** Null: there is none, each line is a cell. */
  delimiter: string | null
  /** Whether " holds a cell together; in some files it means inches. */
  quotes: boolean
  /** How a quote within quotes is written: doubled, or after a backslash. */
  escape: '"' | '\\'
}

export const delimiters = ['\t', ';', '|', ','] as const
