import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { securityMail } from '../security-mail.ts'
import { ownSession } from '../sessions.ts'

export const tokenDays = ['30', '90', '365'] as const
const MOST = 20

export interface TokenShown {
  id: string
  name: string
  createdAt: Date
  expiresAt: Date
}

/** Tokens that still work, the newest first. */
export async function listTokens(ctx: Context): Promise<TokenShown[]> {
  const { accountId } = ownSession(ctx)
  const { rows } = await sql<TokenShown>`
    SELECT id, name, created_at AS "createdAt", expires_at AS "expiresAt" FROM people.api_token
    WHERE account_id = ${accountId} AND ended_at IS NULL AND expires_at > ${ctx.now} ORDER BY created_at DESC, id`.execute(
    ctx.db,
  )
  return rows
}

/**
 * Makes a token for programs of the account's owner. It is told once; the database keeps its hash.
 *
 * @param form.key the form's key: the same form sent twice gives the same token again, so a double click loses nothing. It goes through
 *   the session key, hence only this installation can compute it, and nothing that tells the token is stored.
 * @throws RuleBroken people.tokens.too-many
 */
export async function makeToken(
  ctx: WriteContext,
  form: { name: string; days: (typeof tokenDays)[number]; key: string | null },
): Promise<{ token: string; name: string; expiresAt: string }> {
  const { accountId } = ownSession(ctx)
  // One at a time for an account: the limit is counted, not hoped for.
  await sql`SELECT 1 FROM people.account WHERE id = ${accountId} FOR UPDATE`.execute(ctx.tx)
  const secret = form.key
    ? keyedHash(ctx.secrets.session, 'api-token', accountId, form.key).subarray(0, 16).toString('base64url')
    : newToken()
  const token = `punte_${secret}`
  const { rows: held } = await sql<{ n: number; repeated: boolean }>`
    SELECT count(*) FILTER (WHERE ended_at IS NULL AND expires_at > ${ctx.now})::integer AS n,
      coalesce(bool_or(token_hash = ${tokenHash(token)}), false) AS repeated
    FROM people.api_token WHERE account_id = ${accountId}`.execute(ctx.tx)
  if (!held[0]?.repeated && (held[0]?.n ?? 0) >= MOST) throw new RuleBroken('people.tokens.too-many', { most: MOST })
  const { rows } = await sql<{ name: string; expires_at: Date }>`
    INSERT INTO people.api_token AS a (token_hash, id, account_id, name, created_at, expires_at)
    VALUES (${tokenHash(token)}, ${newId(ctx.now)}, ${accountId}, ${form.name}, ${ctx.now}, ${after(ctx.now, Number(form.days) * 86_400)})
    ON CONFLICT (token_hash) DO UPDATE SET name = a.name RETURNING name, expires_at`.execute(ctx.tx)
  if (!held[0]?.repeated) await queueMails(ctx.tx, [await securityMail(ctx, accountId, 'token-made')], ctx.now)
  const made = rows[0] as { name: string; expires_at: Date }
  return { token, name: made.name, expiresAt: made.expires_at.toISOString() }
}

/** Ends a token. Doing it twice is the same as once; somebody else's is not touched. */
export async function endToken(ctx: WriteContext, id: string): Promise<void> {
  const { accountId } = ownSession(ctx)
  await sql`
    UPDATE people.api_token SET ended_at = ${ctx.now}
    WHERE id::text = ${id} AND account_id = ${accountId} AND ended_at IS NULL`.execute(ctx.tx)
}
