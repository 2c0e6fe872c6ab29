import { createHash, randomBytes } from 'node:crypto'
import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process, Rehearsal } from '#commons/processes/process.ts'
import type { TellStep } from '#commons/processes/rehearsal/request.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { compareGathered } from '../evaluation/evaluate-process.ts'
import { keepEvaluation } from '../evaluation/store.ts'
import { countInThread } from '../result/count-in-thread.ts'
import { gather } from '../result/count-votes.ts'
import { keepResult } from '../result/store.ts'
import type { Picks } from '../vote/choice.ts'
import { commitmentOf, NONCE_BYTES } from '../vote/commitment.ts'
import { addBallots } from '../vote/store.ts'
import { setRehearsed } from './store.ts'

const BALLOTS_AT_ONCE = 2_000
const DICE = 20

/** The ballots of a rehearsal, of nobody, and what comes of them by its rule and by others. */
export async function castAndCount(
  services: Services,
  tx: Tx,
  copy: Process & { rehearsal: Rehearsal },
  ballots: Picks[],
  now: Date,
  tell: TellStep,
): Promise<void> {
  await tell('voting')
  await cast(tx, copy, ballots, now)
  await countRehearsed(services, tx, copy, now, tell)
}

async function cast(tx: Tx, copy: Process, all: Picks[], now: Date): Promise<void> {
  for (let at = 0; at < all.length; at += BALLOTS_AT_ONCE)
    await addBallots(
      tx,
      all.slice(at, at + BALLOTS_AT_ONCE).map((picks) => {
        const nonce = randomBytes(NONCE_BYTES)
        return {
          processId: copy.id,
          id: newId(now),
          voterKey: randomBytes(32),
          personKey: null,
          seq: 1,
          channel: 'online' as const,
          picks,
          nonce,
          commitment: commitmentOf(copy.number, picks, nonce),
          castAt: now,
        }
      }),
    )
}

async function countRehearsed(
  services: Services,
  tx: Tx,
  copy: Process & { rehearsal: Rehearsal },
  now: Date,
  tell: TellStep,
): Promise<void> {
  await tell('counting')
  const random = sameNumbers(copy.rehearsal.seed * 17 + 3)
  const dice = Array.from({ length: DICE }, () => 1 + Math.floor(random() * 6)).join('')
  const { toCount, ids } = await gather(tx, copy, {
    dice,
    checkpoint: createHash('sha256').update('rehearsal').digest('hex'),
  })
  // Ballots lie in the order of their commitments, which is chance: sums are the same only where they are added in the same order.
  const sorted = toCount.map((one) => ({
    ...one,
    ballots: one.ballots.toSorted((a, b) => String(a).localeCompare(String(b))),
  }))
  for (const [at, outcome] of (await countInThread(sorted)).entries())
    await keepResult(tx, {
      envelopeId: ids[at] as string,
      processId: copy.id,
      ballots: outcome.metrics.voters,
      outcome,
      countedAt: now,
    })
  await tell('comparing')
  // What other rules would choose is shown at once: nothing is decided here.
  await keepEvaluation(tx, copy.id, await compareGathered({ toCount: sorted, ids }), now)
  await setRehearsed(tx, copy.id, dice, dayOf(now, services.timeZone), now)
}
