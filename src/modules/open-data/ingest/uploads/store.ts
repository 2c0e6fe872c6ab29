import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** A file that comes in pieces. */
export interface Upload {
  id: string
  accountId: string
  distributionId: string
  fileName: string
  size: number
  /** Bytes that are on the disk. */
  received: number
  ended: boolean
}

export async function addUpload(
  tx: Tx,
  upload: Pick<Upload, 'id' | 'accountId' | 'distributionId' | 'fileName' | 'size'> & { now: Date },
): Promise<void> {
  await sql`
    INSERT INTO open_data.upload (id, account_id, distribution_id, file_name, size, begun_at)
    VALUES (${upload.id}, ${upload.accountId}, ${upload.distributionId}, ${upload.fileName}, ${upload.size}, ${upload.now})`.execute(
    tx,
  )
}

/** Of its sender, locked until the piece is on the disk: two pieces never come at the same time. */
export async function lockUpload(tx: Tx, id: string, accountId: string): Promise<Upload | undefined> {
  const { rows } = await sql<Upload>`
    SELECT id, account_id AS "accountId", distribution_id AS "distributionId", file_name AS "fileName", size, received, ended_at IS NOT NULL AS ended
    FROM open_data.upload WHERE id = ${id} AND account_id = ${accountId} FOR UPDATE`.execute(tx)
  return rows[0]
}

export async function keepReceived(tx: Tx, id: string, received: number, endedAt: Date | null): Promise<void> {
  await sql`UPDATE open_data.upload SET received = ${received}, ended_at = ${endedAt} WHERE id = ${id}`.execute(tx)
}

/** What somebody has begun to send, the newest first. */
export async function unendedUploads(
  db: Db | Tx,
  accountId: string,
): Promise<Pick<Upload, 'id' | 'distributionId' | 'fileName' | 'size' | 'received'>[]> {
  const { rows } = await sql<Pick<Upload, 'id' | 'distributionId' | 'fileName' | 'size' | 'received'>>`
    SELECT id, distribution_id AS "distributionId", file_name AS "fileName", size, received FROM open_data.upload
    WHERE account_id = ${accountId} AND ended_at IS NULL ORDER BY begun_at DESC, id`.execute(db)
  return rows
}

/** Those that ended, and those that nobody goes on with; their pieces go with the folders of the file store. */
export async function forgetUploads(db: Db, begunBefore: Date): Promise<void> {
  await sql`DELETE FROM open_data.upload WHERE begun_at < ${begunBefore}`.execute(db)
}
