import type { FastifyRequest } from 'fastify'
import { type RawBuilder, sql } from 'kysely'
import type { Role, Token } from '#commons/access/permit.ts'
import type { Db } from '#kernel/database/database.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Viewer } from '#kernel/http/context.ts'
import { cookieName } from '#kernel/http/cookies.ts'
import { tokenHash } from '#kernel/ids.ts'
import { deviceOf } from './device.ts'
import { hasIdled, SEEN_SECONDS, SESSION_COOKIE, SIGN_IN_COOKIE } from './session-terms.ts'

export { SESSION_COOKIE } from './session-terms.ts'

declare module '#kernel/http/context.ts' {
  interface Viewer {
    /** Browser and system in words; '' when unknown. */
    device?: string
    /** Token of the browser that asked for a sign-in code. */
    signInBrowser?: string
  }
}

interface Known {
  accountId: string
  mailboxId: string
  name: string | null
  level: 'email' | 'strong' | 'signed'
  secondFactor: boolean
  sessionId: string
  roles: Role[]
}

const rolesOfAccount = sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('name', r.role, 'placeKey', r.place_key, 'organisationId', r.organisation_id))
    FROM access.role r WHERE r.account_id = a.id AND r.ended_at IS NULL), '[]')`

/**
 * Who a request comes from: the owner of its bearer token, else the session of its cookie, else nobody.
 *
 * @throws Refusal 401 people.bad-token when an Authorization header is there and no token of ours is in it. The cookie is never
 *   looked at beside such a header, because the header lets a request pass the check of its origin.
 */
export async function identify(db: Db, publicUrl: string, request: FastifyRequest, now: Date): Promise<Viewer> {
  const { authorization } = request.headers
  if (authorization !== undefined) return ownerOfToken(db, authorization, now)
  const about = {
    device: deviceOf(request.headers['user-agent']),
    ...given('signInBrowser', request.cookies[cookieName(SIGN_IN_COOKIE, publicUrl)]),
  }
  const token = request.cookies[cookieName(SESSION_COOKIE, publicUrl)]
  const known = token ? await holderOfSession(db, token, now) : null
  return known ? { ...known, ...about } : { accountId: null, ...about }
}

async function holderOfSession(db: Db, token: string, now: Date): Promise<Known | null> {
  const hash = tokenHash(token)
  const { rows } = await sql<Known & { seenAt: Date }>`
    SELECT a.id AS "accountId", a.mailbox_id AS "mailboxId", a.name, s.level, s.second_factor_at IS NOT NULL AS "secondFactor", s.id AS "sessionId",
      s.seen_at AS "seenAt",
      ${rolesOfAccount} AS roles
    FROM people.session s JOIN people.account a ON a.id = s.account_id
    WHERE s.token_hash = ${hash} AND s.ended_at IS NULL AND s.expires_at > ${now} AND a.erased_at IS NULL`.execute(db)
  if (!rows[0]) return null
  const { seenAt, ...known } = rows[0]
  if (hasIdled(seenAt, known.roles.length > 0, now)) return null
  // At most once an hour: a write for every page read would cost more than the page.
  if (now.getTime() - seenAt.getTime() > SEEN_SECONDS * 1000)
    await sql`UPDATE people.session SET seen_at = ${now} WHERE token_hash = ${hash} AND seen_at = ${seenAt}`.execute(db)
  return known
}

/**
 * A token acts as the citizen who made it, without roles. What else it may do its scopes say: they were chosen after the second factor, and
 * lend it the roles that its owner holds now. Programs made for CKAN send the token without `Bearer`.
 */
async function ownerOfToken(db: Db, authorization: string, now: Date): Promise<Viewer> {
  const [, bearer, bare] = /^(?:Bearer ([\w-]{1,200})|(punte_[\w-]{1,200}))$/i.exec(authorization.trim()) ?? []
  const token = bearer ?? bare
  const viewer = token ? await viewerOfToken(db, sql`t.token_hash = ${tokenHash(token)}`, now) : null
  if (!viewer)
    throw new Refusal(401, { key: 'people.bad-token' }, { 'www-authenticate': 'Bearer error="invalid_token"' })
  return viewer
}

/** For what a program asked to be done later: as whom it asked, if its token still works. */
export function viewerOfTokenId(db: Db, id: string, now: Date): Promise<Viewer | null> {
  return viewerOfToken(db, sql`t.id = ${id}`, now)
}

async function viewerOfToken(db: Db, which: RawBuilder<unknown>, now: Date): Promise<Viewer | null> {
  const { rows } = await sql<{ accountId: string; mailboxId: string; name: string | null } & Token>`
    SELECT a.id AS "accountId", a.mailbox_id AS "mailboxId", a.name, t.id, t.scopes,
      CASE WHEN t.scopes = '{}' THEN '[]' ELSE ${rolesOfAccount} END AS roles
    FROM people.api_token t JOIN people.account a ON a.id = t.account_id
    WHERE ${which} AND t.ended_at IS NULL AND t.expires_at > ${now} AND a.erased_at IS NULL`.execute(db)
  if (!rows[0]) return null
  const { accountId, mailboxId, name, ...shown } = rows[0]
  return { accountId, mailboxId, name, level: 'email', secondFactor: shown.scopes.length > 0, roles: [], token: shown }
}

function given<K extends string>(name: K, value: string | undefined): { [key in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: string }
}
