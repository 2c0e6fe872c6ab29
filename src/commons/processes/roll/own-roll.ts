import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { lockOwnProcess, type OwnProcess } from '../own-process.ts'
import type { Roll } from './roll.ts'
import { lockRoll } from './store.ts'

/**
 * The roll of an officer's own public process, locked, while something can still be put on it: until it is fixed, and as additions
 * until the last day for corrections.
 *
 * @throws SignInNeeded, Forbidden, RuleBroken processes.roll.none, processes.roll.not-public, processes.roll.too-late
 */
export async function lockOwnRoll(ctx: WriteContext, number: number): Promise<OwnProcess & { roll: Roll }> {
  const own = await lockOwnProcess(ctx, number)
  const roll = await lockRoll(ctx.tx, own.process.id)
  if (!roll) throw new RuleBroken('processes.roll.none')
  if (own.process.state !== 'running') throw new RuleBroken('processes.roll.not-public')
  if (roll.fixedAt && dayOf(ctx.now, ctx.timeZone) > roll.correctionsUntil)
    throw new RuleBroken('processes.roll.too-late')
  return { ...own, roll }
}
