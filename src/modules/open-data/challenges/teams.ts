import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { InvalidInput, NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import type { joinForm, prototypeForm, teamForm } from './fields.ts'
import { addEvent, type Challenge, findChallengeById, findPublicChallenge } from './store.ts'
import {
  addMember,
  addTeam,
  findTeam,
  isMember,
  lockTeam,
  removeMember,
  setPrototype,
  setWithdrawn,
  type Team,
  teamOfPerson,
} from './team-store.ts'

const perDay = { name: 'open-data.team', max: 5, seconds: 86_400 }
export const MOST_MEMBERS = 20

/** Whether teams still form and people still join them. */
export function takesTeams(ctx: Context, { state, teamsUntil }: Challenge): boolean {
  return state === 'open' && dayOf(ctx.now, ctx.timeZone) <= teamsUntil
}

/** Whether prototypes are still shown. */
export function takesPrototypes(ctx: Context, { state, prototypesUntil }: Challenge): boolean {
  return state === 'open' && dayOf(ctx.now, ctx.timeZone) <= prototypesUntil
}

/**
 * Somebody forms a team with what it proposes; it is public at once, under the name that its first member agrees to have shown.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken open-data.challenges.no-teams-now, .in-a-team
 */
export async function formTeam(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof teamForm)['fields']>,
): Promise<{ team: string }> {
  const { accountId, mailboxId } = personOf(ctx)
  const challenge = await findPublicChallenge(ctx.tx, number)
  if (!takesTeams(ctx, challenge)) throw new RuleBroken('open-data.challenges.no-teams-now')
  if (await teamOfPerson(ctx.tx, challenge.id, mailboxId)) throw new RuleBroken('open-data.challenges.in-a-team')
  const wait = await countAgainst(ctx.db, perDay, accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const id = newId(ctx.now)
  const { name, lang, proposal } = form
  const added = await addTeam(ctx.tx, {
    ...{ id, challengeId: challenge.id, name, lang, proposal, leadMailboxId: mailboxId, createdAt: ctx.now },
  })
  if (!added) throw new InvalidInput([{ field: 'name', text: { key: 'open-data.challenges.team.name-taken' } }])
  await addMember(ctx.tx, id, { mailboxId, shownName: form.shownName, now: ctx.now })
  await addEvent(ctx.tx, challenge.id, 'team', id, ctx.now)
  return { team: id }
}

/** What stands in the link that members give to others: whoever has it may join. */
export function invitationOf({ secrets }: Pick<Context, 'secrets'>, teamId: string): string {
  return keyedHash(secrets.person, 'team-invitation', teamId).toString('base64url')
}

/** The team to which a link invites. @throws SignInNeeded, NotFound for a wrong link */
export async function invitedTo(ctx: Context, ref: { team: string; token: string }): Promise<Team> {
  personOf(ctx)
  const team = await findTeam(ctx.db, ref.team)
  if (invitationOf(ctx, team.id) !== ref.token || team.withdrawnAt || team.hiddenReason !== null) throw new NotFound()
  return team
}

/** Joins by a link, under a name of one's own choosing. Again changes the name. @throws SignInNeeded, NotFound, RuleBroken */
export async function joinTeam(
  ctx: WriteContext,
  ref: { team: string; token: string },
  { shownName }: FormValue<(typeof joinForm)['fields']>,
): Promise<{ team: string }> {
  const { mailboxId } = personOf(ctx)
  await invitedTo(ctx, ref)
  const team = await lockTeam(ctx.tx, ref.team)
  const challenge = await findChallengeById(ctx.tx, team.challengeId)
  if (!takesPrototypes(ctx, challenge)) throw new RuleBroken('open-data.challenges.no-teams-now')
  const now = await teamOfPerson(ctx.tx, challenge.id, mailboxId)
  if (now !== null && now !== team.id) throw new RuleBroken('open-data.challenges.in-a-team')
  if (now === null && team.members.length >= MOST_MEMBERS) throw new RuleBroken('open-data.challenges.team.full')
  await addMember(ctx.tx, team.id, { mailboxId, shownName, now: ctx.now })
  return { team: team.id }
}

/** Leaves a team; the last one who leaves withdraws it. @throws SignInNeeded, NotFound */
export async function leaveTeam(ctx: WriteContext, id: string): Promise<{ number: number }> {
  const { team, mailboxId, challenge } = await lockMine(ctx, id)
  await removeMember(ctx.tx, team.id, mailboxId)
  if (team.members.length === 1 && !team.withdrawnAt) await setWithdrawn(ctx.tx, team.id, ctx.now)
  return { number: challenge.number }
}

/** A member shows what the team has made; again, it replaces what was shown. @throws SignInNeeded, NotFound, RuleBroken */
export async function showPrototype(
  ctx: WriteContext,
  id: string,
  form: FormValue<(typeof prototypeForm)['fields']>,
): Promise<{ team: string }> {
  const { team, challenge } = await lockMine(ctx, id)
  if (!takesPrototypes(ctx, challenge) || team.withdrawnAt)
    throw new RuleBroken('open-data.challenges.no-prototypes-now')
  await setPrototype(ctx.tx, team.id, { ...form, now: ctx.now })
  if (team.prototypeAt === null) await addEvent(ctx.tx, challenge.id, 'prototype', team.id, ctx.now)
  return { team: team.id }
}

async function lockMine(ctx: WriteContext, id: string) {
  const { mailboxId } = personOf(ctx)
  const team = await lockTeam(ctx.tx, id)
  if (!(await isMember(ctx.tx, team.id, mailboxId))) throw new NotFound()
  return { team, mailboxId, challenge: await findChallengeById(ctx.tx, team.challengeId) }
}
