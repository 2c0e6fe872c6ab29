import { personOf } from '#commons/access/permit.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { Gone, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { joinForm } from './fields.ts'
import { addInvitation, invitationsOf, removeInvitation } from './invitation-store.ts'
import { findChallengeById } from './store.ts'
import { findTeam, isMember, lockTeam, type Team } from './team-store.ts'
import { enterTeam, lockMine, MOST_MEMBERS, takesPrototypes } from './teams.ts'

export interface InvitationRef {
  team: string
  token: string
}

/** What stands in a link into a team: whoever has it may join, once. */
export function tokenOf({ secrets }: Pick<Context, 'secrets'>, invitationId: string): string {
  return keyedHash(secrets.person, 'team-invitation', invitationId).toString('base64url')
}

/** A member makes a link for one more person. @throws SignInNeeded, NotFound, RuleBroken open-data.challenges.no-teams-now, .invite.enough */
export async function inviteOne(ctx: WriteContext, id: string): Promise<{ team: string }> {
  const { team, challenge } = await lockMine(ctx, id)
  if (!takesPrototypes(ctx, challenge) || team.withdrawnAt) throw new RuleBroken('open-data.challenges.no-teams-now')
  const open = await invitationsOf(ctx.tx, team.id)
  if (team.members.length + open.length >= MOST_MEMBERS) throw new RuleBroken('open-data.challenges.invite.enough')
  await addInvitation(ctx.tx, { id: newId(ctx.now), teamId: team.id, madeAt: ctx.now })
  return { team: team.id }
}

/** A member takes a link back that nobody has used. @throws SignInNeeded, NotFound */
export async function takeInvitationBack(
  ctx: WriteContext,
  ref: { team: string; invitation: string },
): Promise<{ team: string }> {
  const { team } = await lockMine(ctx, ref.team)
  await removeInvitation(ctx.tx, team.id, ref.invitation)
  return { team: team.id }
}

/**
 * The team to which a link invites. Who is in the team already needs no link.
 *
 * @returns id of the invitation, null for a member
 * @throws SignInNeeded, NotFound, Gone open-data.challenges.invite.over for a link that is wrong, used or taken back
 */
export async function invitedTo(ctx: Context, ref: InvitationRef): Promise<{ team: Team; invitation: string | null }> {
  const { mailboxId } = personOf(ctx)
  const team = await findTeam(ctx.db, ref.team)
  refuseEnded(team)
  // Before who is in it: a link that one used in another window meanwhile is gone only where one is in.
  const open = await invitationsOf(ctx.db, team.id)
  if (await isMember(ctx.db, team.id, mailboxId)) return { team, invitation: null }
  const found = open.find(({ id }) => tokenOf(ctx, id) === ref.token)
  if (!found) throw over()
  return { team, invitation: found.id }
}

/** @throws NotFound for a team that nobody is shown, Gone for one that is over */
function refuseEnded(team: Team): void {
  if (team.hiddenReason !== null) throw new NotFound()
  if (team.withdrawnAt) throw over()
}

/** Which of these it is nobody can tell: what was used or taken back is no longer kept. */
function over(): Gone<'open-data.challenges.invite.over'> {
  return new Gone('open-data.challenges.invite.over').leadingTo('/data/challenges', {
    key: 'open-data.challenges.room',
  })
}

/**
 * Joins by a link, which is used up by that.
 *
 * @throws SignInNeeded, NotFound, Gone open-data.challenges.invite.over, RuleBroken open-data.challenges.no-teams-now, .in-a-team, .team.full
 */
export async function joinTeam(
  ctx: WriteContext,
  ref: InvitationRef,
  { shownName }: FormValue<(typeof joinForm)['fields']>,
): Promise<{ team: string }> {
  const { invitation } = await invitedTo(ctx, ref)
  const team = await lockTeam(ctx.tx, ref.team)
  // It may have ended, or been hidden, since the link was looked at.
  refuseEnded(team)
  const challenge = await findChallengeById(ctx.tx, team.challengeId)
  if (!takesPrototypes(ctx, challenge)) throw new RuleBroken('open-data.challenges.no-teams-now')
  // Whoever looked at the link as a member may have left since, or have joined by it in another window.
  if (!(await isMember(ctx.tx, team.id, personOf(ctx).mailboxId))) {
    if (invitation === null) throw over()
    if (team.members.length >= MOST_MEMBERS) throw new RuleBroken('open-data.challenges.team.full')
    // Somebody else may have had the same link.
    if (!(await removeInvitation(ctx.tx, team.id, invitation))) throw over()
  }
  await enterTeam(ctx, team, shownName)
  return { team: team.id }
}
