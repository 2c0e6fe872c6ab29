import { lockOwnProcess, type OwnProcess } from '#commons/processes/own-process.ts'
import { phaseWith } from '#commons/processes/store.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { budgetOf } from '../store.ts'
import { runPaper } from './permissions.ts'
import { lockPaper, type Paper } from './store.ts'

/**
 * The paper of an officer's own vote, locked, while it is being counted: boxes are opened after the close, and once it is finished nothing
 * changes.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken budgeting.result.given-up, budgeting.paper.not-closed, .finished-already
 */
export async function lockCounting(ctx: WriteContext, number: number): Promise<OwnProcess & { paper: Paper }> {
  const own = await lockOwnProcess(ctx, number, runPaper)
  const phase = await phaseWith(ctx.tx, own.process.id, 'budgeting.vote')
  if (own.process.state === 'cancelled') throw new RuleBroken('budgeting.result.given-up')
  if (!phase?.closedAt) throw new RuleBroken('budgeting.paper.not-closed')
  const paper = await lockPaper(ctx.tx, own.process.id)
  // Nothing of paper comes after the dice: where none was given out, there may be dice already.
  if (paper.finishedAt || (await budgetOf(ctx.tx, own.process.id)).lotDice)
    throw new RuleBroken('budgeting.paper.finished-already')
  return { ...own, paper }
}
