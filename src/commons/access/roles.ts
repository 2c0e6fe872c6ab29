import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Role } from './permit.ts'

/**
 * Gives an account a role. Who may, and the audit record, are for the caller.
 *
 * @returns false when the account held it already
 */
export async function grantRole(
  tx: Tx,
  grant: { accountId: string; role: Role; grantedBy: string | null; now: Date },
): Promise<boolean> {
  const { accountId, role, grantedBy, now } = grant
  const { rows } = await sql`
    INSERT INTO access.role (id, account_id, role, place_key, organisation_id, granted_by, granted_at)
    VALUES (${newId(now)}, ${accountId}, ${role.name}, ${role.placeKey}, ${role.organisationId}, ${grantedBy}, ${now})
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}
