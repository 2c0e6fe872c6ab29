import { transact } from '#kernel/database/transact.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ProtocolRequest } from '#kernel/http/endpoint.ts'
import { BadRequest, denied, type Input, type WritingAction } from '../action.ts'

/** A program's request sets none. */
export const noCookies = { get: () => undefined, set: () => {}, clear: () => {} }

/**
 * Does a writing action in one transaction. What it reads it reads there too: a package that was just made must be found.
 *
 * @throws BadRequest, CkanError, Refusal
 */
export async function write(
  ctx: Context,
  action: WritingAction,
  input: Input,
  asked: ProtocolRequest,
): Promise<unknown> {
  if (asked.method !== 'POST') throw new BadRequest('Invalid request. Please use POST method for your request')
  if (ctx.viewer.accountId === null) throw denied('Authentication is required')
  return transact(ctx.db, (tx) => action.run({ ...ctx, db: tx, tx, cookies: noCookies }, input, asked))
}
