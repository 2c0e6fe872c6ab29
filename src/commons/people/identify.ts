import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import type { Db } from '#kernel/database/database.ts'
import { nobody, type Viewer } from '#kernel/http/context.ts'
import { cookieName } from '#kernel/http/cookies.ts'
import { tokenHash } from '#kernel/ids.ts'

export const SESSION_COOKIE = 'punte-session'

interface Row {
  accountId: string
  mailboxId: string
  name: string | null
  level: 'email' | 'strong' | 'signed'
  secondFactor: boolean
  sessionId: string
  roles: Role[]
}

/** Who a request comes from: the session of its cookie. Nobody when there is none, or when it has ended. */
export async function identify(db: Db, publicUrl: string, request: FastifyRequest, now: Date): Promise<Viewer> {
  const token = request.cookies[cookieName(SESSION_COOKIE, publicUrl)]
  if (!token) return nobody
  const { rows } = await sql<Row>`
    SELECT a.id AS "accountId", a.mailbox_id AS "mailboxId", a.name, s.level, s.second_factor_at IS NOT NULL AS "secondFactor", s.id AS "sessionId",
      coalesce((SELECT jsonb_agg(jsonb_build_object('name', r.role, 'placeKey', r.place_key, 'organisationId', r.organisation_id))
        FROM access.role r WHERE r.account_id = a.id AND r.ended_at IS NULL), '[]') AS roles
    FROM people.session s JOIN people.account a ON a.id = s.account_id
    WHERE s.token_hash = ${tokenHash(token)} AND s.ended_at IS NULL AND s.expires_at > ${now} AND a.erased_at IS NULL`.execute(
    db,
  )
  return rows[0] ?? nobody
}
