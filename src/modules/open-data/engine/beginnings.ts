import { KeptPromises } from './kept-promises.ts'
import type { TableRow } from './table-query.ts'

const MOST_TABLES = 200
/** Characters of texts in one beginning. */
const MOST_LETTERS = 100_000

/** First rows of tables, by the SHA-256 of their Parquet files. */
export class Beginnings {
  private readonly kept = new KeptPromises<TableRow[]>(MOST_TABLES)

  of(sha256: string, read: () => Promise<TableRow[]>): Promise<TableRow[]> {
    return this.kept.of(sha256, read, (rows) => lettersOf(rows) <= MOST_LETTERS)
  }

  forget(sha256: string): void {
    this.kept.forget((one) => one === sha256)
  }
}

function lettersOf(rows: TableRow[]): number {
  let letters = 0
  for (const { cells } of rows) for (const cell of cells) if (typeof cell === 'string') letters += cell.length
  return letters
}
