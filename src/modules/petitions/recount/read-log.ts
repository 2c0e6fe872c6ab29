import { sql } from 'kysely'
import { nextIndex } from '#commons/ledger/next-index.ts'
import type { Tx } from '#kernel/database/database.ts'
import { addEntry, type Recounted } from './recount.ts'

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

/** Reads the public log. @param tx sees one moment @param from the first index to read */
export async function readLog(tx: Tx, from: number): Promise<ReadLog> {
  const log: ReadLog = { sums: new Map(), entries: await nextIndex(tx), gap: null, unreadable: null }
  for (let next = from, more = true; more; ) {
    const { rows } = await sql<{ index: number; body: Buffer }>`
      SELECT index, body FROM ledger.entry WHERE index >= ${next} ORDER BY index LIMIT ${BATCH}`.execute(tx)
    for (const { index, body } of rows) {
      if (index !== next) log.gap ??= next
      if (!addEntry(log.sums, index, body)) log.unreadable ??= index
      next = index + 1
    }
    more = rows.length === BATCH
    if (!more && next !== log.entries) log.gap ??= next
  }
  return log
}
