import { recordAct } from '#commons/audit/record.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import { phaseWith } from '#commons/processes/store.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { runPaper } from './permissions.ts'
import { addRun, lockPaper, runsOf } from './store.ts'

/**
 * Takes the next numbers for a pile of ballots to print. They go on the counterfoils.
 *
 * @throws RuleBroken budgeting.paper.not-printable: the ballot is not fixed yet, or the vote is over
 */
export async function printRun(
  ctx: WriteContext,
  number: number,
  { ballots }: { ballots: number },
): Promise<{ number: number; run: number }> {
  const { process, by } = await lockOwnProcess(ctx, number, runPaper)
  const phase = await phaseWith(ctx.tx, process.id, 'budgeting.vote')
  if (!phase?.openedAt || phase.closedAt) throw new RuleBroken('budgeting.paper.not-printable')
  await lockPaper(ctx.tx, process.id)
  const last = (await runsOf(ctx.tx, process.id)).at(-1)
  const run = {
    position: (last?.position ?? 0) + 1,
    first: (last?.last ?? 0) + 1,
    last: (last?.last ?? 0) + ballots,
    printedAt: ctx.now,
  }
  await addRun(ctx.tx, process.id, run)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.print-paper',
    subject: { kind: 'process', id: String(number) },
    data: { first: run.first, last: run.last },
    now: ctx.now,
  })
  return { number, run: run.position }
}
