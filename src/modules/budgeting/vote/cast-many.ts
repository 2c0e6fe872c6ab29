import { randomBytes } from 'node:crypto'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Picks } from './choice.ts'
import { commitmentOf, NONCE_BYTES } from './commitment.ts'
import { ballotCast } from './ledger-entries.ts'
import { addBallots, replaceBallotsOf } from './store.ts'

export interface ManyCast {
  voterKey: Buffer
  /** Within the rules of the ballot: nothing is checked again. */
  picks: Picks
}

/**
 * Casts many ballots at once, each with its commitment in the public log; those of voters who had one replace it. A voter is in the
 * list once.
 */
export async function castMany(tx: Tx, process: Process, casts: ManyCast[], now: Date): Promise<void> {
  const before = await replaceBallotsOf(
    tx,
    process.id,
    casts.map(({ voterKey }) => voterKey),
    now,
  )
  const nonces = randomBytes(NONCE_BYTES * casts.length)
  const ballots = casts.map(({ voterKey, picks }, at) => {
    const nonce = nonces.subarray(NONCE_BYTES * at, NONCE_BYTES * (at + 1))
    return {
      processId: process.id,
      id: newId(now),
      voterKey,
      personKey: null,
      seq: 1 + (before.get(voterKey.toString('hex')) ?? 0),
      channel: 'online' as const,
      picks,
      nonce,
      commitment: commitmentOf(process.number, picks, nonce),
      castAt: now,
    }
  })
  await addBallots(tx, ballots)
  appendEntries(
    tx,
    ballots.map(({ commitment }) => ballotCast(process.number, commitment)),
    now,
  )
}
