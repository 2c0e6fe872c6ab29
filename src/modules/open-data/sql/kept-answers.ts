import type { Db } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { PublicTable } from '../store.ts'
import type { SqlAnswer } from './ask-sql.ts'
import { findTables } from './find-tables.ts'
import type { SqlRunners } from './runner/runners.ts'

/** Long enough for the next page and the files of an answer, and for a link that many open at once. Nothing outlives a recall for longer. */
const KEPT_MS = 120_000
/** Of all answers, and of one. */
const MOST_BYTES = 64_000_000
const MOST_OF_ONE = 16_000_000
/** Beside what stands in it: of a row, and of a cell. */
const AROUND = 16

class KeptAnswers {
  readonly #kept = new Map<string, { answer: SqlAnswer; at: number; bytes: number }>()
  #timer: NodeJS.Timeout | null = null

  /**
   * The answer to the same question, if its tables are still public and the same.
   *
   * @throws BadSql when one of them is not public any more
   */
  async find(db: Db, sql: string): Promise<SqlAnswer | null> {
    this.#forgetOld()
    const kept = this.#kept.get(sql)
    if (!kept) return null
    const { answer } = kept
    const tables = await findTables(db, [...answer.tables.keys()])
    if (identity(tables) === identity(answer.tables)) return answer
    this.#kept.delete(sql)
    return null
  }

  keep(sql: string, answer: SqlAnswer): void {
    this.#kept.delete(sql)
    const bytes = bytesOf(sql, answer)
    if (bytes > MOST_OF_ONE) return
    this.#kept.set(sql, { answer, at: performance.now(), bytes })
    this.#forgetOld()
    // Also when nobody asks any more: what was recalled must not stay.
    this.#timer ??= setInterval(() => this.#forgetOld(), KEPT_MS / 4).unref()
  }

  /** The newest ones stay, as many as there is room for. */
  #forgetOld(): void {
    const now = performance.now()
    let sum = 0
    for (const [sql, { at, bytes }] of [...this.#kept].reverse()) {
      sum += bytes
      if (now - at > KEPT_MS || sum > MOST_BYTES) this.#kept.delete(sql)
    }
    if (this.#kept.size > 0 || !this.#timer) return
    clearInterval(this.#timer)
    this.#timer = null
  }
}

/** In memory, where a letter may take two: with the question, twice, and what is known of its columns and those of its tables. */
function bytesOf(sql: string, { rows, columns, pinned, tables }: SqlAnswer): number {
  let letters = sql.length + pinned.length + JSON.stringify(columns).length
  for (const table of tables.values()) letters += JSON.stringify(table.columns).length
  let bytes = letters * 2
  for (const row of rows) {
    bytes += AROUND
    for (const cell of row)
      bytes += AROUND + (typeof cell === 'object' ? JSON.stringify(cell) : String(cell)).length * 2
  }
  return bytes
}

function identity(tables: Map<string, PublicTable>): string {
  return [...tables].map(([name, { versionId, sha256 }]) => [name, versionId, sha256].join(' ')).join()
}

const byRunners = new WeakMap<SqlRunners, KeptAnswers>()

/** Those of this process. */
export function keptAnswers({ sqlRunners }: Pick<Services, 'sqlRunners'>): KeptAnswers {
  const kept = byRunners.get(sqlRunners) ?? new KeptAnswers()
  byRunners.set(sqlRunners, kept)
  return kept
}
