import { recordAct } from '#commons/audit/record.ts'
import { lockOwnProcess, ownProcess } from '#commons/processes/own-process.ts'
import type { Phase } from '#commons/processes/process.ts'
import { phaseOffering, recordProcessEvent } from '#commons/processes/store.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { NeedsRanking } from '../../budget.ts'
import { processRef } from '../../process-ref.ts'
import { budgetOf, setNeedsRanking } from '../../store.ts'
import { METHOD } from '../needs-of.ts'
import type { RankingView } from './replies.ts'

/** How the needs of a process are ranked, for who runs it. @throws SignInNeeded, Forbidden, NotFound */
export async function showNeedsRanking(ctx: Context, { number }: { number: number }): Promise<RankingView> {
  const { process } = await ownProcess(ctx, number)
  const phase = await phaseOffering(ctx.db, process.id, METHOD)
  const { needsRanking } = await budgetOf(ctx.db, process.id)
  return { process: processRef(ctx, process), ranking: needsRanking, mayChange: mayChange(phase) }
}

/** Chooses it, until needs are gathered: what people gave by one rule is not counted by another. @throws RuleBroken budgeting.needs.ranking.fixed */
export async function chooseNeedsRanking(
  ctx: WriteContext,
  number: number,
  { ranking }: { ranking: NeedsRanking },
): Promise<{ number: number }> {
  const { process, by } = await lockOwnProcess(ctx, number)
  if (!mayChange(await phaseOffering(ctx.tx, process.id, METHOD))) throw new RuleBroken('budgeting.needs.ranking.fixed')
  if ((await budgetOf(ctx.tx, process.id)).needsRanking === ranking) return { number }
  await setNeedsRanking(ctx.tx, process.id, ranking)
  if (process.publishedAt)
    await recordProcessEvent(ctx.tx, {
      processId: process.id,
      kind: `budgeting.needs-by-${ranking}`,
      now: ctx.now,
    })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.choose-needs-ranking',
    subject: { kind: 'process', id: String(number) },
    data: { ranking },
    now: ctx.now,
  })
  return { number }
}

/** The lock of the process keeps the phase from opening meanwhile. */
const mayChange = ({ openedAt }: Phase): boolean => openedAt === null
