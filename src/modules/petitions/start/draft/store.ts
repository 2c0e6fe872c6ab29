import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Answers } from './answers.ts'

export interface DraftRow {
  id: string
  answers: Answers
  version: number
  writer: string
  savedAt: Date
  /** Number of the petition that it became. */
  sentAs: number | null
}

const columns = sql`d.id, d.answers, d.version, d.writer, d.saved_at AS "savedAt",
  (SELECT p.number FROM petitions.petition p WHERE p.id = d.petition_id) AS "sentAs"`

/** A draft of that account; nothing for others. */
export async function findDraft(db: Db | Tx, accountId: string, id: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    SELECT ${columns} FROM petitions.draft d WHERE d.id = ${id} AND d.account_id = ${accountId}`.execute(db)
  return rows[0]
}

/** The same, held until the transaction ends. */
export async function holdDraft(tx: Tx, accountId: string, id: string): Promise<DraftRow | undefined> {
  await sql`SELECT 1 FROM petitions.draft WHERE id = ${id} AND account_id = ${accountId} FOR UPDATE`.execute(tx)
  // Read by a second statement: the first one's snapshot is older than the wait.
  return findDraft(tx, accountId, id)
}

export async function openDraftsOf(db: Db | Tx, accountId: string): Promise<DraftRow[]> {
  const { rows } = await sql<DraftRow>`
    SELECT ${columns} FROM petitions.draft d WHERE d.account_id = ${accountId} AND d.petition_id IS NULL
    ORDER BY d.saved_at DESC, d.id DESC`.execute(db)
  return rows
}

export interface DocumentRow {
  id: string
  sha256: string
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  description: string
}

export async function draftDocuments(db: Db | Tx, draftId: string): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    SELECT id, sha256, name, type, size, width, height, description FROM petitions.draft_document
    WHERE draft_id = ${draftId} ORDER BY added_at, id`.execute(db)
  return rows
}
