import { type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { InvalidInput, NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Holding } from './holding.ts'
import { findHolding, lockInventory } from './store.ts'

/** Keeps the inventory of the own institution: what it holds, and when it is published or why not. */
export const keepInventory: Permission = {
  name: 'open-data.keep-inventory',
  role: 'officer',
  scope: 'open-data:write',
}

export interface OwnHolding {
  holding: Holding
  by: { person: Person; role: Role }
}

/**
 * The institution whose inventory is asked for: the one that was said, or the only one of the viewer.
 *
 * @throws SignInNeeded, Forbidden, InvalidInput on `organisation` where several might be meant
 */
export function ownInstitution(ctx: Context, said: string | null): string {
  permit(ctx, keepInventory)
  if (said !== null) {
    permit(ctx, keepInventory, { organisationId: said })
    return said
  }
  const [first, ...others] = ownOrganisations(ctx, keepInventory)
  if (first === undefined || others.length > 0)
    throw new InvalidInput([{ field: 'organisation', text: { key: 'kernel.form.choose' } }])
  return first
}

/** Something in the inventory of an institution for which the viewer works. @throws SignInNeeded, Forbidden, NotFound */
export async function ownHolding(ctx: Context, id: string): Promise<OwnHolding> {
  permit(ctx, keepInventory)
  return owned(ctx, ctx.db, id)
}

/** The same, with the whole inventory locked until the act is over. */
export async function lockOwnHolding(ctx: WriteContext, id: string): Promise<OwnHolding> {
  const { holding } = await ownHolding(ctx, id)
  await lockInventory(ctx.tx, holding.organisationId)
  return owned(ctx, ctx.tx, id)
}

async function owned(ctx: Context, db: Db | Tx, id: string): Promise<OwnHolding> {
  const holding = await findHolding(db, id, dayOf(ctx.now, ctx.timeZone))
  if (!holding) throw new NotFound()
  return { holding, by: permit(ctx, keepInventory, { organisationId: holding.organisationId }) }
}
