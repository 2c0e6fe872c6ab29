import { type RawBuilder, sql } from 'kysely'
import { forgetReasons } from '#commons/lifecycle/clocks.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { REQUEST } from './request.ts'
import { type RequestData, unsealAnswer, unsealRequest } from './sealed.ts'

/** What somebody asked and was answered, for that person. */
export async function requestsForExport(
  db: Db,
  vault: Buffer,
  mailboxId: string,
): Promise<(Partial<RequestData> & Record<string, unknown>)[]> {
  const { rows } = await sql<{
    id: string
    request: number
    kind: string
    institution: string
    state: string
    outcome: string | null
    sentAt: Date
    sealed: Buffer
    answerSealed: Buffer | null
  }>`
    SELECT r.id, r.number AS request, r.kind, o.slug AS institution, r.state, r.outcome, r.sent_at AS "sentAt", r.sealed, r.answer_sealed AS "answerSealed"
    FROM open_data.data_request r JOIN organisations.organisation o ON o.id = r.organisation_id
    WHERE r.mailbox_id = ${mailboxId} ORDER BY r.sent_at`.execute(db)
  return rows.map(({ id, sealed, answerSealed, ...said }) => ({
    ...said,
    ...unsealRequest(vault, id, sealed),
    answer: unsealAnswer(vault, id, answerSealed)?.text ?? null,
  }))
}

/** What is open is taken back: nobody can be answered who is gone. */
export async function eraseRequestsOf(tx: Tx, mailboxId: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.data_request SET state = 'withdrawn', closed_at = ${now} WHERE mailbox_id = ${mailboxId} AND state IN ('sent', 'registered')`.execute(
    tx,
  )
  await erase(tx, sql`r.mailbox_id = ${mailboxId} AND r.erased_at IS NULL`, now)
}

export async function eraseClosedBefore(tx: Tx, moment: Date, now: Date): Promise<void> {
  await erase(tx, sql`r.closed_at < ${moment} AND r.erased_at IS NULL`, now)
}

/** Files go too, where they were not made public; the store clears what no row names. */
async function erase(tx: Tx, which: RawBuilder<unknown>, now: Date): Promise<void> {
  await sql`
    DELETE FROM open_data.request_file f USING open_data.data_request r
    WHERE f.request_id = r.id AND ${which}
      AND NOT EXISTS (SELECT FROM open_data.request_publication p WHERE p.request_id = r.id AND p.with_files)`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    UPDATE open_data.data_request r SET sealed = ''::bytea, answer_sealed = CASE WHEN answer_sealed IS NOT NULL THEN ''::bytea END, erased_at = ${now}
    WHERE ${which} RETURNING r.id`.execute(tx)
  // Why its term was extended may tell what was asked.
  await forgetReasons(
    tx,
    REQUEST,
    rows.map(({ id }) => id),
  )
}

/** Files that stayed after an erasure only because they were public go once they are not. */
export async function forgetFilesOfErased(tx: Tx, requestId: string): Promise<void> {
  await sql`
    DELETE FROM open_data.request_file f USING open_data.data_request r
    WHERE f.request_id = r.id AND r.id = ${requestId} AND r.erased_at IS NOT NULL`.execute(tx)
}

/** Which outcomes an officer made public. */
export async function publicationsBy(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT r.number AS request, p.title, p.published_at AS "publishedAt" FROM open_data.request_publication p
    JOIN open_data.data_request r ON r.id = p.request_id WHERE p.account_id = ${accountId} ORDER BY p.published_at`.execute(
    db,
  )
  return rows
}

export async function forgetPublisher(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.request_publication SET account_id = NULL WHERE account_id = ${accountId}`.execute(tx)
}
