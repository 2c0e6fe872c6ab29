import { personOf } from '#commons/access/permit.ts'
import { type Process, standingOf } from '#commons/processes/process.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { processRef } from '../../process-ref.ts'
import { budgetOf } from '../../store.ts'
import { needItem, needsOf, takesNeeds } from '../needs-of.ts'
import { asked } from '../show-own.ts'
import { drawPair } from './drawn-pair.ts'
import { PAIRS_MAX } from './fields.ts'
import type { PairView } from './replies.ts'
import { pairsDecided } from './store.ts'

/** The next two needs for the person who asks. @throws SignInNeeded, NotFound where needs are not ranked by pairs */
export async function showPair(ctx: Context, { number }: { number: number }): Promise<PairView> {
  const person = personOf(ctx)
  const { process, phase } = await needsOf(ctx.db, number)
  await refuseOtherRanking(ctx, process)
  const open = takesNeeds(ctx, phase)
  const decided = await pairsDecided(ctx.db, process.id, person.mailboxId)
  const drawn = open && decided < PAIRS_MAX ? await drawPair(ctx, process.id, person.mailboxId) : null
  const declared = await asked(ctx, process, person)
  return {
    process: processRef(ctx, process),
    standing: open || standingOf(phase) !== 'open' ? standingOf(phase) : 'closed',
    decided,
    most: PAIRS_MAX,
    pair: drawn && {
      pair: drawn.pair,
      first: needItem(ctx, drawn.first),
      second: needItem(ctx, drawn.second),
    },
    ...declared,
    // It was said with the first pair.
    ...(decided > 0 && { minAge: 0, residentsOnly: false, residences: [] }),
  }
}

async function refuseOtherRanking(ctx: Context, process: Process): Promise<void> {
  if ((await budgetOf(ctx.db, process.id)).needsRanking !== 'pairs') throw new NotFound()
}
