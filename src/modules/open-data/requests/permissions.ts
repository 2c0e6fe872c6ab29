import { type Permission, type Person, permit, personOf, type Role } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { type DataRequest, findRequest, lockRequest } from './store.ts'

/** Registers, answers and publishes requests for information to the own institution. */
export const answerRequests: Permission = { name: 'open-data.answer-requests', role: 'officer' }

/** A request of the person who asks; of anybody else's nothing is told, not even that it is there. @throws SignInNeeded, NotFound */
export async function ownRequest(ctx: Context, number: number): Promise<DataRequest> {
  return owned(ctx, ctx.db, number, findRequest)
}

/** The same, locked until the act is over. */
export async function lockOwnRequest(ctx: WriteContext, number: number): Promise<DataRequest> {
  return owned(ctx, ctx.tx, number, lockRequest)
}

async function owned<D extends Db | Tx>(
  ctx: Context,
  db: D,
  number: number,
  find: (db: D, number: number) => Promise<DataRequest>,
): Promise<DataRequest> {
  const { mailboxId } = personOf(ctx)
  const request = await find(db, number)
  if (request.mailboxId !== mailboxId) throw new NotFound()
  return request
}

export interface RequestAtDesk {
  request: DataRequest
  by: { person: Person; role: Role }
}

/** A request to an institution for which the viewer works. @throws SignInNeeded, Forbidden, NotFound */
export async function requestAtDesk(ctx: Context, number: number): Promise<RequestAtDesk> {
  permit(ctx, answerRequests)
  const request = await findRequest(ctx.db, number)
  return { request, by: permit(ctx, answerRequests, { organisationId: request.organisationId }) }
}

/** The same, locked: a second officer waits and then sees what the first did. */
export async function lockAtDesk(ctx: WriteContext, number: number): Promise<RequestAtDesk> {
  permit(ctx, answerRequests)
  const request = await lockRequest(ctx.tx, number)
  return { request, by: permit(ctx, answerRequests, { organisationId: request.organisationId }) }
}
