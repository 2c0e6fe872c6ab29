import { sql } from 'kysely'

/**
 * Of `organisations.organisation o`: authorities that a petition can be sent to now. One that came with the data of another portal has no
 * address until an administrator gives it one, and without an officer either nothing would reach it.
 */
export const canBeAsked = sql`o.is_authority AND o.ended_at IS NULL AND (o.email IS NOT NULL OR EXISTS (
  SELECT 1 FROM access.role r WHERE r.role = 'officer' AND r.organisation_id = o.id AND r.ended_at IS NULL))`
