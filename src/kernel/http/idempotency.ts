import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { Refusal } from '#kernel/errors.ts'

/**
 * Runs an act once for a key. The key is written in the act's own transaction, so a second request waits for the first and
 * then gets its reply; if the first was rolled back, the second acts.
 *
 * @param principal who may use the key again (account, or where it comes from); keys of others are others' keys
 * @throws Refusal 422 when the same key comes with another request
 */
export async function once<T>(
  tx: Tx,
  options: { key: string; principal: string; request: string; now: Date },
  act: () => Promise<T>,
): Promise<T> {
  const requestHash = createHash('sha256').update(options.request).digest()
  const inserted = await sql`
    INSERT INTO kernel.idempotency_key (principal, key, request_hash, created_at)
    VALUES (${options.principal}, ${options.key}, ${requestHash}, ${options.now})
    ON CONFLICT DO NOTHING RETURNING key`.execute(tx)
  if (inserted.rows.length === 0) {
    const { rows } = await sql<{ same: boolean; reply: T }>`
      SELECT request_hash = ${requestHash} AS same, reply FROM kernel.idempotency_key
      WHERE principal = ${options.principal} AND key = ${options.key}`.execute(tx)
    if (!rows[0]?.same) throw new Refusal(422, { key: 'kernel.key-reused' })
    return rows[0].reply
  }
  const reply = await act().catch(async (error) => {
    // What this refusal wrote is kept, but nothing was done that a repetition could get back: the key is free again.
    if (error instanceof Refusal && error.commits)
      await sql`DELETE FROM kernel.idempotency_key WHERE principal = ${options.principal} AND key = ${options.key}`.execute(
        tx,
      )
    throw error
  })
  await sql`
    UPDATE kernel.idempotency_key SET reply = ${JSON.stringify(reply)}::jsonb
    WHERE principal = ${options.principal} AND key = ${options.key}`.execute(tx)
  return reply
}

/** @returns the key, null when there is none. @throws Refusal 400 when it is not 1–100 visible ASCII characters */
export function readKey(given: unknown): string | null {
  if (given === undefined || given === '') return null
  if (typeof given !== 'string' || !isKey(given)) throw new Refusal(400, { key: 'kernel.bad-request' })
  return given
}

export function isKey(given: string): boolean {
  return /^[!-~]{1,100}$/.test(given)
}

/** By what two requests are the same. Files stand by their hash: as JSON ten megabytes would be a list of ten million numbers. */
export function textOfRequest(parts: unknown): string {
  return JSON.stringify(withHashes(parts))
}

function withHashes(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { sha256: createHash('sha256').update(value).digest('base64url') }
  if (Array.isArray(value)) return value.map(withHashes)
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withHashes(one)]))
}
