import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { keyedHash } from '#kernel/config/secrets.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Identity } from '../identity-provider.ts'
import { personKeyOf } from '../person-key.ts'
import { securityMail } from '../security-mail.ts'
import { ownSession, raiseSession } from '../sessions.ts'

/**
 * Ties the account to the person and raises the session. One number, one account: that is what makes a stronger signature one a person.
 *
 * @throws RuleBroken people.identity.taken when the number is another account's, people.identity.other when this account is another person's
 */
export async function raiseLevel(ctx: WriteContext, identity: Identity): Promise<void> {
  const { accountId } = ownSession(ctx)
  const key = personKeyOf(ctx.secrets.person, identity.personNumber)
  const bound = await bind(ctx, accountId, key, identity.name)
  if (bound === 'other') throw new RuleBroken('people.identity.other')
  await raiseSession(ctx, { level: identity.level })
  if (bound === 'first') await queueMails(ctx.tx, [await securityMail(ctx, accountId, 'identified')], ctx.now)
}

async function bind(
  ctx: WriteContext,
  accountId: string,
  key: Buffer,
  name: string,
): Promise<'first' | 'again' | 'other'> {
  const { rows } = await sql<{ person_key: Buffer | null }>`
    SELECT person_key FROM people.account WHERE id = ${accountId} FOR UPDATE`.execute(ctx.tx)
  const held = rows[0]?.person_key
  if (held) return timingSafeEqual(held, key) ? 'again' : 'other'
  try {
    await sql`UPDATE people.account SET person_key = ${key}, name = ${name} WHERE id = ${accountId}`.execute(ctx.tx)
  } catch (error) {
    // The constraint decides, also between two who ask at once. Nothing more happens in this transaction.
    if ((error as { constraint?: string }).constraint === 'account_one_per_person')
      throw new RuleBroken('people.identity.taken')
    throw error
  }
  return 'first'
}

/** Ties an answer to the session that asked; nothing is stored. */
export function identityState(ctx: Context): string {
  return keyedHash(ctx.secrets.session, 'identity-state', ownSession(ctx).sessionId).toString('base64url')
}

/** @throws RuleBroken people.identity.stale when the answer is for another session */
export function checkIdentityState(ctx: Context, state: string): void {
  const [given, ours] = [Buffer.from(state), Buffer.from(identityState(ctx))]
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) throw new RuleBroken('people.identity.stale')
}
