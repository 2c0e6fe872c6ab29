import type { TableRow } from './table-query.ts'

const MOST_TABLES = 200
/** Characters of texts in one beginning. */
const MOST_LETTERS = 100_000

/** First rows of tables, by the SHA-256 of their Parquet files; the one used last at the end. */
export class Beginnings {
  private readonly kept = new Map<string, Promise<TableRow[]>>()

  /** Makes each once, however many ask for it meanwhile. */
  of(sha256: string, read: () => Promise<TableRow[]>): Promise<TableRow[]> {
    const beginning = this.kept.get(sha256) ?? this.begin(sha256, read)
    this.kept.delete(sha256)
    this.kept.set(sha256, beginning)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_TABLES) break
      this.kept.delete(oldest)
    }
    return beginning
  }

  forget(sha256: string): void {
    this.kept.delete(sha256)
  }

  private begin(sha256: string, read: () => Promise<TableRow[]>): Promise<TableRow[]> {
    const beginning = read()
    beginning.then(
      (rows) => {
        if (lettersOf(rows) > MOST_LETTERS) this.drop(sha256, beginning)
      },
      () => this.drop(sha256, beginning),
    )
    return beginning
  }

  /** Unless another one has taken its place. */
  private drop(sha256: string, beginning: Promise<TableRow[]>): void {
    if (this.kept.get(sha256) === beginning) this.kept.delete(sha256)
  }
}

function lettersOf(rows: TableRow[]): number {
  let letters = 0
  for (const { cells } of rows) for (const cell of cells) if (typeof cell === 'string') letters += cell.length
  return letters
}
