import { may, permit } from '#commons/access/permit.ts'
import { basisInWords } from '#commons/lifecycle/basis-in-words.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { isId } from '#kernel/ids.ts'
import { recallAnyData, recallData } from '../permissions.ts'
import type { BreachList, BreachView } from '../replies.ts'
import { ownBreach } from './close-breach.ts'
import { versionsFound } from './find-store.ts'
import { termOn } from './open-breach.ts'
import { type Breach, breachesOf, openBreachDays } from './store.ts'

const MOST = 100

/** Breaches of the viewer's institutions, for an administrator of all. @throws SignInNeeded, Forbidden */
export async function showBreaches(
  ctx: Context,
  _params: unknown,
  { find }: { find: string | null },
): Promise<BreachList> {
  const everywhere = may(ctx, recallAnyData)
  permit(ctx, everywhere ? recallAnyData : recallData)
  const breaches = await breachesOf(ctx.db, everywhere ? null : ownOrganisations(ctx, recallData), MOST)
  const found = everywhere && find !== null ? await versionsFound(ctx.db, asked(find)) : []
  return {
    everywhere,
    find,
    found: found.map((one) => ({
      ...{ dataset: one.dataset, distribution: one.distribution, seq: one.seq, isCurrent: one.isCurrent },
      datasetTitle: inLang(one.datasetTitle, ctx.lang),
      title: inLang(one.title, ctx.lang),
      institution: inLang(one.institution, ctx.lang),
      publishedAt: one.publishedAt?.toISOString() ?? null,
    })),
    items: breaches.map((one) => breachView(ctx, one)),
  }
}

export async function showBreach(ctx: Context, { breach: id }: { breach: string }): Promise<BreachView> {
  const { breach } = await ownBreach(ctx, ctx.db, id)
  const term = termOn(dayOf(breach.openedAt, ctx.timeZone))
  return {
    ...breachView(ctx, breach),
    text: breach.text,
    lang: breach.lang,
    hours: Math.round((breach.dueAt.getTime() - breach.openedAt.getTime()) / 3_600_000),
    basis: basisInWords(term.basis, ctx.lang),
    verified: term.verified,
    versions: breach.versions.map(({ seq, title, sha256, publishedAt }) => ({
      ...{ seq, sha256, title: inLang(title, ctx.lang) },
      publishedAt: new Date(publishedAt).toISOString(),
    })),
  }
}

function breachView(ctx: Context, breach: Breach) {
  const { id, openedAt, dueAt, closedAt, outcome, outcomeText } = breach
  return {
    ...{ id, outcome, outcomeText },
    dataset: { name: breach.dataset, title: inLang(breach.title, ctx.lang) },
    institution: inLang(breach.institution, ctx.lang),
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    late: (closedAt ?? ctx.now) > dueAt,
    closedAt: closedAt?.toISOString() ?? null,
  }
}

/** A dataset's name, a table's or file's id, or a hash; also within an address. */
function asked(words: string): { name: string | null; id: string | null; hash: string | null } {
  const parts = words.split(/[/?#\s]+/).filter(Boolean)
  const id = parts.map((part) => part.slice(0, 36).toLowerCase()).find(isId) ?? null
  const hash = parts.find((part) => /^[0-9a-f]{64}$/i.test(part))?.toLowerCase() ?? null
  const name = parts.findLast((part) => /^[a-z0-9_-]{2,100}$/.test(part)) ?? null
  return { name, id, hash }
}

/** What waits of the own institutions. */
export async function breachesWaiting(ctx: Context): Promise<Waiting | null> {
  return waitingOf(ctx, await openBreachDays(ctx.db, ownOrganisations(ctx, recallData)))
}

/** What waits of all. */
export async function allBreachesWaiting(ctx: Context): Promise<Waiting | null> {
  return waitingOf(ctx, await openBreachDays(ctx.db, null))
}

function waitingOf(ctx: Context, due: Date[]): Waiting {
  const next = due.find((at) => at >= ctx.now)
  return {
    count: due.length,
    overdue: due.filter((at) => at < ctx.now).length,
    dueOn: next ? dayOf(next, ctx.timeZone) : null,
  }
}
