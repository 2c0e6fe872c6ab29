import { Gone, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { findEntryOf } from './find-entry.ts'
import { makeReceipt } from './make-receipt.ts'
import { leafHash } from './merkle.ts'
import type { EntryPromise } from './replies.ts'
import { newestCheckpoint } from './store.ts'

/** What is promised to whoever acted: so many seconds after the acknowledgement a checkpoint holds the entry. */
export const PUBLISHED_WITHIN = 10

/** Where no entry can be named: an act replies before its transaction takes the index, as its last statement. */
export const entryUnknown: EntryPromise = {
  state: 'unknown',
  index: null,
  leafHash: null,
  withinSeconds: PUBLISHED_WITHIN,
}

/**
 * What the log promises or shows about the entry of a row.
 *
 * @param record the row's keyed hash, made anew; null where the row's key was erased
 */
export async function promiseOf(
  { db, now }: Pick<Context, 'db' | 'now'>,
  record: Buffer | null,
): Promise<EntryPromise> {
  if (!record) return { ...entryUnknown, state: 'erased' }
  const found = await findEntryOf(db, record)
  if (!found) return entryUnknown
  const { index, body, appendedAt } = found
  const isPublished = index < ((await newestCheckpoint(db))?.size ?? 0)
  const isLate = now.getTime() - appendedAt.getTime() > PUBLISHED_WITHIN * 1000
  return {
    state: isPublished ? 'published' : isLate ? 'late' : 'acknowledged',
    index,
    leafHash: leafHash(body).toString('base64'),
    withinSeconds: PUBLISHED_WITHIN,
  }
}

/**
 * The receipt of a row's entry, to be kept as a file.
 *
 * @throws Gone ledger.promise.erased, NotFound where the log has no such entry, RuleBroken ledger.promise.not-yet while no checkpoint holds it
 */
export async function receiptOf(
  { db, ledger }: Pick<Context, 'db' | 'ledger'>,
  record: Buffer | null,
): Promise<{ index: number; body: Buffer }> {
  if (!record) throw new Gone('ledger.promise.erased')
  const entry = await findEntryOf(db, record)
  if (!entry) throw new NotFound()
  const body = await makeReceipt(db, ledger, entry)
  if (!body) throw new RuleBroken('ledger.promise.not-yet')
  return { index: entry.index, body }
}
