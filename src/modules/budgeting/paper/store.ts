import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Picks } from '../vote/choice.ts'
import type { BatchKind, BatchState, Handed, Reading, Totals, Way } from './paper.ts'

export interface Paper {
  spoiled: number
  unused: number | null
  /** Said where another number was left over than there should be. */
  leftWhy: { text: string; lang: Lang } | null
  finishedAt: Date | null
  recheck: { at: Date; sheets: number; differing: number } | null
}

/** What is known of a process's paper beside the batches; of one that never had any, nothing. */
export async function paperOf(db: Db | Tx, processId: string): Promise<Paper> {
  const { rows } = await sql<{
    spoiled: number
    unused: number | null
    why: string | null
    lang: Lang
    finishedAt: Date | null
    at: Date | null
    sheets: number
    differing: number
  }>`
    SELECT spoiled, unused, left_why AS why, left_why_lang AS lang, finished_at AS "finishedAt", rechecked_at AS at, recheck_sheets AS sheets, recheck_differing AS differing
    FROM budgeting.paper WHERE process_id = ${processId}`.execute(db)
  const row = rows[0]
  if (!row) return { spoiled: 0, unused: null, leftWhy: null, finishedAt: null, recheck: null }
  const { spoiled, unused, why, lang, finishedAt, at, sheets, differing } = row
  return {
    spoiled,
    unused,
    leftWhy: why === null ? null : { text: why, lang },
    finishedAt,
    recheck: at && { at, sheets, differing },
  }
}

/** The paper of a process, locked until the act is over: batches, their signatures and the end of counting come one after the other. */
export async function lockPaper(tx: Tx, processId: string): Promise<Paper> {
  await sql`INSERT INTO budgeting.paper (process_id) VALUES (${processId}) ON CONFLICT DO NOTHING`.execute(tx)
  await sql`SELECT 1 FROM budgeting.paper WHERE process_id = ${processId} FOR UPDATE`.execute(tx)
  return paperOf(tx, processId)
}

export async function addSpoiled(tx: Tx, processId: string): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper (process_id, spoiled) VALUES (${processId}, 1)
    ON CONFLICT (process_id) DO UPDATE SET spoiled = budgeting.paper.spoiled + 1`.execute(tx)
}

export async function addHanded(tx: Tx, processId: string, day: PlainDay, way: Way, ballots = 1): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper_handed AS h (process_id, handed_on, way, ballots) VALUES (${processId}, ${day}, ${way}, ${ballots})
    ON CONFLICT (process_id, handed_on, way) DO UPDATE SET ballots = h.ballots + excluded.ballots`.execute(tx)
}

/** How many ballots were given out, by way. */
export async function handedOf(db: Db | Tx, processId: string): Promise<Handed> {
  const { rows } = await sql<{ way: Way; ballots: number }>`
    SELECT way, sum(ballots)::integer AS ballots FROM budgeting.paper_handed WHERE process_id = ${processId} GROUP BY way`.execute(
    db,
  )
  return { counter: 0, assisted: 0, home: 0, ...Object.fromEntries(rows.map(({ way, ballots }) => [way, ballots])) }
}

export const sumOf = ({ counter, assisted, home }: Handed) => counter + assisted + home

export interface PaperRun {
  position: number
  first: number
  last: number
  printedAt: Date
}

export async function runsOf(db: Db | Tx, processId: string): Promise<PaperRun[]> {
  const { rows } = await sql<PaperRun>`
    SELECT position, first_number AS first, last_number AS last, printed_at AS "printedAt" FROM budgeting.paper_run
    WHERE process_id = ${processId} ORDER BY position`.execute(db)
  return rows
}

/** How many numbers the runs took. */
export const printedIn = (runs: Pick<PaperRun, 'first' | 'last'>[]): number =>
  runs.reduce((sum, { first, last }) => sum + last - first + 1, 0)

export async function addRun(tx: Tx, processId: string, run: PaperRun): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper_run (process_id, position, first_number, last_number, printed_at)
    VALUES (${processId}, ${run.position}, ${run.first}, ${run.last}, ${run.printedAt})`.execute(tx)
}

export interface BatchRow {
  id: string
  processId: string
  position: number
  kind: BatchKind
  label: string
  sheets: number
  state: BatchState
  totals: Totals | null
}

const batchColumns = sql`id, process_id AS "processId", position, kind, label, sheets, state, totals`

export async function batchesOf(db: Db | Tx, processId: string): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    SELECT ${batchColumns} FROM budgeting.paper_batch WHERE process_id = ${processId} ORDER BY position`.execute(db)
  return rows
}

/** @throws NotFound */
export async function findBatch(db: Db | Tx, processId: string, id: string): Promise<BatchRow> {
  const { rows } = await sql<BatchRow>`
    SELECT ${batchColumns} FROM budgeting.paper_batch WHERE process_id = ${processId} AND id = ${id}`.execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export async function addBatch(tx: Tx, batch: Omit<BatchRow, 'state' | 'totals'>, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper_batch (id, process_id, position, kind, label, sheets, state, created_at)
    VALUES (${batch.id}, ${batch.processId}, ${batch.position}, ${batch.kind}, ${batch.label}, ${batch.sheets}, 'reading', ${now})`.execute(
    tx,
  )
}

export async function removeBatchRow(tx: Tx, id: string): Promise<void> {
  await sql`DELETE FROM budgeting.paper_batch WHERE id = ${id}`.execute(tx)
}

export async function setBatchState(tx: Tx, id: string, state: Exclude<BatchState, 'counted'>): Promise<void> {
  await sql`UPDATE budgeting.paper_batch SET state = ${state} WHERE id = ${id}`.execute(tx)
}

export async function setBatchCounted(tx: Tx, id: string, totals: Totals, now: Date): Promise<void> {
  await sql`
    UPDATE budgeting.paper_batch SET state = 'counted', totals = ${JSON.stringify(totals)}::jsonb, counted_at = ${now} WHERE id = ${id}`.execute(
    tx,
  )
}

export interface ReadingRow {
  sheet: number
  accountId: string
  reading: Reading
  corrected: boolean
}

/** What everybody read on the sheets of a batch. */
export async function readingsOf(db: Db | Tx, batchId: string): Promise<ReadingRow[]> {
  const { rows } = await sql<ReadingRow>`
    SELECT sheet, account_id AS "accountId", reading, corrected FROM budgeting.paper_reading
    WHERE batch_id = ${batchId} ORDER BY sheet, read_at, account_id`.execute(db)
  return rows
}

export async function keepReadings(
  tx: Tx,
  batchId: string,
  accountId: string,
  readings: Map<number, Reading>,
  corrected: boolean,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper_reading (batch_id, sheet, account_id, reading, corrected, read_at)
    SELECT ${batchId}, sheet, ${accountId}, reading::jsonb, ${corrected}, ${now}
    FROM unnest(${[...readings.keys()]}::integer[], ${[...readings.values()].map((one) => JSON.stringify(one))}::text[]) AS one (sheet, reading)
    ON CONFLICT ON CONSTRAINT paper_reading_once DO UPDATE SET reading = excluded.reading, corrected = excluded.corrected, read_at = excluded.read_at`.execute(
    tx,
  )
}

export async function addSignature(tx: Tx, batchId: string, accountId: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper_signature (batch_id, account_id, signed_at) VALUES (${batchId}, ${accountId}, ${now})
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Accounts of the officials who signed a batch's totals. */
export async function signersOf(db: Db | Tx, batchId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT account_id AS id FROM budgeting.paper_signature WHERE batch_id = ${batchId}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Signatures of totals that have changed since. */
export async function dropSignatures(tx: Tx, batchId: string): Promise<void> {
  await sql`DELETE FROM budgeting.paper_signature WHERE batch_id = ${batchId}`.execute(tx)
}

export interface PaperBallot {
  lot: number
  picks: Picks
}

export async function addPaperBallots(tx: Tx, processId: string, ballots: PaperBallot[]): Promise<void> {
  await sql`
    INSERT INTO budgeting.paper_ballot (process_id, position, lot, picks)
    SELECT ${processId}, position, lot, picks::jsonb
    FROM unnest(${ballots.map((_one, at) => at + 1)}::integer[], ${ballots.map(({ lot }) => lot)}::integer[],
      ${ballots.map(({ picks }) => JSON.stringify(picks))}::text[]) AS one (position, lot, picks)`.execute(tx)
}

/** Paper ballots as they were published, after a position. */
export async function paperBallotsAfter(
  db: Db | Tx,
  processId: string,
  after: number,
  limit: number,
): Promise<(PaperBallot & { position: number })[]> {
  const { rows } = await sql<PaperBallot & { position: number }>`
    SELECT position, lot, picks FROM budgeting.paper_ballot
    WHERE process_id = ${processId} AND position > ${after} ORDER BY position LIMIT ${limit}`.execute(db)
  return rows
}

export async function countPaperBallots(db: Db | Tx, processId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM budgeting.paper_ballot WHERE process_id = ${processId}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function setFinished(
  tx: Tx,
  processId: string,
  { unused, leftWhy }: { unused: number; leftWhy: Paper['leftWhy'] },
  now: Date,
): Promise<void> {
  await sql`
    UPDATE budgeting.paper SET finished_at = ${now}, unused = ${unused}, left_why = ${leftWhy?.text ?? null}, left_why_lang = ${leftWhy?.lang ?? null}
    WHERE process_id = ${processId}`.execute(tx)
}

export async function setRechecked(
  tx: Tx,
  processId: string,
  { sheets, differing }: { sheets: number; differing: number },
  now: Date,
): Promise<void> {
  await sql`
    UPDATE budgeting.paper SET rechecked_at = ${now}, recheck_sheets = ${sheets}, recheck_differing = ${differing}
    WHERE process_id = ${processId}`.execute(tx)
}
