import type { Context } from '#kernel/http/context.ts'
import { processRef } from '../process-ref.ts'
import { VOTERS_DAYS } from '../vote/forget-voters.ts'
import type { Scan, ScansView, ScanToRemove } from './replies.ts'
import { type BatchRef, scannedBatch } from './scanned-batch.ts'
import { findScan, type ScanRow, scansOf } from './store.ts'

/** Scans of a batch for an officer of the vote: which sheets each shows. Only who counts the batch can open them. */
export async function showScans(ctx: Context, ref: BatchRef): Promise<ScansView> {
  const { maySee, ...found } = await facts(ctx, ref)
  const scans = await scansOf(ctx.db, [found.batch.id])
  return { ...found, maySee, days: VOTERS_DAYS, items: scans.map((scan) => scanView(ref.number, scan)) }
}

/** One that is to be taken out. @throws NotFound */
export async function showScanToRemove(ctx: Context, ref: BatchRef & { scan: string }): Promise<ScanToRemove> {
  const { process, batch, mayChange } = await facts(ctx, ref)
  return { process, batch, mayChange, scan: scanView(ref.number, await findScan(ctx.db, batch.id, ref.scan)) }
}

async function facts(ctx: Context, ref: BatchRef) {
  const { process, batch, finished, maySee } = await scannedBatch(ctx, ref)
  const { id, position, label, sheets } = batch
  return {
    process: processRef(ctx, process),
    batch: { id, position, label, sheets },
    maySee,
    mayChange: !finished && process.state !== 'cancelled',
  }
}

export function scanView(number: number, { id, batchId, first, last, type, digest }: ScanRow): Scan {
  return {
    id,
    first,
    last,
    picture: type.startsWith('image/'),
    path: `/work/processes/${number}/paper/batches/${batchId}/scans/${id}`,
    sha256: digest.toString('hex'),
  }
}
