import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { ownProcess } from '#commons/processes/own-process.ts'
import { rollOf } from '#commons/processes/roll/store.ts'
import { phaseWith } from '#commons/processes/store.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { titleIn } from '../names.ts'
import { processRef } from '../process-ref.ts'
import { runResults } from '../result/permissions.ts'
import { budgetOf, envelopesOf } from '../store.ts'
import { isForgotten, VOTERS_DAYS } from '../vote/forget-voters.ts'
import type { HoldAgainView } from './replies.ts'
import { whatToHold } from './what-to-hold.ts'

/** What an officer can hold again of a vote. @throws SignInNeeded, Forbidden, NotFound */
export async function showAgain(ctx: Context, { number }: { number: number }): Promise<HoldAgainView> {
  const { process } = await ownProcess(ctx, number, runResults)
  const budget = await budgetOf(ctx.db, process.id)
  const held = await whatToHold(ctx.db, budget)
  const vote = await phaseWith(ctx.db, process.id, 'budgeting.vote')
  return {
    process: processRef(ctx, process),
    currency: budget.currency,
    whole: held.length === (await envelopesOf(ctx.db, process.id)).length,
    envelopes: held.map(({ envelope, money, projects }) => ({
      position: envelope.position,
      name: inLang(envelope.name, ctx.lang),
      money,
      projects: projects.map((project) => ({
        number: project.number,
        ...titleIn(project, ctx.lang),
        cost: project.cost,
        void: project.voidReason,
      })),
    })),
    rollForgotten: (await rollOf(ctx.db, process.id))?.forgottenAt != null,
    votersKnown: vote !== null && !isForgotten(vote, ctx.now),
    votersUntil: vote?.closedAt ? addDays(dayOf(vote.closedAt, ctx.timeZone), VOTERS_DAYS) : null,
    firstDay: addDays(dayOf(ctx.now, ctx.timeZone), 1),
  }
}
