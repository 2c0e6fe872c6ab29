import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { removeScansOf } from '../scans/remove-scan.ts'
import { envelopesOf, projectsOf } from '../store.ts'
import type { batchForm } from './fields.ts'
import { paperBatchCounted } from './ledger-entries.ts'
import { lockCounting } from './own-paper.ts'
import { ballotsCounted, ballotsIn, type Reading, totalsOf } from './paper.ts'
import { readSheets } from './read-sheets.ts'
import {
  addBatch,
  addSignature,
  batchesOf,
  dropSignatures,
  findBatch,
  handedOf,
  keepReadings,
  type ReadingRow,
  readingsOf,
  removeBatchRow,
  setBatchCounted,
  setBatchState,
  signersOf,
  sumOf,
} from './store.ts'

type BatchRef = { number: number; batch: string }

/** Sheets out of one box, stacked and numbered from 1, are a batch to be read by two. @throws RuleBroken budgeting.paper.not-closed, .finished-already */
export async function beginBatch(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof batchForm)['fields']>,
): Promise<BatchRef> {
  const { process, by } = await lockCounting(ctx, number)
  const position = ((await batchesOf(ctx.tx, process.id)).at(-1)?.position ?? 0) + 1
  const id = newId(ctx.now)
  await addBatch(ctx.tx, { id, processId: process.id, position, ...form }, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.begin-paper-batch',
    subject: { kind: 'process', id: String(number) },
    data: { batch: position, ...form },
    now: ctx.now,
  })
  return { number, batch: id }
}

/**
 * An officer reads a batch: all its sheets, without seeing what the other read; after two read some differently, those once more. A sheet
 * is settled when two accounts read the same. The third reads it blind; the first two see both readings, look at the sheet, and correct.
 *
 * @throws RuleBroken budgeting.paper.same-person, .changed-meanwhile, InvalidInput
 */
export async function readBatch(
  ctx: WriteContext,
  { number, batch: id }: BatchRef,
  { sheets: typed }: { sheets: string },
): Promise<void> {
  const { process, by } = await lockCounting(ctx, number)
  const batch = await findBatch(ctx.tx, process.id, id)
  if (batch.state !== 'reading' && batch.state !== 'differing')
    throw new RuleBroken('budgeting.paper.changed-meanwhile')
  const before = await readingsOf(ctx.tx, id)
  const { accountId } = by.person
  const mine = before.some((one) => one.accountId === accountId)
  if (mine && batch.state === 'reading') throw new RuleBroken('budgeting.paper.same-person')
  const [envelopes, projects] = await Promise.all([envelopesOf(ctx.tx, process.id), projectsOf(ctx.tx, process.id)])
  const read = readSheets(typed, sheetsToRead(batch, before), envelopes, projects)
  if ('error' in read) throw new InvalidInput([{ field: 'sheets', text: read.error }])
  await keepReadings(ctx.tx, id, accountId, read.readings, mine, ctx.now)
  const readers = new Set(before.map((one) => one.accountId)).add(accountId)
  const unsettled = unsettledSheets(batch.sheets, await readingsOf(ctx.tx, id))
  // Until two have read it there is nothing to differ.
  const state = readers.size < 2 ? 'reading' : unsettled.length > 0 ? 'differing' : 'agreed'
  await dropSignatures(ctx.tx, id)
  await setBatchState(ctx.tx, id, state)
  await recordAct(ctx.tx, {
    by,
    act: mine ? 'budgeting.correct-paper-batch' : 'budgeting.read-paper-batch',
    subject: { kind: 'process', id: String(number) },
    data: { batch: batch.position, agreed: state === 'agreed' },
    now: ctx.now,
  })
}

/**
 * An official who read the batch signs what it comes to. With the second the batch is counted, and the log says its totals.
 *
 * @throws RuleBroken budgeting.paper.changed-meanwhile, .not-a-reader, .more-than-handed
 */
export async function signBatch(ctx: WriteContext, { number, batch: id }: BatchRef): Promise<void> {
  const { process, by } = await lockCounting(ctx, number)
  const batch = await findBatch(ctx.tx, process.id, id)
  if (batch.state !== 'agreed') throw new RuleBroken('budgeting.paper.changed-meanwhile')
  const readings = await readingsOf(ctx.tx, id)
  const { accountId } = by.person
  if (!readings.some((one) => one.accountId === accountId)) throw new RuleBroken('budgeting.paper.not-a-reader')
  const totals = totalsOf([...settledReadings(readings).values()], correctedSheets(readings))
  const counted = ballotsCounted(await batchesOf(ctx.tx, process.id))
  if (counted + ballotsIn(batch.sheets, totals) > sumOf(await handedOf(ctx.tx, process.id)))
    throw new RuleBroken('budgeting.paper.more-than-handed')
  await addSignature(ctx.tx, id, accountId, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.sign-paper-batch',
    subject: { kind: 'process', id: String(number) },
    data: { batch: batch.position, ...totals },
    now: ctx.now,
  })
  if ((await signersOf(ctx.tx, id)).length < 2) return
  await setBatchCounted(ctx.tx, id, totals, ctx.now)
  const { position, kind: from, sheets } = batch
  appendEntries(
    ctx.tx,
    [paperBatchCounted(number, { position, from, sheets, totals }, dayOf(ctx.now, ctx.timeZone))],
    ctx.now,
  )
}

/** A batch that was begun wrongly (another number of sheets) is begun again. Once counted it stays. @throws RuleBroken budgeting.paper.changed-meanwhile */
export async function removeBatch(
  ctx: WriteContext,
  { number, batch: id }: BatchRef,
  { reason }: { reason: string },
): Promise<void> {
  const { process, by } = await lockCounting(ctx, number)
  const batch = await findBatch(ctx.tx, process.id, id)
  if (batch.state === 'counted') throw new RuleBroken('budgeting.paper.changed-meanwhile')
  await removeScansOf(ctx, number, batch)
  await removeBatchRow(ctx.tx, id)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.remove-paper-batch',
    subject: { kind: 'process', id: String(number) },
    data: { batch: batch.position, reason },
    now: ctx.now,
  })
}

/** All sheets for who reads first or second; once two have read, those that are not settled. */
export function sheetsToRead(batch: { sheets: number; state: string }, readings: ReadingRow[]): number[] {
  return batch.state === 'differing'
    ? unsettledSheets(batch.sheets, readings)
    : Array.from({ length: batch.sheets }, (_, at) => at + 1)
}

/** Sheets on which no two read the same. */
export function unsettledSheets(sheets: number, readings: ReadingRow[]): number[] {
  const settled = settledReadings(readings)
  return Array.from({ length: sheets }, (_, at) => at + 1).filter((sheet) => !settled.has(sheet))
}

/** What two accounts read alike, by sheet. */
export function settledReadings(readings: ReadingRow[]): Map<number, Reading> {
  const settled = new Map<number, Reading>()
  const seen = new Set<string>()
  for (const { sheet, reading } of readings) {
    const key = `${sheet} ${canonicalJson(reading as unknown as Json)}`
    if (seen.has(key)) settled.set(sheet, reading)
    seen.add(key)
  }
  return settled
}

/** Sheets that took a third reading or a correction. */
export function correctedSheets(readings: ReadingRow[]): number {
  const bySheet = Map.groupBy(readings, ({ sheet }) => sheet)
  return [...bySheet.values()].filter((all) => all.length > 2 || all.some(({ corrected }) => corrected)).length
}
