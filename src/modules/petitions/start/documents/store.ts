import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { DocumentRow } from '../draft/store.ts'

const columns = sql`d.id, d.sha256, d.name, d.type, d.size, d.width, d.height, d.description, d.hidden`

export interface PetitionDocument extends DocumentRow {
  hidden: boolean
}

export async function documentsOf(db: Db | Tx, petitionId: string): Promise<PetitionDocument[]> {
  const { rows } = await sql<PetitionDocument>`
    SELECT ${columns} FROM petitions.document d WHERE d.petition_id = ${petitionId} ORDER BY d.position, d.id`.execute(
    db,
  )
  return rows
}

/** A document of a petition that is public, and not masked. */
export async function findPublicDocument(db: Db, number: number, id: string): Promise<PetitionDocument | undefined> {
  const { rows } = await sql<PetitionDocument>`
    SELECT ${columns} FROM petitions.document d JOIN petitions.petition p ON p.id = d.petition_id
    WHERE p.number = ${number} AND p.state IN ('open', 'closed', 'archived') AND d.id = ${id} AND NOT d.hidden`.execute(
    db,
  )
  return rows[0]
}
