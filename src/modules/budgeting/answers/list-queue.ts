import { permit, personOf } from '#commons/access/permit.ts'
import { dayOf, daysBetween } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { ANSWER } from './clocks.ts'
import { answerIdeas } from './permissions.ts'
import type { AnswerQueue } from './replies.ts'
import { ideasWaitingFor } from './store.ts'

/** More than an authority answers at a time; the rest comes when these are done. */
const MOST = 200

/** What waits for an answer of the viewer's authorities; what is due first comes first. @throws SignInNeeded, Forbidden */
export async function listAnswerQueue(ctx: Context): Promise<AnswerQueue> {
  permit(ctx, answerIdeas)
  const items = await answersWaiting(ctx, ownOrganisations(ctx), null)
  const own = items.filter(({ colleague }) => !colleague)
  const late = own.filter(({ overdueDays }) => overdueDays > 0)
  return { items, own: own.length, overdue: late.length, colleagues: items.length - own.length }
}

/** For the list of all work: what waits for the viewer, and not for a colleague because the viewer gave the first answer, or wrote the idea. */
export async function ideasToAnswerWaiting(ctx: Context): Promise<Waiting> {
  const all = await answersWaiting(ctx, ownOrganisations(ctx), null)
  const items = all.filter(({ colleague }) => !colleague)
  const today = dayOf(ctx.now, ctx.timeZone)
  return {
    count: items.length,
    overdue: items.filter(({ overdueDays }) => overdueDays > 0).length,
    dueOn: items.flatMap(({ dueOn }) => dueOn ?? []).find((day) => day >= today) ?? null,
  }
}

/** Ideas that wait for an answer of these authorities, of one process or of all. */
export async function answersWaiting(
  ctx: Context,
  organisationIds: string[],
  processId: string | null,
): Promise<AnswerQueue['items']> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const rows = await ideasWaitingFor(ctx.db, { organisationIds, person: personOf(ctx), processId }, ANSWER, MOST)
  return rows.map(({ process, ...row }) => ({
    ...row,
    process: inLang(process, ctx.lang),
    overdueDays: row.dueOn === null ? 0 : Math.max(0, daysBetween(row.dueOn, today)),
  }))
}
