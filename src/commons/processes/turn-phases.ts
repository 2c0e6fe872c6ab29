import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { endProcess } from './end-process.ts'
import { waitForActors } from './hold-phase.ts'
import { phaseTurned } from './ledger-entries.ts'
import { methodOf } from './methods.ts'
import { phaseLacks } from './phase-lacks.ts'
import type { Phase, Process } from './process.ts'
import { lockProcess, phasesOf, recordProcessEvent } from './store.ts'

/** Opens and closes what is due, one process at a time, so that one that fails holds up no other. Safe to repeat: a phase opens and closes once. */
export async function turnPhases(services: Services): Promise<void> {
  const now = services.clock.now()
  const today = dayOf(now, services.timeZone)
  await eachApart(await processesWithDuePhases(services, today), (number) =>
    transact(services.db, (tx) => turnPhasesOf(services, tx, number, now)),
  )
}

async function processesWithDuePhases({ db }: Services, today: PlainDay): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    SELECT DISTINCT p.number FROM processes.phase f JOIN processes.process p ON p.id = f.process_id
    WHERE p.state = 'running'
      AND ((f.opened_at IS NULL AND f.opens_on <= ${today}) OR (f.opened_at IS NOT NULL AND f.closed_at IS NULL AND f.closes_on < ${today}))
    ORDER BY p.number`.execute(db)
  return rows.map(({ number }) => number)
}

/** Turns the phases of one process that are due, in their order. A phase that lacks something waits, and those after it with it. */
export async function turnPhasesOf(services: Services, tx: Tx, number: number, now: Date): Promise<void> {
  const process = await lockProcess(tx, number)
  if (process.state !== 'running') return
  const today = dayOf(now, services.timeZone)
  const phases = await phasesOf(tx, [process.id])
  let over = 0
  for (const phase of phases) {
    if (!phase.openedAt && phase.opensOn > today) continue
    if (!phase.openedAt && !(await open(services, tx, process, phase, now))) return
    if (!phase.closedAt && phase.closesOn < today)
      await close(services, tx, process, { ...phase, openedAt: phase.openedAt ?? now }, now)
    if (phase.closesOn < today) over += 1
  }
  if (over === phases.length) await endProcess(services, tx, process, now)
}

async function open(services: Services, tx: Tx, process: Process, phase: Phase, now: Date): Promise<boolean> {
  if ((await phaseLacks(services, tx, process, phase, now)).length > 0) return false
  await sql`UPDATE processes.phase SET opened_at = ${now} WHERE id = ${phase.id}`.execute(tx)
  await methodOf(services.manifests, phase.method).opened?.(services, tx, process, { ...phase, openedAt: now })
  await tell(services, tx, process, phase, 'opened', now)
  return true
}

async function close(services: Services, tx: Tx, process: Process, phase: Phase, now: Date): Promise<void> {
  await waitForActors(tx, process.id)
  await sql`UPDATE processes.phase SET closed_at = ${now} WHERE id = ${phase.id}`.execute(tx)
  await tell(services, tx, process, phase, 'closed', now)
  await methodOf(services.manifests, phase.method).closed?.(services, tx, process, { ...phase, closedAt: now })
}

async function tell(
  { timeZone }: Services,
  tx: Tx,
  process: Process,
  phase: Phase,
  turn: 'opened' | 'closed',
  now: Date,
): Promise<void> {
  await recordProcessEvent(tx, {
    processId: process.id,
    kind: `processes.phase-${turn}`,
    data: { method: phase.method },
    now,
  })
  appendEntries(tx, [phaseTurned(turn, process.number, phase, dayOf(now, timeZone))], now)
}
