import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { type BatchRow, batchesWhere } from './store.ts'

/** By what an uploaded scan is known again in the same petition, and only there. In the order of the files. */
export function contentHashes(ctx: WriteContext, petitionId: string, files: UploadedFile[]): Buffer[] {
  return files.map(({ bytes }) =>
    keyedHash(ctx.secrets.person, 'paper scan', petitionId, createHash('sha256').update(bytes).digest('hex')),
  )
}

/** @throws InvalidInput on `scans`: one of them is already in an accepted batch of this petition */
export async function refuseCountedScans(tx: Tx, petitionId: string, hashes: Buffer[]): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM petitions.paper_scan_counted WHERE petition_id = ${petitionId} AND content_hash = ANY(${hashes}::bytea[]) LIMIT 1`.execute(
    tx,
  )
  if (rows.length > 0) throw new InvalidInput([{ field: 'scans', text: { key: 'petitions.paper.scans.counted' } }])
}

/**
 * Takes the scans of a batch that is being accepted. The primary key decides between two batches at once.
 *
 * @throws RuleBroken petitions.paper.scans.counted when another accepted batch of the petition has one of them
 */
export async function takeScans(tx: Tx, batch: BatchRow): Promise<void> {
  const { rows } = await sql<{ same: number; taken: number }>`
    WITH own AS (SELECT DISTINCT content_hash FROM petitions.paper_scan WHERE batch_id = ${batch.id} AND content_hash IS NOT NULL),
    taken AS (
      INSERT INTO petitions.paper_scan_counted (petition_id, content_hash, batch_id)
      SELECT ${batch.petitionId}, content_hash, ${batch.id} FROM own ORDER BY content_hash
      ON CONFLICT ON CONSTRAINT paper_scan_counted_once DO NOTHING RETURNING 1
    )
    SELECT (SELECT count(*) FROM own)::integer AS same, (SELECT count(*) FROM taken)::integer AS taken`.execute(tx)
  if (rows[0]?.same !== rows[0]?.taken) throw new RuleBroken('petitions.paper.scans.counted')
}

/** Gives the scans of a batch free: its sheets may be recorded again, rightly this time. */
export async function freeScans(db: Db | Tx, batchId: string): Promise<void> {
  await sql`DELETE FROM petitions.paper_scan_counted WHERE batch_id = ${batchId}`.execute(db)
}

/**
 * Other batches of the petition that are counted or may be, with the same scan or the same delivery: authority, day and number of
 * sheets. The count is not compared, because the second officer must not learn the first one's number from a warning.
 */
export async function sameSheets(
  db: Db | Tx,
  batch: BatchRow,
): Promise<(BatchRow & { because: 'scan' | 'delivery' })[]> {
  if (batch.state === 'rejected' || batch.state === 'ended') return []
  const standing = sql`b.petition_id = ${batch.petitionId} AND b.id <> ${batch.id} AND b.state IN ('counting', 'differing', 'accepted')`
  const sameScan = sql`EXISTS (
    SELECT 1 FROM petitions.paper_scan s JOIN petitions.paper_scan own USING (content_hash)
    WHERE s.batch_id = b.id AND own.batch_id = ${batch.id})`
  const sameDelivery = sql`b.organisation_id = ${batch.organisationId} AND b.received_on = ${batch.receivedOn} AND b.sheets = ${batch.sheets}`
  const scans = await batchesWhere(db, sql`${standing} AND ${sameScan} ORDER BY b.id`)
  const deliveries = await batchesWhere(db, sql`${standing} AND ${sameDelivery} AND NOT ${sameScan} ORDER BY b.id`)
  return [
    ...scans.map((one) => ({ ...one, because: 'scan' as const })),
    ...deliveries.map((one) => ({ ...one, because: 'delivery' as const })),
  ]
}
