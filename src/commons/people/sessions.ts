import { sql } from 'kysely'
import type { Person } from '#commons/access/permit.ts'
import { personOf } from '#commons/access/permit.ts'
import { after } from '#kernel/clock.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { Refusal, SignInNeeded } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { KEPT_COOKIE } from '#kernel/http/kept-form.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import { longestSession, SESSION_COOKIE } from './session-terms.ts'

type Level = Person['level']
const levels: Level[] = ['email', 'strong', 'signed']

/**
 * Opens a session for somebody who has just shown who they are. The browser's earlier session ends, so that a cookie that somebody
 * planted there is worth nothing afterwards.
 */
export async function openSession(
  ctx: WriteContext,
  accountId: string,
  shown: { secondFactor: boolean } = { secondFactor: false },
): Promise<void> {
  const token = newToken()
  const seconds = longestSession(shown.secondFactor)
  await endOfToken(ctx)
  await sql`
    INSERT INTO people.session (token_hash, id, account_id, level, second_factor_at, device, created_at, seen_at, expires_at)
    VALUES (${tokenHash(token)}, ${newId(ctx.now)}, ${accountId}, 'email', ${shown.secondFactor ? ctx.now : null}, ${ctx.viewer.device ?? ''},
      ${ctx.now}, ${ctx.now}, ${after(ctx.now, seconds)})`.execute(ctx.tx)
  ctx.cookies.set(SESSION_COOKIE, token, seconds)
}

/**
 * Raises what this session may do, under a new token: whoever had the old one does not rise with it. A level never falls.
 *
 * @throws SignInNeeded when the session has ended meanwhile
 */
export async function raiseSession(ctx: WriteContext, shown: { level?: Level; secondFactor?: true }): Promise<void> {
  const { sessionId, level: held = 'email' } = ctx.viewer
  const level = shown.level && levels.indexOf(shown.level) > levels.indexOf(held) ? shown.level : held
  const token = newToken()
  const longest = after(ctx.now, longestSession(shown.secondFactor === true))
  const { rows } = await sql<{ expires_at: Date }>`
    UPDATE people.session SET token_hash = ${tokenHash(token)}, level = ${level}, seen_at = ${ctx.now},
      second_factor_at = coalesce(${shown.secondFactor ? ctx.now : null}::timestamptz, second_factor_at),
      expires_at = least(expires_at, ${longest})
    WHERE id = ${sessionId ?? null} AND token_hash = ${tokenHash(ctx.cookies.get(SESSION_COOKIE) ?? '')} AND ended_at IS NULL
    RETURNING expires_at`.execute(ctx.tx)
  if (!rows[0]) throw new SignInNeeded()
  ctx.cookies.set(SESSION_COOKIE, token, Math.floor((rows[0].expires_at.getTime() - ctx.now.getTime()) / 1000))
}

/** Signs this browser out. Doing it twice is the same as once. */
export async function signOut(ctx: WriteContext): Promise<void> {
  await endOfToken(ctx)
  ctx.cookies.clear(SESSION_COOKIE)
  // Whoever sits down at this browser next must not find what was typed here.
  ctx.cookies.clear(KEPT_COOKIE)
}

/**
 * The person in a browser's own session. What guards an account (sessions, tokens, erasure) is not done with a token: one that leaked
 * could make itself lasting.
 *
 * @throws SignInNeeded, or Refusal 403 people.session-needed
 */
export function ownSession(ctx: Context): Person & { sessionId: string } {
  const person = personOf(ctx)
  const { sessionId } = ctx.viewer
  if (!sessionId) throw new Refusal(403, { key: 'people.session-needed' })
  return { ...person, sessionId }
}

export interface SessionShown {
  id: string
  device: string
  createdAt: Date
  seenAt: Date
}

/** Sessions that are open, the most recently used first. */
export async function sessionsOf(db: Db, accountId: string, now: Date): Promise<SessionShown[]> {
  const { rows } = await sql<SessionShown>`
    SELECT id, device, created_at AS "createdAt", seen_at AS "seenAt" FROM people.session
    WHERE account_id = ${accountId} AND ended_at IS NULL AND expires_at > ${now} ORDER BY seen_at DESC, id`.execute(db)
  return rows
}

/** Ends sessions of an account: one, all but one, or all. */
export async function endSessions(
  tx: Tx,
  accountId: string,
  which: { id: string } | { allBut: string } | 'all',
  now: Date,
): Promise<void> {
  const condition =
    which === 'all' ? sql`true` : 'id' in which ? sql`id::text = ${which.id}` : sql`id::text <> ${which.allBut}`
  await sql`
    UPDATE people.session SET ended_at = ${now}
    WHERE account_id = ${accountId} AND ended_at IS NULL AND ${condition}`.execute(tx)
}

async function endOfToken(ctx: WriteContext): Promise<void> {
  const token = ctx.cookies.get(SESSION_COOKIE)
  if (!token) return
  await sql`UPDATE people.session SET ended_at = ${ctx.now} WHERE token_hash = ${tokenHash(token)} AND ended_at IS NULL`.execute(
    ctx.tx,
  )
}
