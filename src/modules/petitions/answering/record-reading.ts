import { sql } from 'kysely'
import { type Reader, recordReading } from '#commons/audit/record.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { CASE } from './case.ts'
import type { CaseRow } from './case-store.ts'

/** Whoever opens a case, or its PDF, reads what the starter gave when lodging. Nothing where it was not lodged or the data was erased. */
export async function recordCaseReading(
  db: Db | Tx,
  one: Pick<CaseRow, 'id' | 'lodgingId'>,
  by: Reader,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ mailboxId: string }>`
    SELECT mailbox_id AS "mailboxId" FROM petitions.lodging WHERE id = ${one.lodgingId} AND length(sealed) > 0`.execute(
    db,
  )
  if (!rows[0]) return
  const { mailboxId } = rows[0]
  await recordReading(db, { by, mailboxId, subject: { kind: CASE, id: one.id }, purpose: 'petitions.answer', now })
}
