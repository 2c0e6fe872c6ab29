import { createHash } from 'node:crypto'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import { recordProcessEvent } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { settledReadings } from './count-batch.ts'
import { paperRechecked } from './ledger-entries.ts'
import { runPaper } from './permissions.ts'
import { readSheets } from './read-sheets.ts'
import { batchesOf, lockPaper, readingsOf, setRechecked } from './store.ts'

export interface DrawnSheet {
  batch: number
  sheet: number
}

/** By which one finds a sheet: the number of its stack and its own, as they are written on them. */
export const nameOfSheet = ({ batch, sheet }: DrawnSheet): string => `${batch}/${sheet}`

/** At least so many sheets are read again, and one in twenty; all, where there are fewer. */
const LEAST = 20
const ONE_IN = 20

/**
 * The sheets to read again, drawn by the lot of the vote: nobody knew them while the batches were read. Ordered by SHA-256 of
 * "punte-paper-recheck/v1", dice, root of the checkpoint, and "batch/sheet", a line each; the first ones, then in the order of the stacks.
 */
export function drawSheets(
  batches: { position: number; sheets: number }[],
  lot: { dice: string; checkpoint: string },
): DrawnSheet[] {
  const all = batches.flatMap(({ position, sheets }) =>
    Array.from({ length: sheets }, (_, at) => ({ batch: position, sheet: at + 1 })),
  )
  const drawn = (one: DrawnSheet) =>
    createHash('sha256')
      .update(`punte-paper-recheck/v1\n${lot.dice}\n${lot.checkpoint}\n${nameOfSheet(one)}`)
      .digest('hex')
  return all
    .map((one) => ({ ...one, drawn: drawn(one) }))
    .sort((a, b) => (a.drawn < b.drawn ? -1 : 1))
    .slice(0, Math.min(all.length, Math.max(LEAST, Math.ceil(all.length / ONE_IN))))
    .sort((a, b) => a.batch - b.batch || a.sheet - b.sheet)
    .map(({ batch, sheet }) => ({ batch, sheet }))
}

/** The drawn sheets of a vote; null before its dice were thrown, or where nothing was on paper. */
export async function sheetsToRecheck(db: Db | Tx, processId: string): Promise<DrawnSheet[] | null> {
  const [{ lotDice: dice, lotCheckpoint: checkpoint }, batches] = await Promise.all([
    budgetOf(db, processId),
    batchesOf(db, processId),
  ])
  return dice && checkpoint && batches.length > 0 ? drawSheets(batches, { dice, checkpoint }) : null
}

/**
 * An officer reads the drawn sheets once more; how many differ from what was counted is public. Nothing of the count changes: whether the
 * errors are too many is for those who contest and annul.
 *
 * @throws RuleBroken budgeting.paper.no-lot, .rechecked-already, InvalidInput
 */
export async function recheckPaper(
  ctx: WriteContext,
  number: number,
  { sheets: typed }: { sheets: string },
): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number, runPaper)
  const paper = await lockPaper(ctx.tx, process.id)
  const drawn = await sheetsToRecheck(ctx.tx, process.id)
  if (!drawn || !paper.finishedAt) throw new RuleBroken('budgeting.paper.no-lot')
  if (paper.recheck) throw new RuleBroken('budgeting.paper.rechecked-already')
  const [envelopes, projects] = await Promise.all([envelopesOf(ctx.tx, process.id), projectsOf(ctx.tx, process.id)])
  const read = readSheets(typed, drawn.map(nameOfSheet), envelopes, projects)
  if ('error' in read) throw new InvalidInput([{ field: 'sheets', text: read.error }])
  const counted = new Map<number, ReturnType<typeof settledReadings>>()
  for (const { id, position } of await batchesOf(ctx.tx, process.id))
    counted.set(position, settledReadings(await readingsOf(ctx.tx, id)))
  const differing = drawn.filter((one) => {
    const [first, again] = [counted.get(one.batch)?.get(one.sheet), read.readings.get(nameOfSheet(one))]
    return canonicalJson(first as unknown as Json) !== canonicalJson(again as unknown as Json)
  }).length
  const found = { sheets: drawn.length, differing }
  await setRechecked(ctx.tx, process.id, found, ctx.now)
  await recordProcessEvent(ctx.tx, {
    processId: process.id,
    kind: 'budgeting.paper-rechecked',
    data: found,
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.recheck-paper',
    subject: { kind: 'process', id: String(number) },
    data: found,
    now: ctx.now,
  })
  appendEntries(ctx.tx, [paperRechecked(number, drawn.length, differing, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
