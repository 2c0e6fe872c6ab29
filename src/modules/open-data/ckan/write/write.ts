import { transact } from '#kernel/database/transact.ts'
import { ArrivedFile } from '#kernel/files/arrived-file.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ProtocolRequest } from '#kernel/http/endpoint.ts'
import { countUpload } from '../../ingest/send-file.ts'
import { clearRefused } from '../../recall/refuse-recalled.ts'
import { BadRequest, denied, type Input, type WritingAction } from '../action.ts'
import { refuseUnkeepable } from '../read-fields.ts'

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
  refuseUnkeepable(input)
  // Before the act, which may be undone: what is refused has been a try as well.
  for (const value of Object.values(input)) if (value instanceof ArrivedFile) await countUpload(ctx)
  try {
    return await transact(ctx.db, (tx) => action.run({ ...ctx, db: tx, tx, cookies: noCookies }, input, asked))
  } catch (error) {
    await clearRefused(ctx.db, error)
    throw error
  }
}
