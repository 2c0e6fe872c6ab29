import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { waitForActors } from './hold-phase.ts'
import { processOver } from './ledger-entries.ts'
import { blueprintOf } from './methods.ts'
import { lockOwnProcess } from './own-process.ts'
import { type Process, type ProcessState, processLife } from './process.ts'
import { recordProcessEvent } from './store.ts'

/** A process is given up in public, with its reason; its pages stay. Open phases take nothing any more. @throws RuleBroken processes.changed-meanwhile */
export async function cancelProcess(ctx: WriteContext, number: number, reason: string): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number)
  const step = move(processLife, process.state, 'cancel', 'officer')
  if (!step.ok) throw new RuleBroken('processes.changed-meanwhile')
  await close(ctx.tx, process, { state: step.to, reason }, ctx.now)
  await recordProcessEvent(ctx.tx, {
    processId: process.id,
    kind: 'processes.cancelled',
    data: { reason },
    now: ctx.now,
  })
  await blueprintOf(ctx.manifests, process.blueprint).cancelled?.(ctx.tx, process)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.cancel',
    subject: { kind: 'process', id: String(number) },
    data: { reason },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [processOver('cancelled', number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}

/** The last phase is over, or what a later one waits for is decided in another process: what is still open takes nothing any more. */
export async function endProcess({ timeZone }: Services, tx: Tx, process: Process, now: Date): Promise<void> {
  const step = move(processLife, process.state, 'end', 'system')
  if (!step.ok) return
  await close(tx, process, { state: step.to, reason: null }, now)
  await recordProcessEvent(tx, { processId: process.id, kind: 'processes.ended', now })
  appendEntries(tx, [processOver('ended', process.number, dayOf(now, timeZone))], now)
}

async function close(
  tx: Tx,
  { id }: Process,
  end: { state: ProcessState; reason: string | null },
  now: Date,
): Promise<void> {
  await waitForActors(tx, id)
  await sql`
    UPDATE processes.process SET state = ${end.state}, ended_at = ${now}, end_reason = ${end.reason} WHERE id = ${id}`.execute(
    tx,
  )
  await sql`UPDATE processes.phase SET closed_at = ${now} WHERE process_id = ${id} AND opened_at IS NOT NULL AND closed_at IS NULL`.execute(
    tx,
  )
}
