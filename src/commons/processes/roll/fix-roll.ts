import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import type { Process } from '../process.ts'
import { recordProcessEvent } from '../store.ts'
import { rollFixed } from './ledger-entries.ts'
import { lockOwnRoll } from './own-roll.ts'
import { countLines, rollOf } from './store.ts'

/**
 * Fixes the roll and says in the public log how many are on it. Afterwards only corrections add to it.
 *
 * @throws RuleBroken processes.roll.fixed-already, processes.roll.empty
 */
export async function fixRoll(ctx: WriteContext, number: number): Promise<void> {
  const { process, roll, by } = await lockOwnRoll(ctx, number)
  if (roll.fixedAt) throw new RuleBroken('processes.roll.fixed-already')
  const lines = (await countLines(ctx.tx, process.id)).reduce((sum, { count }) => sum + count, 0)
  if (roll.source !== 'document' && lines === 0) throw new RuleBroken('processes.roll.empty')
  const eligible = roll.source === 'document' ? null : lines
  const { source, eligibleOn: on } = roll
  await sql`
    UPDATE processes.roll SET fixed_at = ${ctx.now}, eligible = ${eligible} WHERE process_id = ${process.id}`.execute(
    ctx.tx,
  )
  await recordProcessEvent(ctx.tx, { processId: process.id, kind: 'processes.roll-fixed', now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'processes.fix-roll',
    subject: { kind: 'process', id: String(number) },
    data: { source, eligible },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [rollFixed(number, { source, on, eligible }, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}

/** What a phase that goes by the roll still waits for. */
export async function rollLacks(db: Db | Tx, process: Pick<Process, 'id'>): Promise<Text[]> {
  const roll = await rollOf(db, process.id)
  return roll && !roll.fixedAt ? [{ key: 'processes.roll.not-fixed' }] : []
}
