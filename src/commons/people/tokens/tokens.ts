import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { after } from '#kernel/clock.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Tx } from '#kernel/database/database.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { securityMail } from '../security-mail.ts'
import { ownSession } from '../sessions.ts'
import { roleToLend } from './scopes.ts'

export const tokenDays = ['30', '90', '365'] as const
const MOST = 20

export interface TokenShown {
  id: string
  name: string
  /** What it may do for an institution. */
  scopes: string[]
  createdAt: Date
  expiresAt: Date
}

/** Tokens that still work, the newest first. */
export async function listTokens(ctx: Context): Promise<TokenShown[]> {
  const { accountId } = ownSession(ctx)
  const { rows } = await sql<TokenShown>`
    SELECT id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt" FROM people.api_token
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
 * @param form.scopes what it may do with the roles of its owner; recorded like an official's act
 * @throws RuleBroken people.tokens.too-many, InvalidInput on `scopes`, Refusal 401 access.second-factor-needed
 */
export async function makeToken(
  ctx: WriteContext,
  form: { name: string; days: (typeof tokenDays)[number]; scopes: string[]; key: string | null },
): Promise<{ token: string; name: string; scopes: string[]; expiresAt: string }> {
  const { accountId } = ownSession(ctx)
  const scopes = [...new Set(form.scopes)]
  const role = scopes.length > 0 ? lend(ctx, scopes) : null
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
  const { rows } = await sql<Pick<TokenShown, 'id' | 'name' | 'scopes' | 'expiresAt'>>`
    INSERT INTO people.api_token AS a (token_hash, id, account_id, name, scopes, created_at, expires_at)
    VALUES (${tokenHash(token)}, ${newId(ctx.now)}, ${accountId}, ${form.name}, ${scopes}::text[], ${ctx.now},
      ${after(ctx.now, Number(form.days) * 86_400)})
    ON CONFLICT (token_hash) DO UPDATE SET name = a.name RETURNING id, name, scopes, expires_at AS "expiresAt"`.execute(
    ctx.tx,
  )
  const { id, ...made } = rows[0] as Pick<TokenShown, 'id' | 'name' | 'scopes' | 'expiresAt'>
  if (!held[0]?.repeated) {
    await queueMails(ctx.tx, [await securityMail(ctx, accountId, 'token-made')], ctx.now)
    if (role) await recordToken(ctx, 'make-token', { id, scopes }, role)
  }
  return { token, ...made, expiresAt: made.expiresAt.toISOString() }
}

function lend(ctx: WriteContext, scopes: string[]): Role {
  const role = roleToLend(ctx, scopes)
  if (role === null) throw new InvalidInput([{ field: 'scopes', text: { key: 'people.tokens.scopes-wrong' } }])
  return role
}

/** Ends a token. Doing it twice is the same as once; somebody else's is not touched. */
export async function endToken(ctx: WriteContext, id: string): Promise<void> {
  const { accountId, roles } = ownSession(ctx)
  const { rows } = await sql<Pick<TokenShown, 'id' | 'scopes'>>`
    UPDATE people.api_token SET ended_at = ${ctx.now}
    WHERE id::text = ${id} AND account_id = ${accountId} AND ended_at IS NULL RETURNING id, scopes`.execute(ctx.tx)
  const [ended] = rows
  if (ended && ended.scopes.length > 0 && roles[0]) await recordToken(ctx, 'end-token', ended, roles[0])
}

/** Ends those that act for an institution: what guarded their making is gone. */
export async function endScopedTokens(tx: Tx, accountId: string, now: Date): Promise<void> {
  await sql`
    UPDATE people.api_token SET ended_at = ${now} WHERE account_id = ${accountId} AND scopes <> '{}' AND ended_at IS NULL`.execute(
    tx,
  )
}

async function recordToken(
  ctx: WriteContext,
  act: 'make-token' | 'end-token',
  { id, scopes }: { id: string; scopes: string[] },
  role: Role,
): Promise<void> {
  await recordAct(ctx.tx, {
    by: { person: ownSession(ctx), role },
    act: `people.${act}`,
    subject: { kind: 'token', id },
    data: { scopes },
    now: ctx.now,
  })
}
