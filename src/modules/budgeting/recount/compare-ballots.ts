import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import { phaseWith, processesWhere } from '#commons/processes/store.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Picks } from '../vote/choice.ts'
import { commitmentOf } from '../vote/commitment.ts'
import { wereOpened } from '../vote/open-ballots.ts'
import type { Difference, Place } from './difference.ts'
import { readBody } from './read-log.ts'
import { Fingerprint, type Openings, type OpeningsInLog } from './read-openings.ts'

/** What is there of the ballots of one process. */
export interface BallotsSeen {
  processId: string
  /** That count now. */
  ballots: number
  /** In the log, those of replaced ballots among them. */
  commitments: number
}

interface Row {
  picks: Picks
  nonce: Buffer
  commitment: Buffer
  replaced: boolean
  logged: boolean
}

/** Ballots a statement. */
const BATCH = 5_000

/** Each ballot against its commitment, each commitment against the log, and after the close both against what was opened. */
export async function compareBallots(
  tx: Tx,
  log: OpeningsInLog,
): Promise<{ seen: BallotsSeen[]; differences: Difference[] }> {
  const strangers = await commitmentsOfNobody(tx)
  const processes = await processesWhere(
    tx,
    sql`(p.rehearsal_of IS NULL AND EXISTS (SELECT 1 FROM budgeting.ballot b WHERE b.process_id = p.id)) OR p.number = ANY(${[...strangers.keys()]}::bigint[])`,
  )
  const seen: BallotsSeen[] = []
  const differences: Difference[] = []
  for (const process of processes) {
    const one = await compareProcess(tx, process, log, strangers.get(process.number) ?? 0)
    seen.push(one.seen)
    differences.push(...one.differences)
  }
  return { seen, differences }
}

async function compareProcess(tx: Tx, process: Process, log: OpeningsInLog, strangers: number) {
  const phase = await phaseWith(tx, process.id, 'budgeting.vote')
  const isOpened = phase !== null && wereOpened(process, phase)
  const sums = { rows: 0, standing: 0, logged: 0, bound: 0 }
  const fingerprint = new Fingerprint()
  for await (const { picks, nonce, commitment, ...row } of ballotsOf(tx, process.id)) {
    sums.rows += 1
    if (!row.replaced) sums.standing += 1
    if (row.logged) sums.logged += 1
    if (commitmentOf(process.number, picks, nonce).equals(commitment)) sums.bound += 1
    if (isOpened) fingerprint.add(row.replaced ? 'replaced' : 'opened', commitment.toString('base64url'))
  }
  const inLog = sums.logged + strangers
  const differences: Difference[] = []
  const differ = (place: Place, expected: Record<string, number>, found: Record<string, number>) =>
    differences.push({ processId: process.id, ideaId: null, place, expected, found })
  if (sums.logged !== sums.rows || strangers > 0)
    differ('ballots', { commitments: inLog }, { ballots: sums.rows, agreeing: sums.logged })
  if (sums.bound !== sums.rows) differ('choices', { ballots: sums.rows }, { agreeing: sums.bound })
  if (isOpened && fingerprint.end() !== log.fingerprintOf(process.number)) {
    const words = await log.wordsOf(process.number)
    const [opened, replaced, agreeing] = [
      words.opened.size,
      words.replaced.size,
      await agreeingWith(tx, process, words),
    ]
    if (agreeing !== sums.rows || opened + replaced !== sums.rows)
      differ('opened', { opened, replaced }, { ballots: sums.rows, agreeing })
  }
  return { seen: { processId: process.id, ballots: sums.standing, commitments: inLog }, differences }
}

/** How many ballots are in the log after the close as what they are. */
async function agreeingWith(tx: Tx, process: Process, { opened, replaced }: Openings): Promise<number> {
  let agreeing = 0
  for await (const row of ballotsOf(tx, process.id))
    if ((row.replaced ? replaced : opened).has(row.commitment.toString('base64url'))) agreeing += 1
  return agreeing
}

async function* ballotsOf(tx: Tx, processId: string): AsyncGenerator<Row> {
  for (let after: Buffer | null = null; ; ) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      SELECT picks, nonce, commitment, replaced_at IS NOT NULL AS replaced,
        EXISTS (SELECT 1 FROM ledger.entry e WHERE e.record = b.commitment AND e.kind = 'budgeting.ballot-cast') AS logged
      FROM budgeting.ballot b WHERE process_id = ${processId} AND (${after}::bytea IS NULL OR commitment > ${after})
      ORDER BY commitment LIMIT ${BATCH}`.execute(tx)
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)?.commitment ?? null
  }
}

/** Commitments in the log that are of no ballot, by number of their process. */
async function commitmentsOfNobody(tx: Tx): Promise<Map<number, number>> {
  const { rows } = await sql<{ body: Buffer }>`
    SELECT body FROM ledger.entry e WHERE kind = 'budgeting.ballot-cast'
      AND NOT EXISTS (SELECT 1 FROM budgeting.ballot b WHERE b.commitment = e.record)`.execute(tx)
  const found = new Map<number, number>()
  for (const { body } of rows) {
    const { process } = readBody(body)
    if (typeof process === 'number') found.set(process, (found.get(process) ?? 0) + 1)
  }
  return found
}
