import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { paperHanded } from '../paper/ledger-entries.ts'
import { handedOf, sumOf } from '../paper/store.ts'
import { budgetOf } from '../store.ts'
import { destroyIssuer, tellIssued } from '../tokens/issuer.ts'
import { ballotsCounted, ballotsOpened, ballotsReplaced, tokenBallotsReplaced } from './ledger-entries.ts'
import { ballotsAfter, type OpenedBallot, replacedBallots } from './store.ts'

/** An entry of the log holds at most 65,535 bytes; a ballot takes some 140 and 5 for each choice, a token some 900 more. */
const ENTRY_BYTES = 60_000
const BALLOT_BYTES = 140
const TOKEN_BYTES = 900
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
  // Before any ballot of a token is opened, so that whoever reads on always sees at least as many issued.
  await tellIssued(tx, process, now)
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
  const replaced = await replacedBallots(tx, process.id)
  const ofAccounts = replaced.filter(({ token }) => !token).map(({ commitment }) => commitment)
  appendEntries(tx, replacedEntries(process.number, ofAccounts, day), now)
  appendEntries(
    tx,
    bySize(replaced.filter(({ token }) => token)).map((part) => tokenBallotsReplaced(process.number, part, day)),
    now,
  )
  await destroyIssuer(services, tx, process, now)
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

function replacedEntries(process: number, commitments: Buffer[], day: string): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at < commitments.length; at += CLOSED_IN_ONE)
    entries.push(ballotsReplaced(process, commitments.slice(at, at + CLOSED_IN_ONE), day))
  return entries
}
