import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import { phaseWith, recordProcessEvent } from '#commons/processes/store.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { paperSettled } from '../paper/finish-paper.ts'
import { lockBudget } from '../store.ts'
import { diceThrown } from './ledger-entries.ts'
import { runResults } from './permissions.ts'
import { setDice } from './store.ts'

/**
 * An officer enters the dice that were thrown in public after the close. They go into the public log at once, and the first tree that is
 * signed with them in it draws the lot: whoever enters them cannot know its root, and they are entered once.
 *
 * @throws RuleBroken budgeting.result.given-up, .not-closed, .dice.thrown-already; budgeting.paper.not-finished
 */
export async function throwDice(ctx: WriteContext, number: number, { dice }: { dice: string }): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number, runResults)
  if (process.state === 'cancelled') throw new RuleBroken('budgeting.result.given-up')
  const budget = await lockBudget(ctx.tx, process.id)
  const phase = await phaseWith(ctx.tx, process.id, 'budgeting.vote')
  if (!phase?.closedAt) throw new RuleBroken('budgeting.result.not-closed')
  // The tree that draws the lot must hold every ballot, those of paper too.
  if (!(await paperSettled(ctx.tx, process.id)).settled) throw new RuleBroken('budgeting.paper.not-finished')
  if (budget.lotDice) throw new RuleBroken('budgeting.result.dice.thrown-already')
  await setDice(ctx.tx, process.id, dice, ctx.now)
  await recordProcessEvent(ctx.tx, {
    processId: process.id,
    kind: 'budgeting.dice-thrown',
    data: { dice },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.throw-dice',
    subject: { kind: 'process', id: String(number) },
    data: { dice },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [diceThrown(number, dice, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
