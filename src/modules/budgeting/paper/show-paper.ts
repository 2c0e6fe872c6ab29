import { homeChoices } from '#commons/places/choices.ts'
import { ownProcess } from '#commons/processes/own-process.ts'
import { type Process, standingOf } from '#commons/processes/process.ts'
import { rollOf } from '#commons/processes/roll/store.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { wrongCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { kindsOf } from '../budget.ts'
import { titleIn } from '../names.ts'
import { processRef } from '../process-ref.ts'
import { scanView } from '../scans/show-scans.ts'
import { scansOf } from '../scans/store.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { marksOf } from '../vote/choice.ts'
import { paper as ballotToPrint, voteOf } from '../vote/show-ballot.ts'
import { correctedSheets, settledReadings, sheetsToRead } from './count-batch.ts'
import { givenLately } from './given-lately.ts'
import {
  AGAINST_RULES,
  ballotsCounted,
  invalidReasons,
  leftByRight,
  PRINTED_AT_ONCE,
  type Reading,
  type Totals,
  totalsOf,
  type Way,
} from './paper.ts'
import { runPaper } from './permissions.ts'
import { sheetsToRecheck } from './recheck.ts'
import type {
  CounterView,
  HandedView,
  PaperBatchView,
  PaperDeskView,
  PaperView,
  PrintView,
  RecheckView,
} from './replies.ts'
import {
  batchesOf,
  countPaperBallots,
  findBatch,
  handedOf,
  paperBallotsAfter,
  paperOf,
  printedIn,
  readingsOf,
  runsOf,
  signersOf,
  sumOf,
} from './store.ts'
import { channelsOf, turnoutOf } from './turnout.ts'
import { waysOnPaper } from './ways-on-paper.ts'

const PAGE = 100
/** The largest position that the column holds (integer). */
const LAST_POSITION = 2 ** 31 - 1

/** Votes on paper: how many by which channel, what two officials counted, and every valid ballot, `size` of them at once; none where single ballots are not published. */
export async function showPaper(
  ctx: Context,
  { number }: { number: number },
  query: { after: string | null; size: number | null },
): Promise<PaperView> {
  const size = query.size ?? PAGE
  const { process, phase } = await voteOf(ctx, number)
  const closed = phase.closedAt !== null
  const after = query.after === null ? 0 : Number(query.after)
  if (!Number.isInteger(after) || after < 0 || after > LAST_POSITION) throw wrongCursor()
  const { listsBallots } = await budgetOf(ctx.db, process.id)
  const [envelopes, paper, batches, rows, total, runs] = await Promise.all([
    envelopesOf(ctx.db, process.id),
    paperOf(ctx.db, process.id),
    batchesOf(ctx.db, process.id),
    listsBallots ? paperBallotsAfter(ctx.db, process.id, after, size + 1) : [],
    countPaperBallots(ctx.db, process.id),
    runsOf(ctx.db, process.id),
  ])
  const { spoiled, unused, leftWhy, finishedAt, recheck } = paper
  const printed = printedIn(runs)
  const turnout = await turnoutOf(ctx.db, process.id)
  return {
    process: processRef(ctx, process),
    cancelled: process.state === 'cancelled' ? process.endReason : null,
    counted: await isCounted(ctx, process),
    standing: standingOf(phase),
    authority: inLang(process.organisation.name, ctx.lang),
    ways: closed ? [] : await waysOnPaper(ctx, process),
    channels: closed ? await channelsOf(ctx.db, process.id) : null,
    turnout,
    printed,
    spoiled: finishedAt ? spoiled : null,
    unused,
    left: finishedAt ? leftByRight(printed, turnout.paper?.given ?? 0, spoiled) : null,
    leftWhy,
    finishedAt: finishedAt?.toISOString() ?? null,
    batches: batches.flatMap(({ position, kind, label, sheets, totals }) =>
      totals ? [{ position, kind, label, sheets, ...totalsView(totals) }] : [],
    ),
    recheck: recheck && { sheets: recheck.sheets, differing: recheck.differing },
    listsBallots,
    kinds: kindsOf(envelopes),
    items: rows.slice(0, size).map(({ lot, picks }) => ({ lot, picks, marks: marksOf(picks, envelopes) })),
    total,
    next: rows.length > size ? String(rows[size - 1]?.position) : null,
  }
}

/** The counter: what an officer asks of somebody who comes to vote. */
export async function showCounter(ctx: Context, { number }: { number: number }): Promise<CounterView> {
  const { process } = await ownProcess(ctx, number, runPaper)
  const phase = await phaseOffering(ctx.db, process.id, 'budgeting.vote')
  return {
    process: processRef(ctx, process),
    standing: standingOf(phase),
    rollSource: (await rollOf(ctx.db, process.id))?.source ?? 'declared',
    minAge: process.minAge,
    asksAge: (await budgetOf(ctx.db, process.id)).asksAge,
    asksPlace: process.residentsOnly,
    places: homeChoices(ctx),
  }
}

/** What comes after a ballot was given out; it says nothing of whom. */
export async function showHanded(
  ctx: Context,
  { number }: { number: number },
  query: { way: Way | null; exchanged: boolean },
): Promise<HandedView> {
  const { process, by } = await ownProcess(ctx, number, runPaper)
  const { way, exchanged } = query
  const act = exchanged ? 'budgeting.exchange-paper' : 'budgeting.hand-paper'
  const at = await givenLately(ctx.db, number, { accountId: by.person.accountId, act, now: ctx.now })
  return { process: processRef(ctx, process), way: way ?? 'counter', exchanged, givenAt: at?.toISOString() ?? null }
}

/** Paper for those who run the vote: numbers printed and given out, batches, what comes next. */
export async function showPaperDesk(ctx: Context, { number }: { number: number }): Promise<PaperDeskView> {
  const { process } = await ownProcess(ctx, number, runPaper)
  const phase = await phaseOffering(ctx.db, process.id, 'budgeting.vote')
  const [paper, handed, runs, batches, drawn] = await Promise.all([
    paperOf(ctx.db, process.id),
    handedOf(ctx.db, process.id),
    runsOf(ctx.db, process.id),
    batchesOf(ctx.db, process.id),
    sheetsToRecheck(ctx.db, process.id),
  ])
  const finished = paper.finishedAt !== null
  const cancelled = process.state === 'cancelled'
  return {
    process: processRef(ctx, process),
    cancelled: cancelled ? process.endReason : null,
    counted: await isCounted(ctx, process),
    standing: standingOf(phase),
    ways: await waysOnPaper(ctx, process),
    handed,
    spoiled: paper.spoiled,
    runs: runs.map(({ position, first, last }) => ({ position, first, last })),
    batches: batches.map(({ id, position, kind, label, sheets, state }) => ({
      id,
      position,
      kind,
      label,
      sheets,
      state,
    })),
    finished,
    inBatches: ballotsCounted(batches),
    mayFinish:
      !cancelled &&
      phase.closedAt !== null &&
      !finished &&
      sumOf(handed) > 0 &&
      batches.every(({ state }) => state === 'counted'),
    mayRecheck: finished && drawn !== null && paper.recheck === null,
  }
}

/** One batch. Who has still to read it does not learn what others read. */
export async function showBatch(
  ctx: Context,
  { number, batch: id }: { number: number; batch: string },
): Promise<PaperBatchView> {
  const { process, by } = await ownProcess(ctx, number, runPaper)
  const batch = await findBatch(ctx.db, process.id, id)
  const [readings, scans, signers, projects] = await Promise.all([
    readingsOf(ctx.db, id),
    scansOf(ctx.db, [id]),
    signersOf(ctx.db, id),
    projectsOf(ctx.db, process.id),
  ])
  const { accountId } = by.person
  const mine = readings.some((one) => one.accountId === accountId)
  const signed = signers.includes(accountId)
  const differing = batch.state === 'differing'
  const cancelled = process.state === 'cancelled'
  const may = cancelled
    ? null
    : batch.state === 'agreed'
      ? mine && !signed
        ? ('sign' as const)
        : null
      : batch.state === 'counted' || (mine && !differing)
        ? null
        : differing
          ? mine
            ? ('correct' as const)
            : ('third' as const)
          : ('read' as const)
  const toRead = may === 'read' || may === 'third' || may === 'correct' ? sheetsToRead(batch, readings) : []
  const agreed =
    batch.state === 'agreed' && mine
      ? totalsOf([...settledReadings(readings).values()], correctedSheets(readings))
      : null
  const totals = batch.totals ?? agreed
  return {
    process: processRef(ctx, process),
    cancelled: cancelled ? process.endReason : null,
    counted: await isCounted(ctx, process),
    id,
    position: batch.position,
    kind: batch.kind,
    label: batch.label,
    sheets: batch.sheets,
    state: batch.state,
    may,
    signed,
    scans: scans.length,
    toRead,
    differing:
      may === 'correct'
        ? toRead.map((sheet) => {
            const all = readings.filter((one) => one.sheet === sheet)
            const own = all.find((one) => one.accountId === accountId)
            return {
              sheet,
              mine: own ? asTyped(own.reading) : null,
              others: all.filter((one) => one.accountId !== accountId).map(({ reading }) => asTyped(reading)),
            }
          })
        : [],
    totals: totals && totalsView(totals),
    projects: projects.map((project) => ({ number: project.number, ...titleIn(project, ctx.lang) })),
  }
}

/** The sheets that the lot drew to be read once more. @throws NotFound before the dice were thrown */
export async function showRecheck(ctx: Context, { number }: { number: number }): Promise<RecheckView> {
  const { process } = await ownProcess(ctx, number, runPaper)
  const [drawn, batches, { recheck }] = await Promise.all([
    sheetsToRecheck(ctx.db, process.id),
    batchesOf(ctx.db, process.id),
    paperOf(ctx.db, process.id),
  ])
  if (!drawn) throw new NotFound()
  // Once it is done, only who counted a batch sees its scans.
  const scans = recheck
    ? []
    : await scansOf(
        ctx.db,
        batches.map(({ id }) => id),
      )
  return {
    process: processRef(ctx, process),
    sheets: drawn.map((one) => {
      const batch = batches.find(({ position }) => position === one.batch)
      return {
        ...one,
        label: batch?.label ?? '',
        scans: scans
          .filter(({ batchId, first, last }) => batchId === batch?.id && first <= one.sheet && one.sheet <= last)
          .map((scan) => scanView(number, scan)),
      }
    }),
    done: recheck && { sheets: recheck.sheets, differing: recheck.differing },
  }
}

/** Ballots of one run, to print, at most {@link PRINTED_AT_ONCE} of them. @throws NotFound */
export async function showPrint(
  ctx: Context,
  { number, run: position }: { number: number; run: number },
  { size, from }: { size: 'large' | null; from: number | null },
): Promise<PrintView> {
  const { process } = await ownProcess(ctx, number, runPaper)
  const phase = await phaseOffering(ctx.db, process.id, 'budgeting.vote')
  const run = (await runsOf(ctx.db, process.id)).find((one) => one.position === position)
  if (!run) throw new NotFound()
  const first = from ?? run.first
  if (first < run.first || first > run.last) throw new NotFound()
  const { envelopes, currency } = await ballotToPrint(ctx, process, phase)
  return {
    process: processRef(ctx, process),
    authority: inLang(process.organisation.name, ctx.lang),
    closesOn: phase.closesOn,
    currency,
    run: run.position,
    first: run.first,
    last: run.last,
    part: { first, last: Math.min(run.last, first + PRINTED_AT_ONCE - 1) },
    size: size ?? 'usual',
    envelopes,
  }
}

const isCounted = async ({ db }: Context, process: Pick<Process, 'id'>) =>
  (await budgetOf(db, process.id)).resultState !== 'none'

function totalsView({ valid, blank, invalid, corrected }: Totals) {
  return {
    valid,
    blank,
    invalid: invalidReasons.flatMap((reason) => (invalid[reason] > 0 ? [{ reason, count: invalid[reason] }] : [])),
    corrected,
  }
}

/** As an officer would have typed it. */
function asTyped(reading: Reading): string {
  if ('blank' in reading) return '0'
  if ('picks' in reading)
    return Object.values(reading.picks)
      .flatMap((choice) => choice.map((one) => (typeof one === 'number' ? String(one) : one.join('='))))
      .join(' ')
  return { unclear: 'x', marked: 'm', foreign: 'f', 'against-rules': AGAINST_RULES }[reading.invalid]
}
