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

interface Prepared {
  kind: string
  body: Buffer
  record: Buffer | null
}

interface Waiting {
  entries: Prepared[]
  now: Date
  /** How many lie in the table of this transaction, before `entries`. */
  aside: number
}

/** At most so many entries, of at most 64 KB each, go in one statement. */
const AT_ONCE = 100

const waiting = new WeakMap<Tx, Waiting>()
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
  const prepared = entries.map((entry) => ({
    kind: entry.kind,
    body: Buffer.from(canonicalJson(entry)),
    record: entry.record ? Buffer.from(entry.record, 'base64url') : null,
  }))
  const kept = waiting.get(tx)
  if (kept) {
    kept.entries.push(...prepared)
    return
  }
  waiting.set(tx, { entries: prepared, now, aside: 0 })
  lastly(tx, 'ledger', takeIndexes)
}

/**
 * For acts that append as much as there are ballots: puts what waits into a table of this transaction, so that it need not be held in memory until
 * the end. It changes nothing of what is appended, nor of its order.
 */
export async function setEntriesAside(tx: Tx): Promise<void> {
  const kept = waiting.get(tx)
  if (!kept || kept.entries.length === 0) return
  if (kept.aside === 0)
    await sql`
      CREATE TEMP TABLE entry_aside (position bigint PRIMARY KEY, kind text NOT NULL, body bytea NOT NULL, record bytea) ON COMMIT DROP`.execute(
      tx,
    )
  for (const { kinds, bodies, records } of inStatements(kept.entries)) {
    await sql`
      INSERT INTO pg_temp.entry_aside (position, kind, body, record)
      SELECT ${kept.aside} + row.position - 1, row.kind, row.body, row.record
      FROM unnest(${kinds}::text[], ${bodies}::bytea[], ${records}::bytea[]) WITH ORDINALITY AS row (kind, body, record, position)`.execute(
      tx,
    )
    kept.aside += kinds.length
  }
  kept.entries = []
}

async function takeIndexes(tx: Tx): Promise<void> {
  const { entries, now, aside } = waiting.get(tx) as Waiting
  const all = aside + entries.length
  const [some, ...more] = inStatements(entries)
  // Nearly always: the index is taken and used in one statement.
  if (aside === 0 && some && more.length === 0) {
    await sql`
      WITH taken AS (UPDATE ledger.log SET next_index = next_index + ${all} RETURNING next_index - ${all} AS first)
      INSERT INTO ledger.entry (index, kind, body, record, appended_at)
      SELECT taken.first + row.position - 1, row.kind, row.body, row.record, ${now}
      FROM taken, unnest(${some.kinds}::text[], ${some.bodies}::bytea[], ${some.records}::bytea[]) WITH ORDINALITY AS row (kind, body, record, position)`.execute(
      tx,
    )
    return
  }
  const { rows } = await sql<{ first: number }>`
    UPDATE ledger.log SET next_index = next_index + ${all} RETURNING next_index - ${all} AS first`.execute(tx)
  const first = rows[0]?.first as number
  for (let from = 0; from < aside; from += AT_ONCE)
    await sql`
      INSERT INTO ledger.entry (index, kind, body, record, appended_at)
      SELECT ${first} + position, kind, body, record, ${now} FROM pg_temp.entry_aside
      WHERE position >= ${from} AND position < ${from + AT_ONCE}`.execute(tx)
  let next = first + aside
  for (const { kinds, bodies, records } of inStatements(entries)) {
    await sql`
      INSERT INTO ledger.entry (index, kind, body, record, appended_at)
      SELECT ${next} + row.position - 1, row.kind, row.body, row.record, ${now}
      FROM unnest(${kinds}::text[], ${bodies}::bytea[], ${records}::bytea[]) WITH ORDINALITY AS row (kind, body, record, position)`.execute(
      tx,
    )
    next += kinds.length
  }
}

/** Columns of entries, as much as one statement takes. */
function inStatements(entries: Prepared[]): { kinds: string[]; bodies: Buffer[]; records: (Buffer | null)[] }[] {
  return Array.from({ length: Math.ceil(entries.length / AT_ONCE) }, (_, at) => {
    const part = entries.slice(at * AT_ONCE, (at + 1) * AT_ONCE)
    return {
      kinds: part.map(({ kind }) => kind),
      bodies: part.map(({ body }) => body),
      records: part.map(({ record }) => record),
    }
  })
}
