import { may, type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { type Challenge, findChallenge, lockChallenge } from './store.ts'

/** Runs challenges of the own institution. */
export const runChallenges: Permission = { name: 'open-data.run-challenges', role: 'officer' }
/** Runs challenges of any institution. */
export const runAnyChallenges: Permission = { name: 'open-data.run-any-challenges', role: 'administrator' }

/** By which of the two the viewer may, if by any. */
export function permitToRun(ctx: Context, organisationId?: string): { person: Person; role: Role } {
  if (may(ctx, runAnyChallenges)) return permit(ctx, runAnyChallenges)
  return permit(ctx, runChallenges, organisationId === undefined ? {} : { organisationId })
}

/** Institutions for which the viewer runs challenges; null: all. */
export function organisationsRun(ctx: Context): string[] | null {
  return may(ctx, runAnyChallenges) ? null : ownOrganisations(ctx, runChallenges)
}

export interface OwnChallenge {
  challenge: Challenge
  by: { person: Person; role: Role }
}

/** A challenge that the viewer runs. @throws SignInNeeded, Forbidden, NotFound */
export async function ownChallenge(ctx: Context, number: number): Promise<OwnChallenge> {
  permitToRun(ctx)
  const challenge = await findChallenge(ctx.db, number)
  return { challenge, by: permitToRun(ctx, challenge.organisationId) }
}

/** The same, locked until the act is over. */
export async function lockOwnChallenge(ctx: WriteContext, number: number): Promise<OwnChallenge> {
  permitToRun(ctx)
  const challenge = await lockChallenge(ctx.tx, number)
  return { challenge, by: permitToRun(ctx, challenge.organisationId) }
}
