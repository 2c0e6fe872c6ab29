import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { FileType } from '#kernel/files/file-type.ts'

export interface ScanRow {
  id: string
  batchId: string
  /** Sheets that it shows. */
  first: number
  last: number
  type: FileType
  /** Of the encrypted file. */
  sha256: string
  /** Of what it shows. */
  digest: Buffer
}

const columns = sql`s.id, s.batch_id AS "batchId", s.first_sheet AS first, s.last_sheet AS last, s.type, s.sha256, s.digest`

/** Scans of some batches, in the order of their sheets. */
export async function scansOf(db: Db | Tx, batchIds: string[]): Promise<ScanRow[]> {
  const { rows } = await sql<ScanRow>`
    SELECT ${columns} FROM budgeting.paper_scan s WHERE s.batch_id = ANY(${batchIds}::uuid[])
    ORDER BY s.batch_id, s.first_sheet, s.last_sheet, s.id`.execute(db)
  return rows
}

/** @throws NotFound also when it was deleted */
export async function findScan(db: Db | Tx, batchId: string, id: string): Promise<ScanRow> {
  const { rows } = await sql<ScanRow>`
    SELECT ${columns} FROM budgeting.paper_scan s WHERE s.batch_id = ${batchId} AND s.id = ${id}`.execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** @returns false where the batch has the same already */
export async function addScan(tx: Tx, scan: ScanRow, now: Date): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO budgeting.paper_scan (id, batch_id, first_sheet, last_sheet, type, sha256, digest, added_at)
    VALUES (${scan.id}, ${scan.batchId}, ${scan.first}, ${scan.last}, ${scan.type}, ${scan.sha256}, ${scan.digest}, ${now})
    ON CONFLICT ON CONSTRAINT paper_scan_once DO NOTHING RETURNING 1`.execute(tx)
  return rows.length > 0
}

/** Where the batch has what a scan shows already. */
export async function scanShowing(tx: Tx, batchId: string, digest: Buffer): Promise<ScanRow | null> {
  const { rows } = await sql<ScanRow>`
    SELECT ${columns} FROM budgeting.paper_scan s WHERE s.batch_id = ${batchId} AND s.digest = ${digest}`.execute(tx)
  return rows[0] ?? null
}

export async function removeScanRow(db: Db | Tx, id: string): Promise<void> {
  await sql`DELETE FROM budgeting.paper_scan WHERE id = ${id}`.execute(db)
}

/** Scans of votes that closed before a moment and are counted, or were given up. */
export async function oldScans(db: Db, closedBefore: Date): Promise<Pick<ScanRow, 'id' | 'sha256'>[]> {
  const { rows } = await sql<Pick<ScanRow, 'id' | 'sha256'>>`
    SELECT s.id, s.sha256 FROM budgeting.paper_scan s JOIN budgeting.paper_batch b ON b.id = s.batch_id
    JOIN budgeting.paper p ON p.process_id = b.process_id JOIN processes.process r ON r.id = b.process_id
    JOIN processes.phase f ON f.process_id = b.process_id AND f.method = 'budgeting.vote'
    WHERE f.closed_at < ${closedBefore} AND (p.finished_at IS NOT NULL OR r.state = 'cancelled')`.execute(db)
  return rows
}
