import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { paperHanded } from '../paper/ledger-entries.ts'
import { handedOf, sumOf } from '../paper/store.ts'
import { budgetOf } from '../store.ts'
import { ballotsCounted, ballotsOpened, ballotsReplaced } from './ledger-entries.ts'
import { ballotsAfter, type OpenedBallot, replacedCommitments } from './store.ts'

/** An entry of the log holds at most 65,535 bytes; a ballot takes some 140 and 5 for each choice. */
const ENTRY_BYTES = 60_000
const READ_AT_ONCE = 1_000
/** Commitments in one entry, 46 bytes each. */
const CLOSED_IN_ONE = 1_000

/**
 * After the close: every commitment of the log is either opened, with its choice, or named as replaced; and how many ballots of paper were
 * given out is told. Where single ballots are not to be published, those that count are named and stay closed.
 */
export async function openBallots(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void> {
  const now = phase.closedAt as Date
  const day = dayOf(now, services.timeZone)
  const { listsBallots } = await budgetOf(tx, process.id)
  let after: Buffer | null = null
  for (;;) {
    const batch: OpenedBallot[] = await ballotsAfter(tx, process.id, after, READ_AT_ONCE)
    if (batch.length === 0) break
    const entries = listsBallots
      ? bySize(batch).map((part) => ballotsOpened(process.number, part, day))
      : [ballotsCounted(process.number, commitmentsIn(batch), day)]
    appendEntries(tx, entries, now)
    after = batch.at(-1)?.commitment ?? null
  }
  const handed = await handedOf(tx, process.id)
  if (sumOf(handed) > 0) appendEntries(tx, [paperHanded(process.number, handed, day)], now)
  appendEntries(tx, replacedEntries(process.number, await replacedCommitments(tx, process.id), day), now)
}

/** Whether the ballots of a vote were opened: it ran to its end. Those of one that was given up with its process stay closed for ever. */
export function wereOpened({ state, endedAt }: Process, { closedAt }: Phase): boolean {
  // Giving a process up closes what is open at that instant; what had closed before was opened.
  return closedAt !== null && !(state === 'cancelled' && endedAt?.getTime() === closedAt.getTime())
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
    const bytes = 140 + JSON.stringify(ballot.picks).length
    if (parts.length === 0 || bytes > room) {
      parts.push([])
      room = ENTRY_BYTES
    }
    parts.at(-1)?.push(ballot)
    room -= bytes
  }
  return parts
}

function replacedEntries(process: number, commitments: Buffer[], day: string): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at < commitments.length; at += CLOSED_IN_ONE)
    entries.push(ballotsReplaced(process, commitments.slice(at, at + CLOSED_IN_ONE), day))
  return entries
}
