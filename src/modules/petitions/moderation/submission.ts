import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** A picture or file that came with a petition. */
export interface SubmittedDocument {
  id: string
  name: string
  type: string
  description: string
  hidden: boolean
}

/** What came with a petition, as the start part keeps it. */
export async function documentsOf(db: Db | Tx, petitionId: string): Promise<SubmittedDocument[]> {
  const { rows } = await sql<SubmittedDocument>`
    SELECT id, name, type, description, hidden FROM petitions.document WHERE petition_id = ${petitionId} ORDER BY position`.execute(
    db,
  )
  return rows
}

export async function supportersOf(db: Db | Tx, petitionId: string): Promise<number> {
  const { rows } = await sql<{ supporters: number }>`
    SELECT count(*) AS supporters FROM petitions.supporter s JOIN petitions.petition p ON p.id = s.petition_id AND p.text_version = s.version
    WHERE s.petition_id = ${petitionId}`.execute(db)
  return rows[0]?.supporters ?? 0
}

/** Hides a document or shows it again; its address answers accordingly. @returns false when the petition has no such document */
export async function setDocumentHidden(
  tx: Tx,
  petitionId: string,
  documentId: string,
  hidden: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE petitions.document SET hidden = ${hidden} WHERE petition_id = ${petitionId} AND id = ${documentId} RETURNING id`.execute(
    tx,
  )
  return rows.length > 0
}
