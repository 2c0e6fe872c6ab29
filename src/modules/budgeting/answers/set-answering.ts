import { recordAct } from '#commons/audit/record.ts'
import { lockOwnProcess, ownProcess } from '#commons/processes/own-process.ts'
import { type Process, standingOf } from '#commons/processes/process.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { METHOD as IDEAS } from '../ideas/process-of.ts'
import { processRef } from '../process-ref.ts'
import { budgetOf } from '../store.ts'
import { METHOD } from './asks.ts'
import type { answeringForm } from './fields.ts'
import { answersWaiting } from './list-queue.ts'
import type { AnsweringView } from './replies.ts'
import { countAnswers, setSupportsNeeded } from './store.ts'

/** Answers of a process for who runs it: how much support is answered, and what waits. @throws SignInNeeded, Forbidden, NotFound */
export async function showAnswering(ctx: Context, { number }: { number: number }): Promise<AnsweringView> {
  const { process } = await ownProcess(ctx, number)
  const phase = await phaseOffering(ctx.db, process.id, METHOD)
  const { supportsNeeded } = await budgetOf(ctx.db, process.id)
  return {
    process: processRef(ctx, process),
    supportsNeeded,
    mayChange: await mayChange(ctx.db, process),
    begun: phase.openedAt !== null,
    ...(await countAnswers(ctx.db, process.id)),
    items: await answersWaiting(ctx, [process.organisationId], process.id),
  }
}

/** How much support an idea needs for an answer; it stands once ideas are gathered. @throws RuleBroken budgeting.answers.fixed */
export async function setAnswering(
  ctx: WriteContext,
  number: number,
  { supportsNeeded }: FormValue<(typeof answeringForm)['fields']>,
): Promise<{ number: number }> {
  const { process, by } = await lockOwnProcess(ctx, number)
  await phaseOffering(ctx.tx, process.id, METHOD)
  if (!(await mayChange(ctx.tx, process))) throw new RuleBroken('budgeting.answers.fixed')
  await setSupportsNeeded(ctx.tx, process.id, supportsNeeded)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.set-answering',
    subject: { kind: 'process', id: String(number) },
    data: { supportsNeeded },
    now: ctx.now,
  })
  return { number }
}

async function mayChange(db: Db | Tx, process: Process): Promise<boolean> {
  return standingOf(await phaseOffering(db, process.id, IDEAS)) === 'coming'
}
