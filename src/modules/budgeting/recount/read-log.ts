import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What the public log says of the ideas and results of one process. Of its ballots: read-openings.ts. */
export interface InLog {
  /** By number of the idea. */
  supports: Map<number, number>
  /** By position of the envelope, the fingerprint of the newest result. */
  results: Map<number, string>
}

/** Entries a statement; one may hold 65 KB. */
const BATCH = 200
const KINDS = ['budgeting.support-counted', 'budgeting.result']

/** Reads what the log says of ideas and results of budgets, by number of the process. */
export async function readBudgetLog(tx: Tx): Promise<Map<number, InLog>> {
  const log = new Map<number, InLog>()
  for (let after = -1; ; ) {
    const { rows } = await sql<{ index: number; body: Buffer }>`
      SELECT index, body FROM ledger.entry WHERE kind = ANY(${KINDS}::text[]) AND index > ${after} ORDER BY index LIMIT ${BATCH}`.execute(
      tx,
    )
    for (const { body } of rows) addEntry(log, readBody(body))
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return log
    after = last.index
  }
}

/** Whether the log has entries of budgets from this index on. */
export async function hasNews(db: Db, from: number): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM ledger.entry WHERE index >= ${from} AND kind LIKE 'budgeting.%' LIMIT 1`.execute(db)
  return rows.length > 0
}

export const nothing: InLog = { supports: new Map(), results: new Map() }

/** What cannot be read says nothing: then the numbers that it should give are a difference. */
export function readBody(body: Buffer): Record<string, unknown> {
  try {
    const entry = JSON.parse(body.toString())
    return typeof entry === 'object' && entry !== null ? entry : {}
  } catch {
    return {}
  }
}

function addEntry(log: Map<number, InLog>, entry: Record<string, unknown>): void {
  if (typeof entry.process !== 'number') return
  const one = log.get(entry.process) ?? { supports: new Map(), results: new Map() }
  log.set(entry.process, one)
  for (const idea of listIn(entry, 'ideas'))
    if (typeof idea.idea === 'number' && typeof idea.supports === 'number') one.supports.set(idea.idea, idea.supports)
  if (entry.kind === 'budgeting.result' && typeof entry.envelope === 'number')
    one.results.set(entry.envelope, String(entry.outcome))
}

export function listIn(entry: Record<string, unknown>, field: string): Record<string, unknown>[] {
  const list = entry[field]
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
}
