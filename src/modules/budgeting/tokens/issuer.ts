import { createPublicKey, type KeyObject } from 'node:crypto'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { issuerDestroyed, tokenIssuer, tokensIssued } from './ledger-entries.ts'
import { addIssuer, destroyKey, leftOverKeys, takeForLog, waitingForLog } from './store.ts'
import { tellScripts } from './tell-scripts.ts'

/** So many at least go into the log together: with fewer, order and moment would say who. The rest follows at the close. */
const TOLD_TOGETHER = 20
/** Commitments in one entry, 46 bytes each. */
const IN_ONE = 1_000

/** Makes the key of a vote and tells it to the public log. @returns the public key */
export async function makeIssuer(services: Services, tx: Tx, process: Process, phase: Phase): Promise<Buffer> {
  const { spki, sealed } = await services.tokenSigner.make(process.id)
  await addIssuer(tx, { processId: process.id, spki, sealed })
  const now = phase.openedAt as Date
  const day = dayOf(now, services.timeZone)
  await tellScripts(services, tx, now)
  appendEntries(tx, [tokenIssuer(process.number, spki, phase.opensOn, phase.closesOn, day)], now)
  return spki
}

/** Tells the log of the last issued tokens; called before any ballot is opened. */
export async function tellIssued(tx: Tx, process: Pick<Process, 'id' | 'number'>, now: Date): Promise<void> {
  const commitments = await takeForLog(tx, process.id)
  for (let at = 0; at < commitments.length; at += IN_ONE)
    appendEntries(tx, [tokensIssued(process.number, commitments.slice(at, at + IN_ONE))], now)
}

/** Destroys the key of a vote that is over. Safe to repeat. */
export async function destroyIssuer(services: Services, tx: Tx, process: Pick<Process, 'id' | 'number'>, now: Date) {
  const destroyed = await destroyKey(tx, process.id, now)
  if (!destroyed) return
  await services.tokenSigner.forget(process.id)
  const day = dayOf(now, services.timeZone)
  appendEntries(tx, [issuerDestroyed(process.number, destroyed.spki, destroyed.refused, day)], now)
}

/** Tells what waits where enough waits, and destroys keys of votes that were given up. Safe to repeat. */
export async function tendIssuers(services: Services): Promise<void> {
  const now = services.clock.now()
  const told = (await waitingForLog(services.db, TOLD_TOGETHER)).map(
    (process) => () => transact(services.db, (tx) => tellIssued(tx, process, now)),
  )
  const destroyed = (await leftOverKeys(services.db)).map(
    (process) => () =>
      transact(services.db, async (tx) => {
        await tellIssued(tx, process, now)
        await destroyIssuer(services, tx, process, now)
      }),
  )
  await eachApart([...told, ...destroyed], (act) => act())
}

const keys = new Map<string, KeyObject>()

/** The public key as the verifying code wants it, kept: it never changes. */
export function publicKeyOf(spki: Buffer): KeyObject {
  const name = spki.toString('base64')
  let key = keys.get(name)
  if (!key) {
    key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    if (keys.size >= 100) keys.clear()
    keys.set(name, key)
  }
  return key
}
