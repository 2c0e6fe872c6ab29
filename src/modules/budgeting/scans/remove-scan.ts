import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { lockCounting } from '../paper/own-paper.ts'
import { type BatchRow, findBatch } from '../paper/store.ts'
import { paperScanRemoved } from './ledger-entries.ts'
import type { BatchRef } from './scanned-batch.ts'
import { findScan, removeScanRow, scansOf } from './store.ts'

/**
 * A scan that shows something else is taken out with a reason, while paper is counted. The log keeps that it was there; its file is swept away
 * with others that no row names.
 *
 * @throws RuleBroken budgeting.paper.not-closed, .finished-already; NotFound
 */
export async function removeScan(
  ctx: WriteContext,
  { number, batch: batchId, scan: id }: BatchRef & { scan: string },
  { reason }: { reason: string },
): Promise<void> {
  const { process, by } = await lockCounting(ctx, number)
  const batch = await findBatch(ctx.tx, process.id, batchId)
  const { first, last, digest } = await findScan(ctx.tx, batchId, id)
  await removeScanRow(ctx.tx, id)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.remove-scan',
    subject: { kind: 'process', id: String(number) },
    data: { batch: batch.position, first, last, reason },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [paperScanRemoved(number, batch.position, digest, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}

/** Before a batch is taken away, its scans go: the next one may get its number, and must not seem to have them. */
export async function removeScansOf(ctx: WriteContext, number: number, { id, position }: BatchRow): Promise<void> {
  const day = dayOf(ctx.now, ctx.timeZone)
  for (const scan of await scansOf(ctx.tx, [id])) {
    await removeScanRow(ctx.tx, scan.id)
    appendEntries(ctx.tx, [paperScanRemoved(number, position, scan.digest, day)], ctx.now)
  }
}
