import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { lastly } from '#kernel/database/transact.ts'
import { canonicalJson, type Json } from './canonical-json.ts'

/** An entry of the public log: what happened, without personal data, no place finer than a first-level unit, no time finer than the day. */
export interface Entry {
  /** `<room>.<act>`, declared in the room's manifest. */
  kind: string
  /** Version of the entry's format. */
  v: number
  /** Keyed hash (base64url) of the row it tells of: `findEntryOf` finds the entry by it. Null where the key was erased. */
  record?: string | null
  [field: string]: Json
}

const waiting = new WeakMap<Tx, { entries: Entry[]; now: Date }>()
let declared: Set<string> | null = null

/** From now on entries of other kinds are refused. For tests: a kind that no manifest names would be in the log and in no documentation. */
export function refuseUndeclared(kinds: Iterable<string>): void {
  declared = new Set(kinds)
}

/**
 * Appends entries to the public log within the act's transaction. The contiguous index is taken as the transaction's last
 * statement: everybody who acts waits for that one row, so nothing slow may follow it.
 */
export function appendEntries(tx: Tx, entries: Entry[], now: Date): void {
  if (entries.length === 0) return
  const stranger = declared && entries.find(({ kind }) => !declared?.has(kind))
  if (stranger) throw new Error(`No manifest declares the ledger entry ${stranger.kind}`)
  const kept = waiting.get(tx)
  if (kept) {
    kept.entries.push(...entries)
    return
  }
  waiting.set(tx, { entries: [...entries], now })
  lastly(tx, 'ledger', takeIndexes)
}

async function takeIndexes(tx: Tx): Promise<void> {
  const { entries, now } = waiting.get(tx) as { entries: Entry[]; now: Date }
  const kinds = entries.map((entry) => entry.kind)
  const bodies = entries.map((entry) => Buffer.from(canonicalJson(entry)))
  const records = entries.map(({ record }) => (record ? Buffer.from(record, 'base64url') : null))
  await sql`
    WITH taken AS (UPDATE ledger.log SET next_index = next_index + ${entries.length} RETURNING next_index - ${entries.length} AS first)
    INSERT INTO ledger.entry (index, kind, body, record, appended_at)
    SELECT taken.first + row.position - 1, row.kind, row.body, row.record, ${now}
    FROM taken, unnest(${kinds}::text[], ${bodies}::bytea[], ${records}::bytea[]) WITH ORDINALITY AS row (kind, body, record, position)`.execute(
    tx,
  )
}
