import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { waitForActors } from './hold-phase.ts'
import { processOver } from './ledger-entries.ts'
import { lockOwnProcess } from './own-process.ts'
import { processLife } from './process.ts'
import { recordProcessEvent } from './store.ts'

/** A process is given up in public, with its reason; its pages stay. Open phases take nothing any more. @throws RuleBroken processes.changed-meanwhile */
export async function cancelProcess(ctx: WriteContext, number: number, reason: string): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number)
  const step = move(processLife, process.state, 'cancel', 'officer')
  if (!step.ok) throw new RuleBroken('processes.changed-meanwhile')
  await waitForActors(ctx.tx, process.id)
  await sql`
    UPDATE processes.process SET state = ${step.to}, ended_at = ${ctx.now}, end_reason = ${reason} WHERE id = ${process.id}`.execute(
    ctx.tx,
  )
  await sql`UPDATE processes.phase SET closed_at = ${ctx.now} WHERE process_id = ${process.id} AND opened_at IS NOT NULL AND closed_at IS NULL`.execute(
    ctx.tx,
  )
  await recordProcessEvent(ctx.tx, {
    processId: process.id,
    kind: 'processes.cancelled',
    data: { reason },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'processes.cancel',
    subject: { kind: 'process', id: String(number) },
    data: { reason },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [processOver('cancelled', number, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
