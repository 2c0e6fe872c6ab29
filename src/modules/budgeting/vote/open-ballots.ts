import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { destroyIssuer, tellIssued } from '../tokens/issuer.ts'
import { ballotsOpened, ballotsReplaced, tokenBallotsReplaced } from './ledger-entries.ts'
import { ballotsAfter, type OpenedBallot, replacedBallots } from './store.ts'

/** An entry of the log holds at most 65,535 bytes; a ballot takes some 140 and 5 for each choice, a token some 900 more. */
const ENTRY_BYTES = 60_000
const BALLOT_BYTES = 140
const TOKEN_BYTES = 900
const READ_AT_ONCE = 1_000
/** Commitments in one entry, 46 bytes each. */
const CLOSED_IN_ONE = 1_000

/** After the close: every commitment of the log is either opened, with its choice, or named as replaced. */
export async function openBallots(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void> {
  const now = phase.closedAt as Date
  const day = dayOf(now, services.timeZone)
  let after: Buffer | null = null
  // Before any ballot of a token is opened, so that whoever reads on always sees at least as many issued.
  await tellIssued(tx, process, now)
  for (;;) {
    const batch: OpenedBallot[] = await ballotsAfter(tx, process.id, after, READ_AT_ONCE)
    if (batch.length === 0) break
    appendEntries(
      tx,
      bySize(batch).map((part) => ballotsOpened(process.number, part, day)),
      now,
    )
    after = batch.at(-1)?.commitment ?? null
  }
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
