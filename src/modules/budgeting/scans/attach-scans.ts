import { createHash } from 'node:crypto'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { ownProcess } from '#commons/processes/own-process.ts'
import { seal } from '#kernel/config/seal.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { CleanFile } from '#kernel/files/clean-file.ts'
import { cleanUpload } from '#kernel/files/clean-upload.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { lockCounting } from '../paper/own-paper.ts'
import { runPaper } from '../paper/permissions.ts'
import { findBatch } from '../paper/store.ts'
import type { scansForm } from './fields.ts'
import { paperScanned } from './ledger-entries.ts'
import type { BatchRef } from './scanned-batch.ts'
import { addScan, type ScanRow, scanShowing } from './store.ts'

/** Scans are encrypted under this name: a voter may have written on the sheet who they are. */
export const SCAN_PURPOSE = 'budgeting paper scan'

/**
 * An officer puts scans of sheets beside their batch, while paper is counted. Pictures are drawn anew. As many files as sheets show one each, in
 * their order; otherwise each shows all these sheets. What is there already is not kept twice, and refused where it stands at other sheets.
 *
 * @throws RuleBroken budgeting.paper.not-closed, .finished-already; NotFound, InvalidInput
 */
export async function attachScans(
  ctx: WriteContext,
  { number, batch: id }: BatchRef,
  { scans: files, first, last }: FormValue<(typeof scansForm)['fields']>,
): Promise<void> {
  await ownProcess(ctx, number, runPaper)
  const clean: CleanFile[] = []
  // Before anything is locked, and one after the other: a decoded page takes tens of megabytes.
  for (const file of files) clean.push(await cleanUpload(file, 'scans'))
  const { process, by } = await lockCounting(ctx, number)
  const batch = await findBatch(ctx.tx, process.id, id)
  if (last > batch.sheets)
    throw new InvalidInput([
      { field: 'last', text: { key: 'budgeting.scans.not-in-batch', args: { sheets: batch.sheets } } },
    ])
  const added: ScanRow[] = []
  for (const [at, file] of clean.entries()) {
    const shown = clean.length === last - first + 1 ? { first: first + at, last: first + at } : { first, last }
    const scan = await kept(ctx, { batchId: id, ...shown }, file)
    if (await addScan(ctx.tx, scan, ctx.now)) added.push(scan)
    else await refuseElsewhere(ctx, scan)
  }
  if (added.length === 0) return
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.attach-scans',
    subject: { kind: 'process', id: String(number) },
    data: { batch: batch.position, first, last, scans: added.length },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [paperScanned(number, batch.position, added, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}

async function kept(
  ctx: WriteContext,
  of: Pick<ScanRow, 'batchId' | 'first' | 'last'>,
  { bytes, type }: CleanFile,
): Promise<ScanRow> {
  const id = newId(ctx.now)
  const { sha256 } = await ctx.files.put(seal(ctx.secrets.vault, SCAN_PURPOSE, id, bytes))
  return { id, ...of, type, sha256, digest: createHash('sha256').update(bytes).digest() }
}

/** Sent again for other sheets, most likely the right ones: silence would leave it at the wrong ones. */
async function refuseElsewhere({ tx }: WriteContext, { batchId, digest, first, last }: ScanRow): Promise<void> {
  const there = await scanShowing(tx, batchId, digest)
  if (!there || (there.first === first && there.last === last)) return
  throw new InvalidInput([
    { field: 'scans', text: { key: 'budgeting.scans.elsewhere', args: { first: there.first, last: there.last } } },
  ])
}
