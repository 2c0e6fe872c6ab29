import { personOf } from '#commons/access/permit.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { organisationsRun, permitToRun } from '../challenges/permissions.ts'
import { publishedByName } from '../store.ts'
import { ownProposal } from './answer-proposal.ts'
import type { NewProposalView, OwnProposals, ProposalQueue, ProposalView } from './replies.ts'
import { countWaiting, type Proposal, proposalsBy, waitingProposals } from './store.ts'

const PAGE = 30

/** The form of a new one. @throws SignInNeeded */
export async function showNewProposal(ctx: Context, { dataset }: { dataset: string | null }): Promise<NewProposalView> {
  personOf(ctx)
  const institutions = await currentAuthorities(ctx.db)
  const [from] = dataset === null ? [] : await publishedByName(ctx.db, [dataset])
  return {
    institutions: institutions
      .map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) }))
      .sort((a, b) => a.name.localeCompare(b.name, ctx.lang)),
    dataset,
    institution: institutions.find(({ id }) => id === from?.organisationId)?.slug ?? null,
  }
}

/** What the person who asks proposed, and what was answered. @throws SignInNeeded */
export async function showOwnProposals(ctx: Context): Promise<OwnProposals> {
  const own = await proposalsBy(ctx.db, personOf(ctx).mailboxId)
  return { items: own.map((one) => viewOf(ctx, one)) }
}

/** What waits for the institutions of whoever asks. @throws SignInNeeded, Forbidden */
export async function listForDesk(ctx: Context, { after }: { after: string | null }): Promise<ProposalQueue> {
  permitToRun(ctx)
  const organisationIds = organisationsRun(ctx)
  const at = after === null ? null : readCursor(after)
  const [rows, total] = await Promise.all([
    waitingProposals(ctx.db, organisationIds, at, PAGE + 1),
    countWaiting(ctx.db, organisationIds),
  ])
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    items: rows.slice(0, PAGE).map((one) => viewOf(ctx, one)),
    total,
    next: last ? writeCursor({ at: last.proposedAt, id: last.id }) : null,
    first: at === null,
  }
}

/** One for an officer who may answer it. @throws SignInNeeded, Forbidden, NotFound */
export async function showForDesk(ctx: Context, { proposal: id }: { proposal: string }): Promise<ProposalView> {
  const { proposal } = await ownProposal(ctx, id)
  return viewOf(ctx, proposal)
}

export async function proposalsWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countWaiting(ctx.db, organisationsRun(ctx)) }
}

function viewOf(ctx: Context, proposal: Proposal): ProposalView {
  const {
    id,
    institution,
    lang,
    title,
    problem,
    datasets,
    proposedAt,
    answeredAt,
    refusedReason,
    refusedLang,
    challenge,
  } = proposal
  return {
    ...{ id, lang, title, problem, datasets, challenge },
    institution: { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
    proposedAt: proposedAt.toISOString(),
    state: answeredAt === null ? 'waiting' : refusedReason === null ? 'taken' : 'refused',
    reason: refusedReason,
    reasonLang: refusedLang,
  }
}
