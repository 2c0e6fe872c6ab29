import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { RoleName } from './permit.ts'

export interface EndedRole {
  accountId: string
  role: RoleName
  placeKey: string | null
  organisationId: string | null
}

/**
 * Ends a role; the row stays. Who may, and the audit record, are for the caller.
 * @throws RuleBroken access.last-administrator: somebody must be able to give roles
 */
export async function endRole(tx: Tx, end: { roleId: string; endedBy: string | null; now: Date }): Promise<EndedRole> {
  const { roleId, endedBy, now } = end
  await keepAnAdministrator(tx, roleId)
  const { rows } = await sql<EndedRole>`
    UPDATE access.role SET ended_at = ${now}, ended_by = ${endedBy} WHERE id = ${roleId} AND ended_at IS NULL
    RETURNING account_id AS "accountId", role, place_key AS "placeKey", organisation_id AS "organisationId"`.execute(tx)
  if (rows[0]) return rows[0]
  const known = await sql`SELECT FROM access.role WHERE id = ${roleId}`.execute(tx)
  if (known.rows.length === 0) throw new NotFound()
  throw new RuleBroken('access.ended-already')
}

/**
 * The rows of all administrators are locked: of two who end each other's role at the same moment the second waits, then sees
 * who is left. An erased account administers nothing.
 */
async function keepAnAdministrator(tx: Tx, leaving: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT r.id FROM access.role r JOIN people.account a ON a.id = r.account_id
    WHERE r.role = 'administrator' AND r.ended_at IS NULL AND a.erased_at IS NULL
    ORDER BY r.id FOR UPDATE OF r`.execute(tx)
  if (rows.length === 1 && rows[0]?.id === leaving) throw new RuleBroken('access.last-administrator')
}
