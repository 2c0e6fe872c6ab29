import { PUBLISHED_WITHIN } from '#commons/ledger/entry-promise.ts'
import { statementsOf } from '#commons/ledger/sign-statement.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'

/** A promise names a full ten minutes: the moment of a ballot is nobody's business. */
const STEP_MS = 10 * 60_000

/** The promise of a commitment that was cast at a moment. Null before the log has begun. */
export type PromiseCast = (process: number, commitment: Buffer, castAt: Date) => string | null

/**
 * Promises, signed by the log's key, that the commitment of a ballot is in the public log at the latest then. It goes to whoever cast, and is kept
 * nowhere: the same ballot of an account gives the same promise again. Who has one and does not find the ballot can show that the log lost it.
 */
export async function castPromises(db: Db | Tx, { ledger }: Pick<Services, 'ledger'>): Promise<PromiseCast> {
  const sign = await statementsOf(db, ledger)
  return (process, commitment, castAt) =>
    sign?.('punte-ballot-promise/v1', [
      `process ${process}`,
      `commitment ${commitment.toString('base64url')}`,
      `by ${promisedBy(castAt).toISOString().replace('.000Z', 'Z')}`,
    ]) ?? null
}

function promisedBy(castAt: Date): Date {
  return new Date(Math.ceil((castAt.getTime() + PUBLISHED_WITHIN * 1000) / STEP_MS) * STEP_MS)
}
