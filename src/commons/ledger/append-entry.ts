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
  [field: string]: Json
}

const waiting = new WeakMap<Tx, { entries: Entry[]; now: Date }>()

/**
 * Appends entries to the public log within the act's transaction. The contiguous index is taken as the transaction's last
 * statement: everybody who acts waits for that one row, so nothing slow may follow it.
 */
export function appendEntries(tx: Tx, entries: Entry[], now: Date): void {
  if (entries.length === 0) return
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
  await sql`
    WITH taken AS (UPDATE ledger.log SET next_index = next_index + ${entries.length} RETURNING next_index - ${entries.length} AS first)
    INSERT INTO ledger.entry (index, kind, body, appended_at)
    SELECT taken.first + row.position - 1, row.kind, row.body, ${now}
    FROM taken, unnest(${kinds}::text[], ${bodies}::bytea[]) WITH ORDINALITY AS row (kind, body, position)`.execute(tx)
}
