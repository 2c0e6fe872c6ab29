import { moderatedPlaces } from '#commons/access/permit.ts'
import { findPersonalData } from '#commons/moderation/find-personal-data.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { moderateReuses, permitReview, permitReviewing, reviewReuses } from './permissions.ts'
import { picturesOf } from './picture/store.ts'
import { countWaiting, flagsOf, type Reviewer, waitingReuses } from './queue-store.ts'
import type { ReuseDesk, ReuseQueue } from './replies.ts'
import { isBeside } from './reuse.ts'
import { datasetRef, ownLine } from './show-reuses.ts'
import { datasetsOfReuses, findReuse } from './store.ts'

const PAGE = 30

/** What was proposed or reported of data that the viewer answers for, oldest first. */
export async function showQueue(ctx: Context, { after }: { after: string | null }): Promise<ReuseQueue> {
  permitReviewing(ctx)
  const reviewer = { organisations: ownOrganisations(ctx, reviewReuses), places: moderatedPlaces(ctx, moderateReuses) }
  const [rows, total] = await Promise.all([
    waitingReuses(ctx.db, reviewer, after === null ? null : readCursor(after), PAGE + 1),
    countWaiting(ctx.db, reviewer),
  ])
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  const used = await datasetsOfReuses(
    ctx.db,
    shown.map(({ id }) => id),
  )
  return {
    items: shown.map(({ id, number, type, title, lang, state, waitingSince, flags }) => ({
      number,
      type,
      title,
      lang,
      since: waitingSince.toISOString(),
      reported: state === 'listed',
      flags,
      datasets: used.filter(({ reuseId }) => reuseId === id).map((one) => inLang(one.title, ctx.lang)),
    })),
    total,
    next: last ? writeCursor({ at: last.waitingSince, id: last.id }) : null,
  }
}

/** For officers, of their institutions' data. */
export async function reusesForOfficers(ctx: Context): Promise<Waiting> {
  return waitingFor(ctx, { organisations: ownOrganisations(ctx, reviewReuses), places: [] })
}

/** For moderators, of data of institutions of their places. */
export async function reusesForModerators(ctx: Context): Promise<Waiting> {
  return waitingFor(ctx, { organisations: [], places: moderatedPlaces(ctx, moderateReuses) })
}

async function waitingFor(ctx: Context, reviewer: Reviewer): Promise<Waiting> {
  return { count: await countWaiting(ctx.db, reviewer) }
}

/** One for those who decide on it. @throws SignInNeeded, Forbidden, NotFound */
export async function showReuseDesk(ctx: Context, { number }: { number: number }): Promise<ReuseDesk> {
  permitReviewing(ctx)
  const reuse = await findReuse(ctx.db, number)
  const used = await datasetsOfReuses(ctx.db, [reuse.id])
  const { person } = permitReview(ctx, used)
  const findings = findPersonalData(`${reuse.title}\n${reuse.markdown}`)
  return {
    ...ownLine(reuse),
    beside: isBeside(reuse.type),
    html: reuse.html,
    url: reuse.url,
    author: reuse.authorName,
    proposedAt: reuse.proposedAt.toISOString(),
    picture: (await picturesOf(ctx.db, [reuse.id])).get(reuse.id) ?? null,
    waitingSince: reuse.waitingSince?.toISOString() ?? null,
    datasets: used.map((one) => datasetRef(one, ctx.lang)),
    flags: await flagsOf(ctx.db, reuse.id),
    findings: findings.map(({ sample }) => sample),
    own: reuse.authorMailboxId === person.mailboxId,
  }
}
