import { sql } from 'kysely'
import { appendEntries, type Entry, setEntriesAside } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { paperHanded } from '../paper/ledger-entries.ts'
import { handedOf, sumOf } from '../paper/store.ts'
import { budgetOf } from '../store.ts'
import { destroyIssuer, tellIssued } from '../tokens/issuer.ts'
import { ballotsCounted, ballotsOpened, ballotsReplaced, tokenBallotsReplaced } from './ledger-entries.ts'
import { ballotsAfter, type OpenedBallot, replacedAfter } from './store.ts'

/** An entry of the log holds at most 65,535 bytes; a ballot takes some 140 and 5 for each choice, a token some 900 more. */
const ENTRY_BYTES = 60_000
const BALLOT_BYTES = 140
const TOKEN_BYTES = 900
/** Also the commitments of one entry, 46 bytes each, where ballots stay closed. */
const READ_AT_ONCE = 1_000

/**
 * After the close: every commitment of the log is either opened, with its choice, or named as replaced; and how many ballots of paper were
 * given out is told. Where single ballots are not to be published, those that count are named and stay closed.
 */
export async function openBallots(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void> {
  const now = phase.closedAt as Date
  const day = dayOf(now, services.timeZone)
  const { listsBallots } = await budgetOf(tx, process.id)
  // Before any ballot of a token is opened, so that whoever reads on always sees at least as many issued.
  await tellIssued(tx, process, now)
  // Where the tables were never analysed a whole vote would be read and sorted for each batch, not followed in the index.
  await sql`SET LOCAL enable_sort = off`.execute(tx)
  await appendOf(tx, process, ballotsAfter, now, (batch) =>
    listsBallots
      ? bySize(batch).map((part) => ballotsOpened(process.number, part, day))
      : [ballotsCounted(process.number, commitmentsIn(batch), day)],
  )
  const handed = await handedOf(tx, process.id)
  if (sumOf(handed) > 0) appendEntries(tx, [paperHanded(process.number, handed, day)], now)
  await appendOf(tx, process, replacedAfter, now, (batch) => {
    const ofAccounts = commitmentsIn(batch.filter(({ token }) => !token))
    return [
      ...(ofAccounts.length > 0 ? [ballotsReplaced(process.number, ofAccounts, day)] : []),
      ...bySize(batch.filter(({ token }) => token)).map((part) => tokenBallotsReplaced(process.number, part, day)),
    ]
  })
  await sql`SET LOCAL enable_sort TO DEFAULT`.execute(tx)
  await destroyIssuer(services, tx, process, now)
}

/** Entries of all ballots of one kind, a batch after the other; no more than one is held in memory. */
async function appendOf(
  tx: Tx,
  process: Process,
  read: typeof replacedAfter,
  now: Date,
  entriesOf: (batch: OpenedBallot[]) => Entry[],
): Promise<void> {
  for (let after: Buffer | null = null; ; ) {
    const batch: OpenedBallot[] = await read(tx, process.id, after, READ_AT_ONCE)
    const last = batch.at(-1)
    if (!last) return
    appendEntries(tx, entriesOf(batch), now)
    await setEntriesAside(tx)
    after = last.commitment
  }
}

/** Whether the ballots of a vote were opened: it ran to its end. Those of one that was given up with its process stay closed for ever. */
export function wereOpened({ state, endedAt }: Process, { closedAt }: Phase): boolean {
  // Giving a process up closes what is open at that instant; what had closed before was opened.
  return closedAt !== null && !(state === 'cancelled' && endedAt?.getTime() === closedAt.getTime())
}

/** Whether a vote was given up with its process before its end: nothing of it is ever counted. One that had closed may have been decided before. */
export function wasGivenUp(process: Process, phase: Phase): boolean {
  return process.state === 'cancelled' && !wereOpened(process, phase)
}

/** Whether everybody may see the ballots that counted: the vote ran to its end, and it was to be so. */
export async function areListed(db: Db, process: Process, phase: Phase): Promise<boolean> {
  return wereOpened(process, phase) && (await budgetOf(db, process.id)).listsBallots
}

function commitmentsIn(ballots: OpenedBallot[]): Buffer[] {
  return ballots.map(({ commitment }) => commitment)
}

function bySize(ballots: OpenedBallot[]): OpenedBallot[][] {
  const parts: OpenedBallot[][] = []
  let room = 0
  for (const ballot of ballots) {
    const bytes = BALLOT_BYTES + JSON.stringify(ballot.picks).length + (ballot.token ? TOKEN_BYTES : 0)
    if (parts.length === 0 || bytes > room) {
      parts.push([])
      room = ENTRY_BYTES
    }
    parts.at(-1)?.push(ballot)
    room -= bytes
  }
  return parts
}
