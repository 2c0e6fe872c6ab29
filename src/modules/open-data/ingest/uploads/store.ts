import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** A file that comes in pieces. */
export interface Upload {
  id: string
  accountId: string
  distributionId: string
  fileName: string
  size: number
  /** Bytes that are on the disk, unless the file went away with an act that failed. */
  received: number
  /** What it became once all of it was there. */
  version: number | null
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
    SELECT u.id, u.account_id AS "accountId", u.distribution_id AS "distributionId", u.file_name AS "fileName", u.size, u.received, v.seq AS version
    FROM open_data.upload u LEFT JOIN open_data.version v ON v.id = u.version_id
    WHERE u.id = ${id} AND u.account_id = ${accountId} FOR UPDATE OF u`.execute(tx)
  return rows[0]
}

export async function keepReceived(tx: Tx, id: string, received: number): Promise<void> {
  await sql`UPDATE open_data.upload SET received = ${received} WHERE id = ${id}`.execute(tx)
}

/** All of it is there. */
export async function endUpload(tx: Tx, { id, size }: Upload, versionId: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.upload SET received = ${size}, ended_at = ${now}, version_id = ${versionId} WHERE id = ${id}`.execute(
    tx,
  )
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
