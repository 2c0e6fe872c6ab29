import type { Db } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { PublicTable } from '../store.ts'
import type { SqlAnswer } from './ask-sql.ts'
import { findTables } from './find-tables.ts'
import type { SqlRunners } from './runner/runners.ts'

/** Long enough for the next page and the files of an answer, and for a link that many open at once. Nothing outlives a recall for longer. */
const KEPT_MS = 120_000
const MOST_CELLS = 1_500_000

class KeptAnswers {
  readonly #kept = new Map<string, { answer: SqlAnswer; at: number }>()

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
    this.#kept.set(sql, { answer, at: performance.now() })
    this.#forgetOld()
  }

  /** The newest ones stay, as many as there is room for. */
  #forgetOld(): void {
    const now = performance.now()
    let cells = 0
    for (const [sql, { answer, at }] of [...this.#kept].reverse()) {
      cells += (answer.rows.length + 1) * answer.columns.length
      if (now - at > KEPT_MS || cells > MOST_CELLS) this.#kept.delete(sql)
    }
  }
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
