import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

export interface Invitation {
  id: string
  madeAt: Date
}

/** Those that nobody has used or taken back, the oldest first. */
export async function invitationsOf(db: Db | Tx, teamId: string): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    SELECT id, made_at AS "madeAt" FROM open_data.team_invitation WHERE team_id = ${teamId} ORDER BY made_at, id`.execute(
    db,
  )
  return rows
}

export async function addInvitation(tx: Tx, invitation: Invitation & { teamId: string }): Promise<void> {
  await sql`
    INSERT INTO open_data.team_invitation (id, team_id, made_at) VALUES (${invitation.id}, ${invitation.teamId}, ${invitation.madeAt})`.execute(
    tx,
  )
}

/** Used or taken back. @returns false where somebody was faster */
export async function removeInvitation(tx: Tx, teamId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM open_data.team_invitation WHERE id = ${id} AND team_id = ${teamId} RETURNING id`.execute(tx)
  return rows.length > 0
}

/** Of teams that are over. */
export async function removeLeftInvitations(tx: Tx): Promise<void> {
  await sql`
    DELETE FROM open_data.team_invitation i USING open_data.team t WHERE t.id = i.team_id AND t.withdrawn_at IS NOT NULL`.execute(
    tx,
  )
}
