import { type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import { lockOwnProcess, ownOrganisations } from '#commons/processes/own-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Delivery } from './project.ts'
import { findDelivery, lockDelivery } from './store.ts'

/** Delivers funded projects of the own authority: days, money, pictures, changes. */
export const deliverProjects: Permission = { name: 'budgeting.deliver', role: 'officer' }
/** Records what the council decided about a project that cannot be done as it was voted on. */
export const decideProjects: Permission = { name: 'budgeting.decide-project', role: 'officer' }

export interface ProjectRef {
  number: number
  project: number
}

export interface OwnDelivery {
  process: Process
  delivery: Delivery
  by: { person: Person; role: Role }
}

/** A project that the viewer's authority delivers or whose budget it runs. @throws SignInNeeded, Forbidden, NotFound */
export async function ownDelivery(ctx: Context, ref: ProjectRef): Promise<OwnDelivery> {
  permit(ctx, deliverProjects)
  return own(ctx, ctx.db, ref, findDelivery)
}

/** The same, locked until the act is over. */
export async function lockOwnDelivery(ctx: WriteContext, ref: ProjectRef): Promise<OwnDelivery> {
  permit(ctx, deliverProjects)
  return own(ctx, ctx.tx, ref, lockDelivery)
}

/** For the council's decision: by the authority whose budget it is, one decision of a process at a time. */
export async function lockToDecide(ctx: WriteContext, { number, project }: ProjectRef): Promise<OwnDelivery> {
  const { process, by } = await lockOwnProcess(ctx, number, decideProjects)
  return { process, by, delivery: await lockDelivery(ctx.tx, process.id, project) }
}

async function own<D extends Db | Tx>(
  ctx: Context,
  db: D,
  { number, project }: ProjectRef,
  find: (db: D, processId: string, project: number) => Promise<Delivery>,
): Promise<OwnDelivery> {
  const process = await findPublicProcess(db, number)
  const delivery = await find(db, process.id, project)
  const organisationId = ownOrganisations(ctx).includes(delivery.organisationId)
    ? delivery.organisationId
    : process.organisationId
  return { process, delivery, by: permit(ctx, deliverProjects, { organisationId }) }
}
