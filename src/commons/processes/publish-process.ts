import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { processPublished } from './ledger-entries.ts'
import { blueprintOf } from './methods.ts'
import { lockOwnProcess } from './own-process.ts'
import { type Process, processLife } from './process.ts'
import { phasesOf, recordProcessEvent } from './store.ts'

/** From now on everybody sees the process, and its phases turn by themselves. */
export async function publishProcess(ctx: WriteContext, number: number): Promise<Process> {
  const { process, by } = await lockOwnProcess(ctx, number)
  await makePublic(ctx, ctx.tx, process, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.publish',
    subject: { kind: 'process', id: String(number) },
    now: ctx.now,
  })
  return process
}

/** @throws RuleBroken processes.changed-meanwhile, processes.not-ready */
export async function makePublic(services: Services, tx: Tx, process: Process, now: Date): Promise<void> {
  const step = move(processLife, process.state, 'publish', 'officer')
  if (!step.ok) throw new RuleBroken('processes.changed-meanwhile')
  if ((await lacks(services, tx, process, now)).length > 0) throw new RuleBroken('processes.not-ready')
  const phases = await phasesOf(tx, [process.id])
  const today = dayOf(now, services.timeZone)
  await sql`UPDATE processes.process SET state = ${step.to}, published_at = ${now} WHERE id = ${process.id}`.execute(tx)
  await recordProcessEvent(tx, { processId: process.id, kind: 'processes.published', now })
  appendEntries(tx, [processPublished(process.number, phases, today)], now)
}

/** What a draft still lacks before it can be published. */
export async function lacks(services: Services, db: Db | Tx, process: Process, now: Date): Promise<Text[]> {
  const phases = await phasesOf(db, [process.id])
  const today = dayOf(now, services.timeZone)
  const past = phases.some(({ opensOn }) => opensOn < today)
  const own = (await blueprintOf(services.manifests, process.blueprint).missing?.(services, db, process, now)) ?? []
  return [...(past ? [{ key: 'processes.lacks.day-past' } as const] : []), ...own]
}
