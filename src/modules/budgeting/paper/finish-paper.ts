import { recordAct } from '#commons/audit/record.ts'
import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { recordProcessEvent } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { type FieldError, InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { budgetOf } from '../store.ts'
import type { Picks } from '../vote/choice.ts'
import { settledReadings } from './count-batch.ts'
import type { finishForm } from './fields.ts'
import { paperFinished, paperOpened } from './ledger-entries.ts'
import { lockCounting } from './own-paper.ts'
import { ballotsCounted, LOT, leftByRight } from './paper.ts'
import {
  addPaperBallots,
  batchesOf,
  handedOf,
  paperOf,
  printedIn,
  readingsOf,
  runsOf,
  setFinished,
  sumOf,
} from './store.ts'

/** An entry of the log holds at most 65,535 bytes. */
const ENTRY_BYTES = 60_000

/**
 * All paper is counted, and the votes can be counted. Choices are published, batch with batch until there are at least twenty together, in an order
 * that says nothing; not where single ballots are not to be published.
 *
 * @param form.unused ballots that were printed and left over
 * @param form.leftWhy said in public where that is not what was printed and neither given out nor spoiled
 * @param form.allOpened said where fewer ballots were counted than were given out: nothing can be added afterwards
 * @throws InvalidInput, RuleBroken budgeting.paper.not-closed, .finished-already, .batches-left
 */
export async function finishPaper(
  ctx: WriteContext,
  number: number,
  { unused, leftWhy, allOpened }: FormValue<(typeof finishForm)['fields']>,
): Promise<void> {
  const { process, paper, by } = await lockCounting(ctx, number)
  const batches = await batchesOf(ctx.tx, process.id)
  if (batches.some(({ state }) => state !== 'counted')) throw new RuleBroken('budgeting.paper.batches-left')
  const given = sumOf(await handedOf(ctx.tx, process.id))
  const printed = printedIn(await runsOf(ctx.tx, process.id))
  const expected = leftByRight(printed, given, paper.spoiled)
  const differs = expected !== null && unused !== expected
  const errors: FieldError[] = []
  if (differs && leftWhy === null)
    errors.push({ field: 'leftWhy', text: { key: 'budgeting.paper.left-why.missing', args: { expected, unused } } })
  if (!allOpened && ballotsCounted(batches) < given)
    errors.push({ field: 'allOpened', text: { key: 'budgeting.paper.all-opened.missing' } })
  if (errors.length > 0) throw new InvalidInput(errors)
  const read: BatchChoices[] = []
  for (const { id, position } of batches) {
    const readings = [...settledReadings(await readingsOf(ctx.tx, id)).values()]
    read.push({ batch: position, picks: readings.flatMap((one) => ('picks' in one ? [one.picks] : [])) })
  }
  const lots = lotsOf(read)
  const today = dayOf(ctx.now, ctx.timeZone)
  await addPaperBallots(
    ctx.tx,
    process.id,
    lots.flatMap(({ picks }, at) => picks.map((one) => ({ lot: at + 1, picks: one }))),
  )
  const why = differs && leftWhy !== null ? { text: leftWhy, lang: ctx.lang } : null
  await setFinished(ctx.tx, process.id, { unused, leftWhy: why }, ctx.now)
  await recordProcessEvent(ctx.tx, { processId: process.id, kind: 'budgeting.paper-finished', now: ctx.now })
  const ballots = lots.reduce((sum, { picks }) => sum + picks.length, 0)
  const sums = { ballots, printed, spoiled: paper.spoiled, unused }
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.finish-paper',
    subject: { kind: 'process', id: String(number) },
    data: why ? { ...sums, expected, why: why.text } : sums,
    now: ctx.now,
  })
  // Where single ballots are not to be published, those of paper stay closed as well.
  const { listsBallots } = await budgetOf(ctx.tx, process.id)
  const opened = listsBallots ? lots.flatMap((lot, at) => openings(number, at + 1, lot, today)) : []
  appendEntries(ctx.tx, [...opened, paperFinished(number, sums, today)], ctx.now)
}

export interface BatchChoices {
  batch: number
  picks: Picks[]
}

/** Batches put together until a lot has {@link LOT} ballots; what is left over at the end joins the last lot. Sorted, so that no place in a box shows. */
export function lotsOf(batches: BatchChoices[]): { batches: number[]; picks: Picks[] }[] {
  const lots: { batches: number[]; picks: Picks[] }[] = []
  let open: { batches: number[]; picks: Picks[] } = { batches: [], picks: [] }
  for (const { batch, picks } of batches) {
    open = { batches: [...open.batches, batch], picks: [...open.picks, ...picks] }
    if (open.picks.length < LOT) continue
    lots.push(open)
    open = { batches: [], picks: [] }
  }
  const last = lots.at(-1)
  if (open.batches.length > 0 && last) {
    last.batches.push(...open.batches)
    last.picks.push(...open.picks)
  } else if (open.batches.length > 0) lots.push(open)
  return lots.map(({ batches, picks }) => ({ batches, picks: picks.toSorted(inOrder) }))
}

function inOrder(one: Picks, other: Picks): number {
  const [a, b] = [canonicalJson(one as Json), canonicalJson(other as Json)]
  return a < b ? -1 : a > b ? 1 : 0
}

/** A lot that is too long for one entry goes on in the next. */
function openings(
  number: number,
  lot: number,
  { batches, picks }: { batches: number[]; picks: Picks[] },
  day: PlainDay,
) {
  const entries: Entry[] = []
  let [part, bytes]: [Picks[], number] = [[], 0]
  for (const one of picks) {
    const more = JSON.stringify(one).length + 1
    if (bytes + more > ENTRY_BYTES) {
      entries.push(paperOpened(number, lot, batches, part, day))
      part = []
      bytes = 0
    }
    part.push(one)
    bytes += more
  }
  return [...entries, paperOpened(number, lot, batches, part, day)]
}

/** Whether the votes can be counted as far as paper goes, and since when all of it is open: null where there is none. */
export async function paperSettled(db: Db | Tx, processId: string): Promise<{ settled: boolean; at: Date | null }> {
  const [handed, { finishedAt }] = await Promise.all([handedOf(db, processId), paperOf(db, processId)])
  return { settled: sumOf(handed) === 0 || finishedAt !== null, at: finishedAt }
}
