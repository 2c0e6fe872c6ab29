import { type Permission, type Person, permit, type Role, rolesFor } from '#commons/access/permit.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { runProcesses } from './permissions.ts'
import type { Process } from './process.ts'
import { findProcess, lockProcess } from './store.ts'

export interface OwnProcess {
  process: Process
  by: { person: Person; role: Role }
}

/**
 * A process of an authority for which the viewer works. Who may not enter at all learns nothing of what is there.
 *
 * @throws SignInNeeded, Forbidden, NotFound
 */
export async function ownProcess(
  ctx: Context,
  number: number,
  permission: Permission = runProcesses,
): Promise<OwnProcess> {
  permit(ctx, permission)
  const process = await findProcess(ctx.db, number)
  return { process, by: permit(ctx, permission, { organisationId: process.organisationId }) }
}

/** The same, locked until the act is over. @throws also RuleBroken processes.rehearsal.no-acts */
export async function lockOwnProcess(
  ctx: WriteContext,
  number: number,
  permission: Permission = runProcesses,
): Promise<OwnProcess> {
  permit(ctx, permission)
  const process = await lockProcess(ctx.tx, number)
  const by = permit(ctx, permission, { organisationId: process.organisationId })
  // Nothing is decided in a rehearsal, and nothing of it may come into the public log.
  if (process.rehearsal) throw new RuleBroken('processes.rehearsal.no-acts')
  return { process, by }
}

/** The organisations that the viewer works for as an officer. @param permission for what it is asked: a token has its owner's only then */
export function ownOrganisations(ctx: Context, permission?: Permission): string[] {
  return (permission ? rolesFor(ctx, permission) : (ctx.viewer.roles ?? [])).flatMap(({ name, organisationId }) =>
    name === 'officer' && organisationId ? [organisationId] : [],
  )
}
