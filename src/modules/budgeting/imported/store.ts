import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { ImportedFacts } from './read-vote.ts'

export interface ImportedVote {
  number: number
  title: string
  source: string
  sourceUrl: string | null
  facts: ImportedFacts
  importedAt: Date
}

export async function addImported(
  tx: Tx,
  vote: Omit<ImportedVote, 'number'> & { id: string; file: Uint8Array },
): Promise<{ number: number }> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO budgeting.imported_vote (id, title, source, source_url, file, facts, imported_at)
    VALUES (${vote.id}, ${vote.title}, ${vote.source}, ${vote.sourceUrl}, ${vote.file}, ${JSON.stringify(vote.facts)}::jsonb, ${vote.importedAt})
    RETURNING number`.execute(tx)
  return rows[0] as { number: number }
}

export async function findImported(db: Db, number: number): Promise<ImportedVote | null> {
  const { rows } = await sql<ImportedVote>`
    SELECT number, title, source, source_url AS "sourceUrl", facts, imported_at AS "importedAt"
    FROM budgeting.imported_vote WHERE number = ${number}`.execute(db)
  return rows[0] ?? null
}

export type ImportedInList = Pick<ImportedVote, 'number' | 'title' | 'source'> &
  Pick<ImportedFacts, 'country' | 'unit' | 'voters'>

/** The newest first, below a number. */
export async function listImported(db: Db, below: number | null, limit: number): Promise<ImportedInList[]> {
  const { rows } = await sql<ImportedInList>`
    SELECT number, title, source, facts ->> 'country' AS country, facts ->> 'unit' AS unit, (facts ->> 'voters')::integer AS voters
    FROM budgeting.imported_vote WHERE ${below}::bigint IS NULL OR number < ${below} ORDER BY number DESC LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

export async function countImported(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM budgeting.imported_vote`.execute(db)
  return rows[0]?.count ?? 0
}

export async function fileOf(db: Db, number: number): Promise<Buffer | null> {
  const { rows } = await sql<{
    file: Buffer
  }>`SELECT file FROM budgeting.imported_vote WHERE number = ${number}`.execute(db)
  return rows[0]?.file ?? null
}
