import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { mayStandIdle } from '#kernel/database/stand-idle.ts'
import { transact } from '#kernel/database/transact.ts'
import { Refusal, RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { blueprintOf } from '../methods.ts'
import { findProcess, processWithId, recordProcessEvent } from '../store.ts'
import type { RehearsalRequest, TellStep } from './request.ts'
import { addStep, endRequest, forgetRequests, requestOf, silentRequests } from './request-store.ts'
import { addRehearsal, rehearsalsOf } from './store.ts'

/** Each has thousands of ballots: more at once nobody compares. */
const MOST = 10
/** The longest step, other rules on fifty thousand ballots, takes a minute or two. */
const SILENT_MINUTES = 15
/** Who asked reads before how it ended. */
const KEPT_DAYS = 30
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export const makeRehearsalJob: Job<{ request: string }> = {
  name: 'processes.make-rehearsal',
  repeat: 'a request ends once, in the transaction that makes its rehearsal',
  run: (services, { request }) => makeRehearsal(services, request),
}

/**
 * Makes the rehearsal that was asked for, in one transaction, and says meanwhile how far it is. What stands in the way is kept for whoever
 * waits. Of one that has ended already, and of two that make the same, nothing is made twice.
 */
export async function makeRehearsal(services: Services, id: string): Promise<void> {
  const request = await requestOf(services.db, id)
  if (!request || request.endedAt) return
  const tell: TellStep = (step) => addStep(services.db, id, step, services.clock.now())
  try {
    await transact(services.db, (tx) => make(services, tx, request, tell))
  } catch (error) {
    const failure = error instanceof Refusal ? error.text : ({ key: 'processes.rehearsal.failed.unknown' } as const)
    await endRequest(services.db, id, { failure }, services.clock.now())
    if (!(error instanceof Refusal)) throw error
  }
}

async function make(services: Services, tx: Tx, request: RehearsalRequest, tell: TellStep): Promise<void> {
  // One view of the process, however long it takes, and without holding up those who work on it.
  await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(tx)
  await mayStandIdle(tx)
  const now = services.clock.now()
  await tell('copying')
  const source = await processWithId(tx, request.processId)
  await refuseTooMany(tx, source.id)
  const { rehearsal } = blueprintOf(services.manifests, source.blueprint)
  if (!rehearsal) throw new Error(`${source.blueprint} is not rehearsed`)
  const { title, slug, spec } = request
  const copy = await findProcess(tx, await addRehearsal(tx, source, { title, slug, rehearsal: spec }, now))
  await rehearsal.run(services, tx, source, { ...copy, rehearsal: spec }, now, tell)
  const kind = spec.votesOf ? 'processes.rehearsed-with-votes' : 'processes.rehearsed'
  await recordProcessEvent(tx, { processId: copy.id, kind, now })
  // Somebody else made it or gave it up meanwhile: then this one is nobody's.
  if (!(await endRequest(tx, request.id, { made: copy.number }, now))) throw new Error('the request ended meanwhile')
}

/** @throws RuleBroken processes.rehearsal.too-many */
export async function refuseTooMany(tx: Tx, processId: string): Promise<void> {
  if ((await rehearsalsOf(tx, processId)).length >= MOST) throw new RuleBroken('processes.rehearsal.too-many')
}

/** Says of rehearsals whose maker died that they are not made, and forgets requests that ended long ago. Safe to repeat. */
export async function tendRequests({ db, clock }: Services): Promise<void> {
  const now = clock.now()
  for (const { id } of await silentRequests(db, new Date(now.getTime() - SILENT_MINUTES * MINUTE_MS)))
    await endRequest(db, id, { failure: { key: 'processes.rehearsal.failed.silent' } }, now)
  await forgetRequests(db, new Date(now.getTime() - KEPT_DAYS * DAY_MS))
}
