import { may, permit } from '#commons/access/permit.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { overseeData } from '../catalogue/permissions.ts'
import type { OwnVersion } from '../ingest/own-version.ts'
import { uploadData } from '../ingest/permissions.ts'
import { consequences, type Finding } from './kinds.ts'
import { confirmBasis, nameBasis } from './permissions.ts'
import type { FindingView, GuardView, ToConfirmList } from './replies.ts'
import { countWaitingBases, findBasis, findSearch, waitingBases } from './store.ts'
import { verdictOn } from './verdict.ts'

/** What was found in a version, what follows from it, and what the viewer may do about it. */
export async function guardOf(ctx: Context, { version, dataset, by }: OwnVersion): Promise<GuardView> {
  const search = await findSearch(ctx.db, version.id)
  const basis = await findBasis(ctx.db, version.id)
  const verdict = verdictOn(search, basis)
  const own = { organisationId: dataset.organisationId }
  const free = dataset.state !== 'review'
  const isRead = version.state === 'read' || version.state === 'superseded'
  const mine = basis?.saidBy === by.person.accountId
  return {
    verdict,
    findings: (search?.findings ?? []).map(viewOf),
    basis: basis && {
      text: basis.text,
      lang: basis.lang,
      saidAt: basis.saidAt.toISOString(),
      mine,
      confirmedAt: basis.confirmedAt?.toISOString() ?? null,
    },
    may: {
      say: free && isRead && (verdict === 'asks' || (verdict === 'waits' && mine)) && may(ctx, nameBasis, own),
      confirm: isRead && verdict === 'waits' && !mine && (may(ctx, confirmBasis, own) || may(ctx, overseeData)),
      search:
        free && verdict === 'unsearched' && (isRead || version.state === 'published') && may(ctx, uploadData, own),
    },
  }
}

/** What was found in a table of a version, and in what lies beside all of its tables. */
export async function findingsIn(ctx: Pick<Context, 'db'>, versionId: string, sheet: string): Promise<FindingView[]> {
  const search = await findSearch(ctx.db, versionId)
  return (search?.findings ?? []).filter((one) => one.sheet === sheet || one.sheet === '').map(viewOf)
}

function viewOf({ kind, ...finding }: Finding): FindingView {
  return { ...finding, place: kind, consequence: consequences[finding.found] }
}

const MOST = 100

/** Versions whose legal basis a second person of the viewer's institutions has to confirm. */
export async function listToConfirm(ctx: Context): Promise<ToConfirmList> {
  const { person } = permit(ctx, confirmBasis)
  return listed(ctx, await waitingBases(ctx.db, ownOrganisations(ctx), person.accountId, MOST))
}

/** The same of all institutions, for administrators. */
export async function listAllToConfirm(ctx: Context): Promise<ToConfirmList> {
  const { person } = permit(ctx, overseeData)
  return listed(ctx, await waitingBases(ctx.db, null, person.accountId, MOST))
}

function listed({ lang }: Context, rows: Awaited<ReturnType<typeof waitingBases>>): ToConfirmList {
  return {
    items: rows.map(({ title, institution, saidAt, ...row }) => ({
      ...row,
      title: inLang(title, lang),
      institution: inLang(institution, lang),
      saidAt: saidAt.toISOString(),
    })),
  }
}

export async function basesWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countWaitingBases(ctx.db, ownOrganisations(ctx), String(ctx.viewer.accountId)) }
}

export async function allBasesWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countWaitingBases(ctx.db, null, String(ctx.viewer.accountId)) }
}
