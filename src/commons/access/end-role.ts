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
  await keepAnAdministrator(tx, ({ id }) => id === roleId)
  const { rows } = await sql<EndedRole>`
    UPDATE access.role SET ended_at = ${now}, ended_by = ${endedBy} WHERE id = ${roleId} AND ended_at IS NULL
    RETURNING account_id AS "accountId", role, place_key AS "placeKey", organisation_id AS "organisationId"`.execute(tx)
  if (rows[0]) return rows[0]
  const known = await sql`SELECT FROM access.role WHERE id = ${roleId}`.execute(tx)
  if (known.rows.length === 0) throw new NotFound()
  throw new RuleBroken('access.ended-already')
}

/**
 * Refuses what would leave the house without an administrator. The rows of all administrators are locked: of two who end each
 * other's role at the same moment the second waits, then sees who is left.
 *
 * @param leaves whether this administrator would be one no more (a role that ends, an account that is erased)
 */
export async function keepAnAdministrator(
  tx: Tx,
  leaves: (administrator: { id: string; accountId: string }) => boolean,
): Promise<void> {
  const { rows } = await sql<{ id: string; accountId: string }>`
    SELECT r.id, r.account_id AS "accountId" FROM access.role r JOIN people.account a ON a.id = r.account_id
    WHERE r.role = 'administrator' AND r.ended_at IS NULL AND a.erased_at IS NULL
    ORDER BY r.id FOR UPDATE OF r`.execute(tx)
  if (rows.some(leaves) && rows.every(leaves)) throw new RuleBroken('access.last-administrator')
}
