import type { Person, Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { permitToRun } from '../challenges/permissions.ts'
import { createChallenge } from '../challenges/run-challenge.ts'
import { datasetsNamed } from '../challenges/store.ts'
import type { takingForm } from './fields.ts'
import { PROPOSAL } from './proposal-subject.ts'
import { findProposal, lockProposal, type Proposal, type Refusal, setAnswered } from './store.ts'
import { tellProposer } from './tell-proposer.ts'

/** Last days of the phases of a draft, from today on; whoever runs it moves them before anybody sees it. */
const DRAFT_DAYS = { teamsUntil: 60, prototypesUntil: 120, pilotUntil: 240 }

/**
 * An officer of the institution makes a draft of what was proposed. Whoever proposed it is told.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.proposals.answered
 */
export async function takeProposal(
  ctx: WriteContext,
  { proposal: id }: { proposal: string },
  { titleRo, problemRo }: FormValue<(typeof takingForm)['fields']>,
): Promise<{ challenge: number }> {
  const { proposal, by } = await lockToAnswer(ctx, id)
  const said = (lang: 'ru' | 'en') => proposal.lang === lang
  const today = dayOf(ctx.now, ctx.timeZone)
  // What has been withdrawn meanwhile is left out.
  const datasets = await datasetsNamed(ctx.tx, proposal.datasets)
  const { number } = await createChallenge(ctx, {
    organisation: proposal.organisationId,
    ...{ titleRo, problemRo },
    titleRu: said('ru') ? proposal.title : null,
    titleEn: said('en') ? proposal.title : null,
    problemRu: said('ru') ? proposal.problem : null,
    problemEn: said('en') ? proposal.problem : null,
    datasets: datasets.map(({ name }) => name),
    teamsUntil: addDays(today, DRAFT_DAYS.teamsUntil),
    prototypesUntil: addDays(today, DRAFT_DAYS.prototypesUntil),
    pilotUntil: addDays(today, DRAFT_DAYS.pilotUntil),
  })
  await answer(ctx, { proposal, by }, 'take', { challenge: number })
  return { challenge: number }
}

/** The institution does not take it up, and says why to whoever proposed it. @throws as {@link takeProposal} */
export async function refuseProposal(
  ctx: WriteContext,
  { proposal: id }: { proposal: string },
  why: Refusal,
): Promise<void> {
  await answer(ctx, await lockToAnswer(ctx, id), 'refuse', why)
}

interface Own {
  proposal: Proposal
  by: { person: Person; role: Role }
}

async function answer(
  ctx: WriteContext,
  { proposal, by }: Own,
  verb: 'take' | 'refuse',
  said: { challenge: number } | Refusal,
): Promise<void> {
  await setAnswered(ctx.tx, proposal.id, said, by.person.accountId, ctx.now)
  await recordAct(ctx.tx, {
    ...{
      by,
      act: `open-data.proposals.${verb}`,
      subject: { kind: PROPOSAL, id: proposal.id },
      data: { ...said },
      now: ctx.now,
    },
  })
  await tellProposer(ctx, proposal, 'reason' in said ? said : null)
}

/** A proposal to an institution for which the viewer runs challenges. @throws SignInNeeded, Forbidden, NotFound */
export async function ownProposal(ctx: Context, id: string): Promise<Own> {
  permitToRun(ctx)
  const proposal = await findProposal(ctx.db, id)
  return { proposal, by: permitToRun(ctx, proposal.organisationId) }
}

async function lockToAnswer(ctx: WriteContext, id: string): Promise<Own> {
  permitToRun(ctx)
  const proposal = await lockProposal(ctx.tx, id)
  const by = permitToRun(ctx, proposal.organisationId)
  if (proposal.answeredAt) throw new RuleBroken('open-data.proposals.answered')
  return { proposal, by }
}
