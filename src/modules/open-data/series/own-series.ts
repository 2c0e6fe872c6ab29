import { type Person, permit, type Role } from '#commons/access/permit.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { describeData } from '../catalogue/permissions.ts'
import type { Series } from './series.ts'
import { findSeries, lockSeries } from './store.ts'

export interface OwnSeries {
  series: Series
  by: { person: Person; role: Role }
}

/** A series of an institution for which the viewer works. @throws SignInNeeded, Forbidden, NotFound */
export async function ownOne(ctx: Context, name: string): Promise<OwnSeries> {
  permit(ctx, describeData)
  return owned(ctx, await findSeries(ctx.db, name))
}

/** The same, locked with its order until the act is over. */
export async function lockOwnSeries(ctx: WriteContext, name: string): Promise<OwnSeries> {
  permit(ctx, describeData)
  return owned(ctx, await lockSeries(ctx.tx, name))
}

function owned(ctx: Context, series: Series | undefined): OwnSeries {
  if (!series) throw new NotFound()
  return { series, by: permit(ctx, describeData, { organisationId: series.organisationId }) }
}
