import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { RoleName } from './permit.ts'

export interface HeldRole {
  id: string
  accountId: string
  name: string | null
  address: string | null
  role: RoleName
  placeKey: string | null
  slug: string | null
  authority: Localised | null
  at: Date
  endedAt: Date | null
}

/** Roles, newest first: those that hold, or those that ended. */
export async function heldRoles(
  db: Db,
  filter: { id?: string; role: RoleName | null; ended: boolean | null; after: Cursor | null; limit: number },
): Promise<HeldRole[]> {
  const { id = null, role, ended, after, limit } = filter
  const { rows } = await sql<HeldRole>`
    SELECT r.id, r.account_id AS "accountId", a.name, m.address, r.role, r.place_key AS "placeKey", o.slug, o.name AS authority,
      r.granted_at AS at, r.ended_at AS "endedAt"
    FROM access.role r
    JOIN people.account a ON a.id = r.account_id
    JOIN people.mailbox m ON m.id = a.mailbox_id
    LEFT JOIN organisations.organisation o ON o.id = r.organisation_id
    WHERE (${id}::uuid IS NULL OR r.id = ${id}) AND (${role}::text IS NULL OR r.role = ${role})
      AND (${ended}::boolean IS NULL OR (r.ended_at IS NOT NULL) = ${ended})
      AND (${after?.at ?? null}::timestamptz IS NULL OR (r.granted_at, r.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY r.granted_at DESC, r.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function countHeldRoles(db: Db): Promise<number> {
  const { rows } = await sql<{
    total: number
  }>`SELECT count(*) AS total FROM access.role WHERE ended_at IS NULL`.execute(db)
  return rows[0]?.total ?? 0
}
