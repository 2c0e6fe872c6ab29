import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What the public log says of the votes and ideas of one process. */
export interface InLog {
  /** By number of the idea. */
  supports: Map<number, number>
  /** Commitments (base64url) that were opened, or named as counted where single ballots are not published, and those named as replaced. */
  opened: Set<string>
  replaced: Set<string>
  /** By position of the envelope, the fingerprint of the newest result. */
  results: Map<number, string>
}

/** Entries a statement; one may hold 65 KB. */
const BATCH = 200
const KINDS = ['support-counted', 'ballots-opened', 'ballots-counted', 'ballots-replaced', 'result'].map(
  (kind) => `budgeting.${kind}`,
)

/** Reads what the log says of budgets, by number of the process. Commitments of ballots are compared where they are, in PostgreSQL. */
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

export const nothing: InLog = { supports: new Map(), opened: new Set(), replaced: new Set(), results: new Map() }

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
  const one = log.get(entry.process) ?? {
    supports: new Map(),
    opened: new Set(),
    replaced: new Set(),
    results: new Map(),
  }
  log.set(entry.process, one)
  for (const idea of listIn(entry, 'ideas'))
    if (typeof idea.idea === 'number' && typeof idea.supports === 'number') one.supports.set(idea.idea, idea.supports)
  const named = Array.isArray(entry.commitments) ? entry.commitments.map(String) : []
  // Of tokens replaced ballots are opened as well, in an entry of their own kind.
  if (entry.kind === 'budgeting.ballots-opened')
    for (const { commitment } of listIn(entry, 'ballots')) one.opened.add(String(commitment))
  if (entry.kind === 'budgeting.ballots-counted') for (const commitment of named) one.opened.add(commitment)
  if (entry.kind === 'budgeting.ballots-replaced') for (const commitment of named) one.replaced.add(commitment)
  if (entry.kind === 'budgeting.result' && typeof entry.envelope === 'number')
    one.results.set(entry.envelope, String(entry.outcome))
}

function listIn(entry: Record<string, unknown>, field: string): Record<string, unknown>[] {
  const list = entry[field]
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
}
