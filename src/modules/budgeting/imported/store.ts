import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { ImportedFacts } from './read-vote.ts'

export interface ImportedVote {
  number: number
  title: string
  source: string
  sourceUrl: string | null
  facts: ImportedFacts
  importedAt: Date
  /** Null where it is not known. */
  importedBy: string | null
  /** Since when it is taken away, and why; then facts and file are empty. */
  withdrawn: { at: Date; reason: string } | null
}

const columns = sql`number, title, source, source_url AS "sourceUrl", facts, imported_at AS "importedAt", imported_by AS "importedBy",
  withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason"`

export async function addImported(
  tx: Tx,
  vote: Omit<ImportedVote, 'number' | 'withdrawn'> & { id: string; file: Uint8Array },
): Promise<{ number: number }> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO budgeting.imported_vote (id, title, source, source_url, file, facts, imported_at, imported_by)
    VALUES (${vote.id}, ${vote.title}, ${vote.source}, ${vote.sourceUrl}, ${vote.file}, ${JSON.stringify(vote.facts)}::jsonb, ${vote.importedAt},
      ${vote.importedBy})
    RETURNING number`.execute(tx)
  return rows[0] as { number: number }
}

export async function findImported(db: Db, number: number): Promise<ImportedVote | null> {
  return oneWhere(db, sql`number = ${number}`)
}

/** The same, locked until the act is over. */
export async function lockImported(tx: Tx, number: number): Promise<ImportedVote | null> {
  return oneWhere(tx, sql`number = ${number} FOR UPDATE`)
}

async function oneWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<ImportedVote | null> {
  type Row = Omit<ImportedVote, 'withdrawn'> & { withdrawnAt: Date | null; withdrawnReason: string }
  const { rows } = await sql<Row>`SELECT ${columns} FROM budgeting.imported_vote WHERE ${where}`.execute(db)
  if (!rows[0]) return null
  const { withdrawnAt, withdrawnReason, ...vote } = rows[0]
  return { ...vote, withdrawn: withdrawnAt && { at: withdrawnAt, reason: withdrawnReason } }
}

/** Its file and what was counted from it go; that it was here, and why it is not any more, stays. */
export async function withdrawImported(
  tx: Tx,
  number: number,
  { reason, by, now }: { reason: string; by: string; now: Date },
): Promise<void> {
  await sql`
    UPDATE budgeting.imported_vote SET file = '', facts = '{}', withdrawn_at = ${now}, withdrawn_by = ${by}, withdrawn_reason = ${reason}
    WHERE number = ${number}`.execute(tx)
}

/** What one account imported, or everybody, the newest first. */
export async function listImportedBy(
  db: Db,
  accountId: string | null,
): Promise<{ number: number; title: string; source: string; withdrawn: boolean }[]> {
  const { rows } = await sql<{ number: number; title: string; source: string; withdrawn: boolean }>`
    SELECT number, title, source, withdrawn_at IS NOT NULL AS withdrawn FROM budgeting.imported_vote
    WHERE ${accountId}::uuid IS NULL OR imported_by = ${accountId} ORDER BY number DESC LIMIT 200`.execute(db)
  return rows
}

export type ImportedInList = Pick<ImportedVote, 'number' | 'title' | 'source'> &
  Pick<ImportedFacts, 'country' | 'unit' | 'voters'> & { withdrawn: boolean }

const inListColumns = sql`number, title, source, coalesce(facts ->> 'country', '') AS country, coalesce(facts ->> 'unit', '') AS unit,
  coalesce((facts ->> 'voters')::integer, 0) AS voters, withdrawn_at IS NOT NULL AS withdrawn`

/** The newest first, below a number. */
export async function listImported(db: Db, below: number | null, limit: number): Promise<ImportedInList[]> {
  const { rows } = await sql<ImportedInList>`
    SELECT ${inListColumns} FROM budgeting.imported_vote WHERE ${below}::bigint IS NULL OR number < ${below} ORDER BY number DESC LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

/** The newest that were not taken away, and how many there are of them. */
export async function newestStanding(db: Db, limit: number): Promise<{ rows: ImportedInList[]; total: number }> {
  const { rows } = await sql<ImportedInList & { total: number }>`
    SELECT ${inListColumns}, count(*) OVER () AS total
    FROM budgeting.imported_vote WHERE withdrawn_at IS NULL ORDER BY number DESC LIMIT ${limit}`.execute(db)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export async function countImported(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM budgeting.imported_vote`.execute(db)
  return rows[0]?.count ?? 0
}

export async function fileOf(db: Db, number: number): Promise<Buffer | null> {
  const { rows } = await sql<{
    file: Buffer
  }>`SELECT file FROM budgeting.imported_vote WHERE number = ${number} AND withdrawn_at IS NULL`.execute(db)
  return rows[0]?.file ?? null
}
