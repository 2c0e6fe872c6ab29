import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import type { prototypeForm, teamForm } from './fields.ts'
import { addEvent, type Challenge, findChallengeById, findPublicChallenge } from './store.ts'
import {
  addMember,
  addTeam,
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
  await enterTeam(ctx, { id, challengeId: challenge.id }, form.shownName)
  await addEvent(ctx.tx, challenge.id, 'team', id, ctx.now)
  return { team: id }
}

/** Joins a team under a name of one's own choosing. Again changes the name. @throws RuleBroken open-data.challenges.in-a-team */
export async function enterTeam(
  ctx: WriteContext,
  team: Pick<Team, 'id' | 'challengeId'>,
  shownName: string,
): Promise<void> {
  const { mailboxId } = personOf(ctx)
  if (!(await addMember(ctx.tx, team, { mailboxId, shownName, now: ctx.now })))
    throw new RuleBroken('open-data.challenges.in-a-team')
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

/** A team of the person who asks, locked until the act is over. @throws SignInNeeded, NotFound */
export async function lockMine(ctx: WriteContext, id: string) {
  const { mailboxId } = personOf(ctx)
  const team = await lockTeam(ctx.tx, id)
  if (!(await isMember(ctx.tx, team.id, mailboxId))) throw new NotFound()
  return { team, mailboxId, challenge: await findChallengeById(ctx.tx, team.challengeId) }
}
