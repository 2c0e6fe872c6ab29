import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Forbidden, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { accountOf } from '../accounts.ts'
import { securityMail } from '../security-mail.ts'
import { ownSession, raiseSession } from '../sessions.ts'
import { seal } from './sealed-secret.ts'
import { openSecret, secondFactorOf, takeTotp } from './store.ts'
import { setUpTexts } from './totp.ts'

/** What the set-up page shows: the secret only while it is not confirmed. */
export async function findSetUp(
  ctx: Context,
): Promise<{ confirmed: boolean; setUp: { uri: string; secret: string } | null }> {
  const { accountId } = official(ctx)
  const held = await secondFactorOf(ctx.db, accountId)
  if (!held || held.confirmed) return { confirmed: held !== null, setUp: null }
  const { address } = await accountOf(ctx.db, accountId)
  return { confirmed: false, setUp: setUpTexts(openSecret(ctx, accountId, held.secret), address) }
}

/**
 * Makes a new secret; an unconfirmed one is replaced, so that one which somebody saw earlier is worth nothing.
 *
 * @throws RuleBroken people.second-factor.already when there is a confirmed one: only an administrator resets it
 */
export async function startSecondFactor(ctx: WriteContext): Promise<void> {
  const { accountId } = official(ctx)
  const { rows } = await sql`
    INSERT INTO people.second_factor AS f (account_id, secret, created_at)
    VALUES (${accountId}, ${seal(ctx.secrets.vault, accountId, randomBytes(20))}, ${ctx.now})
    ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at WHERE f.confirmed_at IS NULL
    RETURNING account_id`.execute(ctx.tx)
  if (rows.length === 0) throw new RuleBroken('people.second-factor.already')
}

/** The first code shows that the authenticator works; this session has then shown its second factor. */
export async function confirmSecondFactor(ctx: WriteContext, code: string): Promise<void> {
  const { accountId } = official(ctx)
  await takeTotp(ctx, accountId, code, 'new')
  await raiseSession(ctx, { secondFactor: true })
  await queueMails(ctx.tx, [await securityMail(ctx, accountId, 'second-factor-set')], ctx.now)
}

/** Shows the second factor in this session. */
export async function showSecondFactor(ctx: WriteContext, code: string): Promise<void> {
  const { accountId } = ownSession(ctx)
  await takeTotp(ctx, accountId, code, 'confirmed')
  await raiseSession(ctx, { secondFactor: true })
}

function official(ctx: Context): { accountId: string } {
  const person = ownSession(ctx)
  if (person.roles.length === 0) throw new Forbidden()
  return person
}
