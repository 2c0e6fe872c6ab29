import { may, type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Source } from './source.ts'
import { findSource, lockSource } from './store.ts'

/** Has catalogues read whose datasets go under the own institution. */
export const harvestData: Permission = { name: 'open-data.harvest', role: 'officer' }
/** The same for any institution. */
export const harvestAnyData: Permission = { name: 'open-data.harvest-any', role: 'administrator' }

export type By = { person: Person; role: Role }

/** The institutions whose sources the viewer sees; null: all. @throws SignInNeeded, Forbidden */
export function institutionsSeen(ctx: Context): string[] | null {
  const everywhere = may(ctx, harvestAnyData)
  permit(ctx, everywhere ? harvestAnyData : harvestData)
  return everywhere ? null : ownOrganisations(ctx, harvestData)
}

/** @throws SignInNeeded, Forbidden */
export function permitFor(ctx: Context, organisationId: string): By {
  const subject = { organisationId }
  return may(ctx, harvestAnyData) && !may(ctx, harvestData, subject)
    ? permit(ctx, harvestAnyData)
    : permit(ctx, harvestData, subject)
}

/** @throws SignInNeeded, Forbidden, NotFound */
export async function ownSource(ctx: Context, id: string): Promise<{ source: Source; by: By }> {
  institutionsSeen(ctx)
  return own(ctx, await findSource(ctx.db, id))
}

/** The same, locked until the act is over. @throws also RuleBroken open-data.harvest.ended-already */
export async function lockOwnSource(ctx: WriteContext, id: string): Promise<{ source: Source; by: By }> {
  institutionsSeen(ctx)
  const found = own(ctx, await lockSource(ctx.tx, id))
  if (found.source.endedAt !== null) throw new RuleBroken('open-data.harvest.ended-already')
  return found
}

function own(ctx: Context, source: Source | undefined): { source: Source; by: By } {
  if (!source) throw new NotFound()
  return { source, by: permitFor(ctx, source.organisationId) }
}
