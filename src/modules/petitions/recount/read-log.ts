import { sql } from 'kysely'
import { nextIndex } from '#commons/ledger/next-index.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { LogDays } from './days.ts'
import { addEntry, type Recounted, readEntry } from './recount.ts'

/** Entries a statement: a log of millions is never in memory. */
const BATCH = 10_000

export interface ReadLog {
  /** By number of the petition; of the entries read only. */
  sums: Map<number, Recounted>
  /** How many entries the log has. */
  entries: number
  /** First index at which there is no entry. */
  gap: number | null
  /** First index whose entry says nothing that can be read. */
  unreadable: number | null
}

/** Reads the public log. @param tx sees one moment @param from the first index to read @param days where to add the days, too */
export async function readLog(tx: Tx, from: number, days?: LogDays): Promise<ReadLog> {
  const log: ReadLog = { sums: new Map(), entries: await nextIndex(tx), gap: null, unreadable: null }
  for (let next = from, more = true; more; ) {
    const { rows } = await sql<{ index: number; body: Buffer }>`
      SELECT index, body FROM ledger.entry WHERE index >= ${next} ORDER BY index LIMIT ${BATCH}`.execute(tx)
    const entries = rows.map(({ index, body }) => ({ index, entry: readEntry(body) }))
    await days?.add(
      tx,
      entries.map(({ entry }) => entry),
    )
    for (const { index, entry } of entries) {
      if (index !== next) log.gap ??= next
      if (!addEntry(log.sums, index, entry)) log.unreadable ??= index
      next = index + 1
    }
    more = rows.length === BATCH
    if (!more && next !== log.entries) log.gap ??= next
  }
  return log
}
